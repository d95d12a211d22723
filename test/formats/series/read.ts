import { readers } from '../../../src/formats/index.ts'
import { readMember } from '../../../src/lines/read-member.ts'
import type { OomEvent } from '../../../src/model/event.ts'
import type { Problem } from '../../../src/model/problem.ts'
import { isSeries } from '../../../src/model/reader.ts'
import type { Series } from '../../../src/model/series.ts'

/** What a source is read as, the series that it holds, and what was wrong with it. */
export async function samplesIn(text: string, path = 'samples.log') {
  const series: Series[] = []
  const problems: Problem[] = []
  const events: OomEvent[] = []
  const bytes = new TextEncoder().encode(text)
  async function* chunks(): AsyncIterable<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 1000) yield bytes.slice(at, at + 1000)
  }
  const { format } = await readMember({ path, sizeBytes: null, bytes: chunks }, readers, each => {
    if (isSeries(each)) series.push(each)
    else if ('code' in each) problems.push(each)
    else events.push(each)
  })
  return { format, series, problems, events, bytes }
}

/** Samples of one metric as pairs; null where there is no such series. */
export function pairs(series: readonly Series[], metric: Series['metric'], scope = 'node') {
  const found = series.find(each => each.metric === metric && each.scope === scope)
  return found ? [...found.times].map((time, at) => [time, found.values[at]]) : null
}
