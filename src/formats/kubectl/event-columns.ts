import { readCells } from '../../../grammars/kubectl/table-row.ts'

/** The columns of an event table, from its header line. */
export interface Columns {
  /** Names without blanks (`LASTSEEN`): old kubectl wrote them so. */
  readonly names: readonly string[]
  /** Where each begins, in characters. */
  readonly starts: readonly number[]
  /** Place of `MESSAGE`, the only cell of free text. */
  readonly message: number
}

const KNOWN = new Set(
  `NAMESPACE LASTSEEN FIRSTSEEN COUNT NAME KIND OBJECT SUBOBJECT TYPE REASON SOURCE MESSAGE LABELS EVENT`.split(' '),
)

/** The columns, when the line is the header of an event table; every name must be known. */
export function columnsOf(line: string): Columns | null {
  if (!line.includes('MESSAGE') || line.length > 2000) return null
  const reading = readCells(line)
  if (!reading.ok) return null
  const names = reading.value.map(cell => cell.text.replaceAll(' ', ''))
  const needed = ['LASTSEEN', 'TYPE', 'REASON', 'MESSAGE']
  const named = names.includes('OBJECT') || (names.includes('KIND') && names.includes('NAME'))
  if (!named || !names.every(name => KNOWN.has(name)) || !needed.every(name => names.includes(name))) return null
  return { names, starts: reading.value.map(cell => cell.start), message: names.indexOf('MESSAGE') }
}

/** The columns of a table printed with `--no-headers`, where its first row leaves no doubt about them. */
export function columnsOfRow(line: string): Columns | null {
  if (!/Normal|Warning/.test(line)) return null
  const reading = readCells(line.slice(0, 2000))
  if (!reading.ok) return null
  const cells = reading.value.map(cell => cell.text)
  const namespaced = !AGE.test(cells[0] ?? '')
  const [age = '', type = '', reason = '', object = '', message = ''] = namespaced ? cells.slice(1) : cells
  const sure =
    AGE.test(age) &&
    (type === 'Normal' || type === 'Warning') &&
    /^[A-Z][A-Za-z0-9]*$/.test(reason) &&
    /^[A-Za-z.]+\/\S/.test(object) &&
    (!namespaced || /^[a-z0-9-]{1,63}$/.test(cells[0] ?? '')) &&
    // With -o wide, a subobject or a source stands here, or nothing; then the columns cannot be told.
    message !== '' &&
    !/^spec\.|^[a-z-]+, \S+$/.test(message)
  if (!sure) return null
  const names = ['LASTSEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE']
  return {
    names: namespaced ? ['NAMESPACE', ...names] : names,
    starts: reading.value.slice(0, namespaced ? 6 : 5).map(cell => cell.start),
    message: namespaced ? 5 : 4,
  }
}

const AGE = /^(?:(?:\d{1,9}[smhdy]){1,3}|<unknown>|<invalid>)(?: \(x\d{1,9} over [0-9a-z<>]{1,20}\))?$/
