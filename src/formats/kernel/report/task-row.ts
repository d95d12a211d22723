import { plainRow } from '../../../../grammars/kernel/plain-row.ts'
import type { TaskRow } from '../../../model/kernel.ts'
import { unescapeName } from '../comm.ts'
import { decimal } from '../number.ts'
import { lineOf } from './task-columns.ts'

/** Where each column stands; -1 for one that the table has not. */
const placesOf = (columns: readonly string[]) => ({
  count: columns.length,
  tgid: columns.indexOf('tgid'),
  uid: columns.indexOf('uid'),
  totalVm: columns.indexOf('total_vm'),
  rss: columns.indexOf('rss'),
  rssAnon: columns.indexOf('rss_anon'),
  rssFile: columns.indexOf('rss_file'),
  rssShmem: columns.indexOf('rss_shmem'),
  pgtablesBytes: columns.indexOf('pgtables_bytes'),
  nrPtes: columns.indexOf('nr_ptes'),
  nrPmds: columns.indexOf('nr_pmds'),
  swapents: columns.indexOf('swapents'),
  oomScoreAdj: columns.indexOf('oom_score_adj'),
})

type Places = ReturnType<typeof placesOf>

/** The numbers of a row whose words may be anything. */
function numbersOf(text: string, count: number) {
  const line = lineOf(text)
  const pid = decimal(line?.bracket)
  const last = line?.words[count - 1]
  if (!line || pid === null || last === undefined || decimal(last.text) === null) return null
  const end = last.start + last.text.length
  // A row that ends with its last number was cut: a blank follows even where the name is empty.
  return /[ \t]/.test(text.charAt(end)) ? { pid, numbers: line.words.map(word => decimal(word.text)), end } : null
}

function rowOf(text: string, places: Places): TaskRow | null {
  const row = plainRow(text, places.count) ?? numbersOf(text, places.count)
  if (row === null) return null
  const { numbers } = row
  const cell = (at: number): number | null => (at === -1 ? null : (numbers[at] ?? null))
  return {
    pid: row.pid,
    tgid: cell(places.tgid),
    uid: cell(places.uid),
    totalVmPages: cell(places.totalVm),
    rssPages: cell(places.rss),
    rssAnonPages: cell(places.rssAnon),
    rssFilePages: cell(places.rssFile),
    rssShmemPages: cell(places.rssShmem),
    pgtablesBytes: cell(places.pgtablesBytes),
    nrPtes: cell(places.nrPtes),
    nrPmds: cell(places.nrPmds),
    swapentsPages: cell(places.swapents),
    oomScoreAdj: cell(places.oomScoreAdj),
    // A name may begin with blanks itself.
    comm: unescapeName(text.slice(row.end + 1).trimEnd()),
  }
}

/** Reads the rows below such columns; null for one that was cut. */
export function newRowReader(columns: readonly string[]): (text: string) => TaskRow | null {
  const places = placesOf(columns)
  return text => rowOf(text, places)
}
