import type { HostMemory } from '../../model/host.ts'
import { citing, type HostReader, reading } from './reader.ts'

const HEADER = /^Filename\s+Type\s+Size\s+Used\s+Priority\s*$/
/** The size of `swapon --show` has a unit of its own, and a bare number is in bytes (`--bytes`). */
const SHOWN = /^NAME +TYPE +SIZE +USED +PRIO\s*$/
const ROW = /\s(?:partition|file)\s+(\d{1,18})\s+(\d{1,18})\s+-?\d+\s*$/

/** `/proc/swaps`, `swapon --summary` (KiB) and `swapon --bytes --show` (bytes). A header alone says that there is no swap. */
export const swaps: HostReader = {
  id: 'swaps',
  matches: (_, head) => /^(?:Filename\s+Type\s+Size|NAME +TYPE +SIZE +USED)/.test(head),
  *read(lines): Generator<HostMemory> {
    const header = lines.find(({ text }) => HEADER.test(text) || SHOWN.test(text))
    if (!header) return
    const rows = lines.filter(line => line !== header && line.text.trim() !== '')
    const read = rows.map(({ text }) => ROW.exec(text)).filter(row => row !== null)
    const evidence = citing([header, ...rows].slice(0, 10))
    // A size with a unit is rounded: what is not exact is not added up.
    if (!evidence || read.length < rows.length) return
    const unit = SHOWN.test(header.text) ? 1024 : 1
    const sum = (part: 1 | 2): number => read.reduce((total, row) => total + Number(row[part]), 0) / unit
    const fieldsKiB = { SwapTotal: sum(1), SwapFree: sum(1) - sum(2) }
    yield { ...reading('host.memory', 'Swap at the time of collection', evidence), fieldsKiB }
  },
}
