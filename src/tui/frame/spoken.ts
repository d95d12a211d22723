import { longTime } from '../../render/time.ts'
import { printable } from '../../render/printable.ts'
import { citationOf, fileOf } from '../state/evidence.ts'
import { KEYS } from '../state/keys.ts'
import { countOf, currentEntry } from '../state/rows.ts'
import type { State } from '../state/state.ts'
import { wordsOf } from '../state/terms.ts'
import { detailLines } from './detail-lines.ts'
import { helpLines } from './help-lines.ts'
import { overviewLines } from './overview-lines.ts'

/** Wide enough that sentences are not broken where a voice would pause. */
const WIDTH = 120
const CODE = /\u001b\[[\d;]*m/g

function chosenLines(state: State): readonly string[] {
  const entry = currentEntry(state)
  if (entry === null) return ['No entry.']
  const { at, title, severity, node, incident } = entry
  const facts = [
    severity,
    ...(node === null ? [] : [`node ${node}`]),
    ...(incident === null ? [] : [`incident ${incident}`]),
  ]
  return [
    `Entry ${state.list.at + 1} of ${countOf(state)}${state.filter.rows === null ? '' : `, filter ${wordsOf(state.filter.terms)}`}.`,
    printable(`${title}.`),
    `${longTime(at)}, ${printable(facts.join(', '))}.`,
  ]
}

function sourceWords(state: State): readonly string[] {
  const shown = citationOf(state)
  const file = fileOf(state)
  if (!shown) return []
  const at = file?.is === 'ready' ? file.text.line(state.source.at) : printable(shown.span.excerpt ?? 'not at hand')
  const number = file?.is === 'ready' ? file.text.firstLine + state.source.at : shown.span.line
  return [`${printable(shown.span.path)}, line ${number}: ${at}`]
}

/** A state for who listens: no columns, no marks, no colours; what the eye would look at, in sentences. */
export function spokenLines(state: State): readonly string[] {
  const { prompt, message, overlay, focus, shown, look } = state
  if (prompt) return [`${prompt.asks}: ${printable(prompt.text)}`, ...(prompt.note === null ? [] : [prompt.note])]
  if (overlay) {
    const all = overlay.is === 'help' ? helpLines(WIDTH) : overviewLines(shown.report, WIDTH, false)
    return all.slice(overlay.top, overlay.top + 10)
  }
  const detail = detailLines(shown, currentEntry(state), WIDTH, { ...look, color: false })
  const parts =
    focus === 'list'
      ? chosenLines(state)
      : focus === 'detail'
        ? [(detail[state.detail.at] ?? '').replace(CODE, '').trim()]
        : sourceWords(state)
  const keys = KEYS.flatMap(group => group.keys).filter(({ hint }) => hint)
  const hint =
    focus === 'list'
      ? [`Keys: ${keys.map(({ shown: key, hint: does }) => `${key.split(' ')[0]} ${does}`).join(', ')}.`]
      : []
  return [...parts, ...(message === null ? [] : [message]), ...hint]
}
