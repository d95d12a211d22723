/** Instructions of WebAssembly that the search uses, as its core specification 3.0 encodes them. */
const INSTRUCTIONS: Readonly<Record<string, readonly number[]>> = {
  unreachable: [0x00],
  loop: [0x03, 0x40],
  if: [0x04, 0x40],
  end: [0x0b],
  br: [0x0c],
  br_if: [0x0d],
  return: [0x0f],
  'local.get': [0x20],
  'local.set': [0x21],
  'local.tee': [0x22],
  'global.get': [0x23],
  'global.set': [0x24],
  'i32.load': [0x28],
  'i64.load': [0x29],
  'i32.const': [0x41],
  'i32.ge_u': [0x4f],
  'i64.eq': [0x51],
  'i32.ctz': [0x68],
  'i32.popcnt': [0x69],
  'i32.add': [0x6a],
  'i32.sub': [0x6b],
  'i32.mul': [0x6c],
  'i32.and': [0x71],
  'i32.shl': [0x74],
  'i32.shr_u': [0x76],
  'i64.and': [0x83],
  'v128.load': [0xfd, 0x00],
  'i8x16.swizzle': [0xfd, 0x0e],
  'i8x16.splat': [0xfd, 0x0f],
  'i8x16.relaxed_swizzle': [0xfd, 0x80, 0x02],
  'i8x16.eq': [0xfd, 0x23],
  'i8x16.ne': [0xfd, 0x24],
  'v128.and': [0xfd, 0x4e],
  'v128.any_true': [0xfd, 0x53],
  'i8x16.bitmask': [0xfd, 0x64],
  'i8x16.shr_u': [0xfd, 0x6d],
}

const TYPES = { i32: 0x7f, v128: 0x7b } as const
type Type = keyof typeof TYPES

const unsigned = (value: number): readonly number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]
const signed = (value: number): readonly number[] =>
  value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)]
const sized = (bytes: readonly number[]): readonly number[] => [...unsigned(bytes.length), ...bytes]
const list = (items: readonly (readonly number[])[]): readonly number[] => [...unsigned(items.length), ...items.flat()]
const named = (name: string): readonly number[] => sized(Array.from(name, letter => letter.charCodeAt(0)))

/** A function of numbers that gives one, with a memory and one number that can be changed: all of them are exported. */
export interface Code {
  readonly parameters: readonly string[]
  readonly locals: Readonly<Record<string, Type>>
  /** Instructions with blanks between them: `$name` is a local, `+8` an offset in memory, any other number itself. */
  readonly body: string
  /** Of 64 KiB each. */
  readonly pages: number
}

/** The bytes of a module with that function as `run`, `memory`, and the number as `count`. */
export function assembled({ parameters, locals, body, pages }: Code): Uint8Array<ArrayBuffer> {
  const names = [...parameters, ...Object.keys(locals)]
  const bytesOf = (word: string): readonly number[] => {
    if (word.startsWith('$')) return unsigned(names.indexOf(word.slice(1)))
    if (word.startsWith('+')) return [0, ...unsigned(Number(word))]
    return INSTRUCTIONS[word] ?? signed(Number(word))
  }
  const code = body.trim().split(/\s+/).flatMap(bytesOf)
  const types = Object.values(locals).map(type => [1, TYPES[type]])
  const type = [0x60, ...list(parameters.map(() => [TYPES.i32])), ...list([[TYPES.i32]])]
  const sections: readonly (readonly [number, readonly (readonly number[])[]])[] = [
    [1, [type]],
    [3, [[0]]],
    [5, [[0, ...unsigned(pages)]]],
    [6, [[TYPES.i32, 1, 0x41, 0, 0x0b]]],
    [
      7,
      [
        [...named('run'), 0, 0],
        [...named('memory'), 2, 0],
        [...named('count'), 3, 0],
      ],
    ],
    [10, [sized([...list(types), ...code, 0x0b])]],
  ]
  return Uint8Array.of(
    0,
    0x61,
    0x73,
    0x6d,
    1,
    0,
    0,
    0,
    ...sections.flatMap(([id, items]) => [id, ...sized(list(items))]),
  )
}
