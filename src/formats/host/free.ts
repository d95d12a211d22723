import type { HostMemory } from '../../model/host.ts'
import { baseName, citing, type HostReader, reading } from './reader.ts'

/** The header in any language has a name for each column and starts with a blank. */
const HEADER = /^\s+\S+ +\S+ +\S+/
const MEMORY = /^(\S[^:]{0,20}:) +\d/
/** Options with which the unit is another one than KiB. */
const OTHER_UNIT = /free[_ -]+-?[a-z]*[mghtbw]|free[_-](?:[mghtb])\b/i

/**
 * `free` of procps, in any language: the header, `Mem:`, `Swap:`. It prints KiB unless told otherwise, and only the name of
 * the file tells; a file of another name is recognised, and its numbers are not used.
 */
export const free: HostReader = {
  id: 'free',
  matches(_, head) {
    const [header = '', memory = '', swap = ''] = head.slice(0, 1024).split(/\r?\n/)
    const columns = header.trim().split(/\s+/).length
    const isShown = columns >= 5 && columns <= 8 && HEADER.test(header) && MEMORY.test(memory)
    // The same header twice is a series of samples.
    const isOne = head.indexOf(header, 1) === -1
    return isShown && isOne && (/^\s+total +used +free\b/.test(header) || /^Swap: +\d/m.test(swap))
  },
  *read(lines, name): Generator<HostMemory> {
    const [header, memory, ...rest] = lines
    const isKiB = /(?:^|\/)memory\/free$/.test(name) && !OTHER_UNIT.test(baseName(name))
    const [, total, , unused] = memory?.text.split(/\s+/) ?? []
    const swap = rest.find(({ text }) => /^Swap: +\d+/.test(text))
    const [, swapTotal, , swapFree] = swap?.text.split(/\s+/) ?? []
    const evidence = citing([header, memory, swap])
    if (!isKiB || !evidence || !/^\d+$/.test(total ?? '')) return
    const fieldsKiB: Record<string, number> = { MemTotal: Number(total), MemFree: Number(unused) }
    if (swapTotal !== undefined) Object.assign(fieldsKiB, { SwapTotal: Number(swapTotal), SwapFree: Number(swapFree) })
    yield { ...reading('host.memory', 'Memory of the machine at the time of collection', evidence), fieldsKiB }
  },
}
