import type { Line } from '../../../model/line.ts'
import type { Found, SeriesFormat } from '../../../model/reader.ts'
import { labelsOf } from './exposition-labels.ts'
import { isKnownName, type Labels } from './metrics.ts'
import { countedKills, OOM_EVENTS, scrapedIn } from './scraped.ts'
import { addSample, newStore } from './store.ts'

/** `name{labels} 1.5e+06 1700000000123`: the last number is a time. */
const SAMPLE =
  /^(?:([A-Za-z_:][\w:]{0,200})(\{.*\})?|(\{.*\})) +(\S{1,40}) +(-?\d{1,16}(?:\.\d{1,9})?(?:[eE][+-]?\d{1,3})?)(?: +# .*(?<!\s))?\s*$/
/** Seconds since 1970 are smaller, until the year 5138; milliseconds are larger, since 1973. */
const LEAST_MILLISECONDS = 1e11
/** Before 2001 nothing of this was measured, and a value could be taken for a time. */
const LEAST_SECONDS = 1e9
const HEAD_LINES = 100

interface Sample {
  readonly key: string
  readonly labels: () => Labels
  readonly seconds: number
  readonly value: number
}

function sampleOf(text: string): Sample | null {
  const [, name, after, alone, value = '', time] = SAMPLE.exec(text) ?? []
  if (time === undefined) return null
  const printed = after ?? alone
  const at = Number(time)
  const seconds = at >= LEAST_MILLISECONDS ? at / 1000 : at
  if (seconds < LEAST_SECONDS) return null
  return { key: `${name ?? ''}${printed ?? ''}`, labels: () => labelsOf(name, printed), seconds, value: Number(value) }
}

const nameIn = (text: string): string | null =>
  /^([A-Za-z_:][\w:]{0,200})[{ ]/.exec(text)?.[1] ?? /__name__="([\w:]{1,200})"/.exec(text)?.[1] ?? null

/** Labels, a value and a time, which nothing else prints like that. */
const hasTime = (line: string): boolean => /^\S{0,200}\{.*="/.test(line) && sampleOf(line) !== null

export function isMostlyTimed(head: string): boolean {
  const lines = head.split('\n', HEAD_LINES).filter(line => line.trim() !== '' && !line.startsWith('#'))
  return lines.filter(hasTime).length * 2 > lines.length
}

/**
 * Samples with times in the text formats of Prometheus: OpenMetrics and the output of `promtool tsdb dump-openmetrics`, with
 * seconds; the exposition format (`/metrics`, `/federate`) and the output of `promtool tsdb dump`, with milliseconds. A scrape
 * without times is one sample of each, which is no series.
 */
export const prometheusText: SeriesFormat = {
  id: 'prometheus-text',
  matches: (_path, head) => isMostlyTimed(head),
  open(path) {
    const store = newStore(path)
    /** The latest of each cgroup. */
    const kills = new Map<string, Found>()
    return {
      take(line: Line) {
        const name = nameIn(line.text)
        const sample = name === null || !isKnownName(name) ? null : sampleOf(line.text)
        const entry = sample && store.entry(sample.key, sample.labels)
        if (entry) addSample(entry, sample.seconds, sample.value, line)
        const counted = name === OOM_EVENTS ? scrapedIn(line.text) : null
        const kill = counted && countedKills(counted, line)
        if (counted && kill) kills.set(counted.labels.id ?? '', kill)
      },
      close: () => [...kills.values(), ...store.series()],
    }
  },
}
