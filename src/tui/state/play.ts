import type { Sign } from './action.ts'
import { chosen } from './move.ts'
import { countOf, currentRow, rowAt } from './rows.ts'
import type { State } from './state.ts'

const SPEEDS: readonly number[] = [1, 2, 5, 10, 30, 60, 300, 600, 3600]
/** No pause lasts longer than this on the screen. */
const LONGEST_PAUSE_MS = 2000
/** How long an entry stands whose distance to the next is not known. */
const UNKNOWN_PAUSE_MS = 500

export function faster(state: State, sign: Sign): State {
  const at = SPEEDS.findIndex(each => each >= state.speed)
  const speed = SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, at + sign))] ?? 1
  const playing = state.playing && { ...state.playing, speed }
  return { ...state, speed, playing, message: `Replay at ${speed} times the speed.` }
}

export function played(state: State): State {
  if (state.playing) return { ...state, playing: null, message: 'Paused.' }
  if (state.list.at >= countOf(state) - 1) return { ...state, message: 'At the end: g goes to the beginning.' }
  return { ...state, overlay: null, playing: { speed: state.speed, passedMs: 0 }, message: null }
}

/** Milliseconds of the case until the next entry, shortened where the screen would stand still. */
function pauseBefore(state: State, place: number, speed: number): number {
  const { timesMs } = state.shown
  const gap = (timesMs[rowAt(state, place)] ?? Number.NaN) - (timesMs[rowAt(state, place - 1)] ?? Number.NaN)
  return Number.isNaN(gap) ? UNKNOWN_PAUSE_MS * speed : Math.min(Math.max(0, gap), LONGEST_PAUSE_MS * speed)
}

/** Time passes: goes on to the entries that have happened since. */
export function ticked(state: State, ms: number): State {
  const { playing } = state
  if (!playing) return state
  let passedMs = playing.passedMs + ms * playing.speed
  let place = state.list.at
  const last = countOf(state) - 1
  while (place < last) {
    const pause = pauseBefore(state, place + 1, playing.speed)
    if (pause > passedMs) break
    passedMs -= pause
    place += 1
  }
  const isOver = place >= last
  const next = place === state.list.at ? state : chosen(state, place)
  return {
    ...next,
    playing: isOver ? null : { ...playing, passedMs },
    message: isOver ? 'The end of the timeline.' : next.message,
  }
}

/** Where the playhead is on the axis; NaN where that is not known. */
export const headMs = (state: State): number =>
  (state.shown.timesMs[currentRow(state)] ?? Number.NaN) + (state.playing?.passedMs ?? 0)
