import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { analyze } from '../../src/index.ts'
import { bundleOf } from '../../src/model/bundle.ts'
import { decoderOf, encodingOf } from '../../src/model/encoding.ts'
import { faultOf, indexed, spansIn } from '../corpus/spans.ts'

const CASE = new URL('../../corpus/cases/container-limit/bundle/', import.meta.url)
const dmesg = readFileSync(new URL('dmesg.txt', CASE), 'utf8')
const pods = ['pods.json', 'pods.yaml'].flatMap(name => {
  try {
    return [[name, readFileSync(new URL(name, CASE), 'utf8')] as const]
  } catch {
    return []
  }
})

const le = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'))
const be = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le').swap16())
const join = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))

const FORMS: readonly (readonly [string, (text: string) => Uint8Array])[] = [
  ['UTF-8 with a mark', text => join(Uint8Array.of(0xef, 0xbb, 0xbf), new TextEncoder().encode(text))],
  ['UTF-16 LE with a mark', text => join(Uint8Array.of(0xff, 0xfe), le(text))],
  ['UTF-16 BE with a mark', text => join(Uint8Array.of(0xfe, 0xff), be(text))],
  ['UTF-16 LE without a mark', le],
  ['UTF-16 BE without a mark', be],
]

async function told(files: Readonly<Record<string, Uint8Array>>) {
  const report = await analyze(bundleOf('case', files))
  return {
    incidents: report.incidents.map(({ kind, victims, limitBytes }) => ({ kind, victims, limitBytes })),
    formats: report.sources.map(({ format, lines }) => [format, lines]),
    codes: report.problems.map(({ code }) => code),
    report,
  }
}

describe.each(FORMS)('%s', (_, encode) => {
  test.each([['dmesg.txt', dmesg] as const, ...pods])('%s says the same', async (name, text) => {
    const plain = await told({ [name]: new TextEncoder().encode(text) })
    const encoded = await told({ [name]: encode(text) })
    expect({ ...encoded, report: null }).toEqual({ ...plain, report: null })
  })

  test.each(pods)('%s is cited where it stands', async (name, text) => {
    const bytes = encode(text)
    const { report } = await told({ [name]: bytes })
    const source = indexed(bytes)
    const spans = spansIn(report)
    expect(spans.length).toBeGreaterThan(0)
    for (const span of spans) expect(faultOf(span, source)).toBeNull()
  })

  test('every citation holds its bytes', async () => {
    const bytes = encode(dmesg)
    const decode = decoderOf(encodingOf(bytes))
    const { report } = await told({ 'dmesg.txt': bytes })
    const [incident] = report.incidents
    expect(incident?.evidence.length).toBeGreaterThan(0)
    for (const { start, end, excerpt } of incident?.evidence ?? [])
      if (excerpt !== null) expect(decode(bytes.subarray(start, end)).startsWith(excerpt.replace(/…$/, ''))).toBe(true)
    const victim = incident?.victims[0]
    const held = incident?.evidence.some(({ start, end }) => {
      const cited = decode(bytes.subarray(start, end))
      return cited.includes(`${victim?.pid}`) && cited.includes(victim?.comm ?? '?')
    })
    expect(held).toBe(true)
  })
})

test.each([
  ['zeros', new Uint8Array(4096)],
  ['small numbers of 16 bits', new Uint8Array(new Uint16Array(2000).map((_, at) => at % 7).buffer)],
  ['UTF-32', new Uint8Array(Buffer.from([...dmesg].flatMap(letter => [letter.charCodeAt(0), 0, 0, 0])))],
  ['a text between zeros', join(new Uint8Array(300), new TextEncoder().encode(dmesg))],
  ['a few letters', le('ab')],
])('%s are not taken for UTF-16', (_, bytes) => expect(encodingOf(bytes)).toBe('utf-8'))

test('what is read as nothing for its encoding is said to be', async () => {
  const utf32 = new Uint8Array(Buffer.from([...dmesg].flatMap(letter => [letter.charCodeAt(0), 0, 0, 0])))
  const { incidents, codes } = await told({ 'dmesg.txt': utf32 })
  expect({ incidents, codes }).toEqual({ incidents: [], codes: ['SOURCE_BINARY'] })
})

test('bytes that are no UTF-8 change no other byte, and no number', async () => {
  const broken = Buffer.from(dmesg.replaceAll('(java)', '(ja\u0000a)'), 'latin1')
  for (let at = 0; at < broken.length; at += 1) if (broken[at] === 0) broken[at] = 0xff
  const { report } = await told({ 'dmesg.txt': new Uint8Array(broken) })
  const plain = await told({ 'dmesg.txt': new TextEncoder().encode(dmesg) })
  expect(report.incidents[0]?.victims[0]).toEqual({ ...plain.report.incidents[0]?.victims[0], comm: 'ja\ufffda' })
})
