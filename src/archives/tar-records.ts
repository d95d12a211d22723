import { type TarHeader, tarText } from './tar-header.ts'

/** What the records before a member say about it: names and sizes that its header has no room for. */
export interface TarRecords {
  readonly name?: string
  readonly size?: number
  /** The member's bytes are a condensed form of the file, with holes left out. */
  readonly sparse?: boolean
}

const decoder = new TextDecoder()

/** The `length key=value` lines of a pax record. What is malformed ends the reading. */
function paxFields(bytes: Uint8Array): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  let at = 0
  while (at < bytes.length) {
    const space = bytes.indexOf(0x20, at)
    if (space === -1 || space - at > 10) break
    const digits = decoder.decode(bytes.subarray(at, space))
    const end = at + Number(digits)
    if (!/^\d+$/.test(digits) || end <= space + 1 || end > bytes.length) break
    const record = decoder.decode(bytes.subarray(space + 1, end - 1))
    const equals = record.indexOf('=')
    if (equals > 0) fields.set(record.slice(0, equals), record.slice(equals + 1))
    at = end
  }
  return fields
}

function paxRecords(bytes: Uint8Array): TarRecords {
  const fields = paxFields(bytes)
  const name = fields.get('GNU.sparse.name') ?? fields.get('path')
  const size = fields.get('size') ?? ''
  return {
    ...(name === undefined ? {} : { name }),
    ...(/^\d{1,15}$/.test(size) ? { size: Number(size) } : {}),
    ...([...fields.keys()].some(key => key.startsWith('GNU.sparse.')) ? { sparse: true } : {}),
  }
}

/** True for a member that only describes the next one, or the archive: `x` and `g` of pax, `L` and `K` of GNU tar. */
export const isTarRecord = (header: TarHeader): boolean => 'xgXLK'.includes(header.type)

/** What such a member says. Attributes for the whole archive (`g`) and long link targets (`K`) do not matter here. */
export function tarRecords(header: TarHeader, bytes: Uint8Array): TarRecords {
  if (header.type === 'L') return { name: tarText(bytes) }
  return header.type === 'x' || header.type === 'X' ? paxRecords(bytes) : {}
}
