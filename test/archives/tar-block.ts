import { utf8 } from './support.ts'

export interface TarBlock {
  readonly name: string
  /** `0` where absent: a file. */
  readonly type?: string
  /** That of the content where absent. */
  readonly size?: number | 'base256'
  readonly magic?: string
  readonly prefix?: string
  /** The checksum sums signed bytes. */
  readonly signed?: boolean
  readonly linkName?: string
  /** Bytes at other places of the header. */
  readonly more?: readonly (readonly [at: number, bytes: Uint8Array])[]
}

/** A member with its header as the many tars of the world write it, and modern-tar would not. */
export function tarBlock(block: TarBlock, content: string | Uint8Array = ''): Uint8Array {
  const { name, type = '0', size, magic = '', prefix = '', signed = false, linkName = '', more = [] } = block
  const body = typeof content === 'string' ? utf8(content) : content
  const bytes = new Uint8Array(512 + Math.ceil(body.length / 512) * 512)
  bytes.set(utf8(name), 0)
  if (size === 'base256') bytes.set([0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, body.length], 124)
  else bytes.set(utf8((size ?? body.length).toString(8).padStart(11, '0')), 124)
  bytes.set(utf8(type), 156)
  bytes.set(utf8(linkName), 157)
  bytes.set(utf8(magic), 257)
  bytes.set(utf8(prefix), 345)
  for (const [at, some] of more) bytes.set(some, at)
  bytes.fill(0x20, 148, 156)
  const sum = [...bytes.subarray(0, 512)].reduce((total, byte) => total + (signed && byte > 127 ? byte - 256 : byte), 0)
  bytes.set(utf8(`${sum.toString(8).padStart(6, '0')}\0 `), 148)
  bytes.set(body, 512)
  return bytes
}

/** Members and the end mark. */
export const tarOfBlocks = (...parts: readonly Uint8Array[]): Uint8Array =>
  new Uint8Array(Buffer.concat([...parts, new Uint8Array(1024)]))

/** The records of a pax header, each with its own length in front. */
export function paxRecords(fields: Readonly<Record<string, string>>): string {
  const record = (key: string, value: string): string => {
    const rest = ` ${key}=${value}\n`
    let length = rest.length
    while (`${length}${rest}`.length !== length) length = `${length}${rest}`.length
    return `${length}${rest}`
  }
  return Object.entries(fields)
    .map(([key, value]) => record(key, value))
    .join('')
}
