import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { kit } from '../../src/kit.ts'
import { bareBody } from '../../src/model/body.ts'
import type { Body } from '../../src/model/reader.ts'
import { grammarFiles } from '../grammars/docs/grammars.ts'
import { ROOT } from '../readme/documents.ts'
import { type Attack, LINE_LENGTH, tooSlowFrom } from './growth.ts'

const { readers, inputs } = kit

/** What texts are filled with: single characters that formats give a meaning to, and short parts of lines. */
const FILLS = [...' \ta0.,:;=-_/\\"\'()[]{}<>|#@*+&%$!?é\u0000\u00a0'].concat([
  ' a',
  '0 ',
  'a=',
  'a:',
  '"a"',
  '[]',
  '{}',
  '{"a":',
  '\\"',
  '\\x0a',
  '#012',
  '\u001b[0m',
  ', ',
  ' = ',
  '- ',
])

const filled = (unit: string, length: number): string =>
  length <= 0 ? '' : unit.repeat(Math.ceil(length / unit.length)).slice(0, length)

/** A beginning, and runs of something behind it; or the beginning over and over. */
function attacksFrom(beginnings: readonly string[]): readonly Attack[] {
  return beginnings.flatMap(start => [
    ...FILLS.map(
      (unit): Attack =>
        length =>
          start + filled(unit, length - start.length),
    ),
    ...[' ', '(', '"', 'x'].map(
      (end): Attack =>
        length =>
          start + filled(' ', (length - start.length) / 2) + filled(`${end}a`, length / 2),
    ),
    ...(start === ''
      ? []
      : [(length: number) => filled(`${start} `, length), (length: number) => filled(start, length)]),
  ])
}

/** Every beginning of a text that ends with a word or a mark. */
const beginningsOf = (text: string): readonly string[] => {
  const ends = [...text.matchAll(/\w+|\W/g)].map(part => part.index + part[0].length)
  const step = Math.ceil(ends.length / 24)
  return ['', ...ends.filter((_, at) => at % step === 0).map(end => text.slice(0, end)), text]
}

const slowOf = (run: (text: string) => unknown, attacks: readonly Attack[], longest?: number, allowedMs?: number) =>
  attacks.flatMap(attack => {
    const from = tooSlowFrom(run, attack, { ...(longest ? { longest } : {}), ...(allowedMs ? { allowedMs } : {}) })
    return from === null ? [] : [`${from}: ${JSON.stringify(attack(60)).slice(0, 90)}`]
  })

/** A tree of thousands of fields takes its time, which grows with their number. */
const TREE_MS = 25

describe.each(grammarFiles.map(({ name, grammar }) => [name, grammar] as const))('the grammar %s', (_, grammar) => {
  test('takes a time that grows with the line', () => {
    for (const { rule, text } of grammar?.examples ?? []) {
      const read = (line: string): unknown => {
        const parser = grammar?.parser()
        const { tokens } = grammar?.lexer().tokenize(line) ?? { tokens: [] }
        if (!parser) return null
        parser.input = tokens
        const start = Reflect.get(parser, rule) as () => unknown
        return start.call(parser)
      }
      expect(slowOf(read, attacksFrom(beginningsOf(text)), LINE_LENGTH, TREE_MS)).toEqual([])
    }
  }, 60_000)
})

const bodyOf = (text: string, origin: Body['origin'] = 'kernel'): Body => ({
  ...bareBody({ path: 'kernel.log', number: 2, start: 0, end: text.length, text }, text),
  ident: origin === 'kernel' ? 'kernel' : null,
  origin,
  envelopes: ['dmesg'],
})

