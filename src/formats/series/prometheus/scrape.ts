import type { DocumentFormat } from '../../../model/reader.ts'
import { withoutMark } from '../../host/reader.ts'
import { linesOf } from '../../kubectl/source-lines.ts'
import { isMostlyTimed } from './exposition.ts'
import { countedKills, scrapedIn } from './scraped.ts'
import { newStateMetrics } from './state-metrics.ts'

const TYPE =
  /^# TYPE [A-Za-z_:][\w:]* (?:counter|gauge|untyped|unknown|histogram|summary|gaugehistogram|stateset|info)\s*$/
const HEAD_LINES = 20

/**
 * `/metrics` as it is scraped, without times: one sample of each, which is no series. What it counts may be a kill, and
 * kube-state-metrics knows how containers ended.
 */
export const prometheusScrape: DocumentFormat = {
  id: 'prometheus-scrape',
  matches(_path, head) {
    const lines = withoutMark(head)
      .split('\n', HEAD_LINES)
      .filter(line => line.trim() !== '')
    const isOne = lines.every(line => line.startsWith('#') || scrapedIn(line) !== null)
    return isOne && lines.some(line => TYPE.test(line)) && !isMostlyTimed(head)
  },
  *read({ path, bytes }) {
    const states = newStateMetrics()
    for (const line of linesOf(path, bytes)) {
      const sample = line.text.startsWith('#') ? null : scrapedIn(withoutMark(line.text))
      if (sample === null) continue
      const kills = countedKills(sample, line)
      if (kills) yield kills
      states.take(sample, line)
    }
    yield* states.pods()
  },
}
