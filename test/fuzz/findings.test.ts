import { expect, test } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { kit } from '../../src/kit.ts'
import { readMember } from '../../src/lines/read-member.ts'
import { bundleOf, isProblem } from '../../src/model/bundle.ts'
import { type Found, isSeries } from '../../src/model/reader.ts'
import { redact } from '../../src/redact/index.ts'
import { yamlObject } from '../../src/formats/records/yaml-object.ts'
import { indexed, spansIn } from '../corpus/spans.ts'
import { checkFound } from './laws/found.ts'
import { checkTime } from './laws/time.ts'
import { checkWritten } from './laws/written.ts'

/** What fuzzing found: the smallest input, as bytes, and what each citation of it must be. */
const FINDINGS: readonly {
  readonly law: string
  readonly path?: string
  readonly text: string
  /** Line, end line and text of each citation. */
  readonly cites: readonly (readonly [number, number, string])[]
}[] = [
  {
    law: 'the first line of a pasted description is quoted, not the nothing behind its last',
    text: '> Name: c\n> Roles: SystemOOM\n',
    cites: [
      [1, 1, '> Name: c'],
      [2, 2, '> Roles: SystemOOM'],
    ],
  },
  {
    law: 'a message that goes on below another head of the table is cited in parts',
    text: '8m  Normal  K  d/r  d\nt\nu\nv\nNAMESPACE  LASTSEEN  TYPE  REASON  OBJECT  MESSAGE\ng',
    cites: [
      [1, 4, '8m  Normal  K  d/r  d\nt\nu\nv'],
      [6, 6, 'g'],
    ],
  },
  {
    law: 'an empty line by itself is not cited',
    text: 'p  3s  Normal  S  d/a  S\ne\nf\ng\nNAMESPACE  LASTSEEN  TYPE  REASON  OBJECT  MESSAGE\n\np  3s  Normal  S  d/a  S',
    cites: [
      [1, 4, 'p  3s  Normal  S  d/a  S\ne\nf\ng'],
      [7, 7, 'p  3s  Normal  S  d/a  S'],
    ],
  },
  {
    law: 'the name of a cgroup that is no UTF-8 takes its own bytes',
    path: 'cgroups.txt',
    text: '/sys/fs/cgroup/\xc3/memory.events:oom_kill 2\n',
    cites: [[1, 1, 'oom_kill 2']],
  },
  {
    law: 'a list that ends at the end of its file is cited by its last character',
    text: '{"apiVersion":"v1","items":[{}',
    cites: [[1, 1, '}']],
  },
  {
    law: 'the end of a list is no part of the line after it',
    text: '{"apiVersion":"v1","items":[\n',
    cites: [[1, 1, '[']],
  },
  {
    law: 'a citation of YAML ends before its line does',
    text: 'reason: OOMKilled\n          startedAt: 1\n          finishedAt: 2\n',
    cites: [],
  },
]

async function readText(path: string, text: string): Promise<void> {
  for await (const member of bundleOf('case', { [path]: text }).members())
    if (!isProblem(member)) await readMember(member, kit.readers, () => {})
}

test.each(FINDINGS)('$law', async ({ path = 'file', text, cites }) => {
  const bytes = new Uint8Array(Buffer.from(text, 'latin1'))
  const found: Found[] = []
  for await (const member of bundleOf('case', { [path]: bytes }).members())
    if (!isProblem(member)) await readMember(member, kit.readers, each => found.push(each))
  checkFound(found, path, indexed(bytes))
  const spans = found.flatMap(each => (isSeries(each) ? [] : spansIn(each.evidence)))
  const quoted = spans.map(({ line, endLine, start, end }) => [
    line,
    endLine,
    Buffer.from(bytes.subarray(start, end)).toString('latin1'),
  ])
  for (const cited of cites) expect(quoted).toContainEqual(cited)
  expect(found.length).toBeGreaterThan(0)
})

test.each([
  [
    'where tokens touch as what they stand for did',
    'Mar 1 10:16:30 kernel: Memory cgroup out of memory:Killed process 0(: 6kB oom:968 a.local.4711/sha256-0a1b2c/pods.yaml\\napiVersion: v1)',
  ],
  [
    'where a token is longer than a name can be',
    ',100 stats for /kubep87421,-;java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score',
  ],
])('redacting again changes nothing %s', async (_, text) => {
  const { report } = redact(await analyze(bundleOf('case', { kmsg: text })))
  expect(JSON.stringify(report)).toMatch(/(?:image|path)-[0-9a-f]{12}/)
  expect(redact(report).report).toEqual(report)
})

test('keys that are objects, nested, cost no more than their length', async () => {
  const keys = '{"a":'.repeat(700).replace(/.{60}/g, '$&\n')
  const entry = `insertId: e1\njsonPayload:\n  MESSAGE: x${keys}x\ntimestamp: '2026-03-01T10:00:00Z'\n`
  await checkTime(entry, yamlObject, 500)
}, 60_000)

test('a cell of a row that is never closed costs no more than its lines', async () => {
  const head = '@timestamp,@message\n2026-01-15 08:30:10.110,"[  100.000000] java'
  for (const line of ['', '""', '""""', 'x']) {
    const text = `${head}\n${`${line}\n`.repeat(150_000 / (line.length + 1))}`
    await checkTime(text, () => readText('logs.csv', text), 300)
  }
}, 60_000)

test('a long line of JSON in UTF-16 is cited where its message stands', async () => {
  const kill = 'Memory cgroup out of memory: Killed process 4242 (java) total-vm:66056kB, anon-rss:65204kB'
  const line = JSON.stringify({ before: 'é'.repeat(5000), MESSAGE: kill, _TRANSPORT: 'kernel' })
  const bytes = new Uint8Array(Buffer.from(`\ufeff${line}\n`, 'utf16le'))
  const found: Found[] = []
  for await (const member of bundleOf('case', { 'journal.json': bytes }).members())
    if (!isProblem(member)) await readMember(member, kit.readers, each => found.push(each))
  checkFound(found, 'journal.json', indexed(bytes))
  const [cited] = found.flatMap(each => (isSeries(each) ? [] : spansIn(each.evidence)))
  expect(Buffer.from(bytes.subarray(cited?.start, cited?.end)).toString('utf16le')).toBe(`"MESSAGE":"${kill}"`)
})

test.each(['999999999999999', '1e300', '-1e15'])('a sample at second %s is none', async far => {
  const metric = { __name__: 'node_memory_MemAvailable_bytes', instance: 'node-1:9100' }
  const values = `[[1795453025,"842024"],[1795453030,"114872"],[${far},"21"]]`
  const text = `{"status":"success","data":{"resultType":"matrix","result":[{"metric":${JSON.stringify(metric)},"values":${values}}]}}`
  const report = await analyze(bundleOf('case', { 'memory.json': text }))
  expect(report.series.map(({ samples, seconds }) => [samples, seconds])).toEqual([[2, [0, 5]]])
  checkWritten(report)
})