describe('lines', () => {
  test.each(readers.envelopes.map(envelope => [envelope.id, envelope] as const))(
    'the envelope %s',
    (id, { open, cues = [] }) => {
      const example = inputs.find(input => input.id === id)?.example
      const line = example
        ? (readFileSync(ROOT + example, 'utf8')
            .split('\n')
            .find(text => open({ ...bodyOf(text, 'unknown'), envelopes: [] })) ?? '')
        : ''
      const run = (text: string) => open({ ...bodyOf(text, 'unknown'), envelopes: [] })
      expect(slowOf(run, attacksFrom([...beginningsOf(line.slice(0, 80)), ...cues]))).toEqual([])
    },
    60_000,
  )

  test.each(readers.messages.map(message => [message.id, message] as const))(
    'the message %s',
    (_, message) => {
      for (const origin of ['kernel', 'unknown'] as const) {
        const run = (text: string) => message.read(bodyOf(text, origin), { boot: 0 })
        expect(slowOf(run, attacksFrom(message.cues))).toEqual([])
      }
    },
    60_000,
  )

  test.each(readers.blocks.map(block => [block.id, block] as const))(
    'the block %s',
    (_, block) => {
      const run = (text: string) => block.open(bodyOf(text), { boot: 0, first: true })?.take(bodyOf(text))
      expect(slowOf(run, attacksFrom(block.cues))).toEqual([])
    },
    60_000,
  )

  test.each(readers.joins.map(join => [join.id, join] as const))(
    'the join %s',
    (_, { join }) => {
      const cues = readers.blocks.flatMap(block => block.cues)
      for (const next of ['', 'a', 'total-vm:', '(x)'])
        expect(slowOf(text => join(text, next), attacksFrom(cues))).toEqual([])
      expect(slowOf(text => join('Killed process 7', text), attacksFrom(['', '(', 'UID']))).toEqual([])
    },
    60_000,
  )
})

/** What is looked at of a source to tell what it is. */
const HEAD = 64 * 1024
const HEAD_MS = 40

describe('what tells a format by the beginning of a file', () => {
  const formats = [...readers.documents, ...readers.records, ...readers.series]
  test.each(formats.map(format => [format.id, format] as const))(
    '%s',
    (id, format) => {
      const example = inputs.find(input => input.id === id)?.example
      const start = example ? readFileSync(ROOT + example, 'utf8').slice(0, 400) : ''
      const beginnings = ['', '{', '[', start, ...start.split('\n').slice(0, 3)]
      const attacks = [
        ...attacksFrom(beginnings),
        ...['\n', 'a\n', ' \n', '-\n', '{\n', '"\n', 'a: b\n', `${start}\n`].map(
          (unit): Attack =>
            length =>
              filled(unit, length),
        ),
      ]
      const run = (head: string) => format.matches(example ?? 'sys/fs/cgroup/memory.max', head)
      expect(slowOf(run, attacks, HEAD, HEAD_MS)).toEqual([])
    },
    60_000,
  )
})

describe('paths', () => {
  const parts = [
    '',
    'a/',
    'sys/fs/cgroup/',
    'host-collectors/',
    'pods/',
    'namespaces/',
    'var/log/pods/',
    'sos_commands/',
    'a_b_',
    'a-',
  ]
  const attacks = parts.flatMap((part): readonly Attack[] => [
    ...attacksFrom([part]),
    length => filled(part || 'a', length),
    length => `${filled(part || 'a', length)}.log`,
    length => `/${filled(part || 'a', length)}/memory.max`,
  ])

  test.each(kit.layouts.map(layout => [layout.id, layout] as const))(
    'the layout %s',
    (_, layout) => {
      const run = (path: string) => {
        layout.matches([path])
        layout.nodeOf(path)
        for (const root of layout.rootsIn?.([path]) ?? []) layout.roleOf?.(path, root)
        layout.roleOf?.(path, '')
      }
      expect(slowOf(run, attacks)).toEqual([])
    },
    60_000,
  )

  test('formats that go by them', () => {
    for (const format of [...readers.documents, ...readers.records, ...readers.series])
      expect(
        slowOf(path => format.matches(path, 'x 1\n'), attacks),
        format.id,
      ).toEqual([])
  }, 120_000)
})
