import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isSeries } from '../../src/model/reader.ts'
import { readParts } from './member.ts'
import { bytesOf, cutAt, wideBytesOf } from './scanned.ts'

const KILL = 'Memory cgroup out of memory: Killed process 7 (a) total-vm:4620kB, anon-rss:3956kB, oom_score_adj:900'
const SUMMARY =
  'oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/a,task_memcg=/a,task=a,pid=7,uid=0'

/** What the parts of a log look like, whole and in splinters. */
const words = fc.constantFrom(
  KILL,
  SUMMARY,
  'java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=968',
  'CPU: 0 UID: 0 PID: 7 Comm: java Not tainted 6.12.9 #1',
  'memory: usage 65536kB, limit 65536kB, failcnt 19',
  'Memory cgroup stats for /a:',
  'anon 66973696',
  'Node 0 DMA32 free:1636kB min:1688kB low:2108kB all_unreclaimable? no',
  'lowmem_reserve[]: 0 188',
  '65403 pages RAM',
  '[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name',
  '[    166]     0   166    16515    16318   167936        0           968 java',
  'Linux version 6.1.0-1 (build@host) #1',
  '[   10.087421] ',
  '[Thu Jan 15 08:30:10 2026] ',
  'Jan 15 08:30:10 node-1 kernel: ',
  '2026-01-15T08:30:10+01:00 node-1 kernel: ',
  '4,338,10087421,-;',
  '__REALTIME_TIMESTAMP=1\nMESSAGE\n\u0008\0\0\0\0\0\0\0',
  '{"MESSAGE":"',
  'kind: Pod\nmetadata:\n  name: a\n',
  'Name:         a\nNamespace:    b\nStatus:       Running\n',
  'LAST SEEN   TYPE      REASON    OBJECT   MESSAGE\n',
  'LPKSHHRH',
  '\u001b[31m',
  '\\x0a',
  '#012',
  '\0\0\0\0',
  '\r',
  '\n',
  '\ufeff',
)
const splinter = fc
  .tuple(words, fc.nat(60), fc.nat(60))
  .map(([text, from, length]) => text.slice(from % (text.length + 1), (from % (text.length + 1)) + length))
const text = fc
  .array(fc.oneof({ weight: 4, arbitrary: words }, splinter, fc.constant('\n'), fc.string({ unit: 'binary' })), {
    maxLength: 40,
  })
  .map(parts => parts.join(''))
const bytes = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(text, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 })).map(spoiled) },
  text.map(each => wideBytesOf(each, 'utf-16le')),
  text.map(each => wideBytesOf(each, 'utf-16be')),
  fc.uint8Array({ maxLength: 2000 }),
)

/** The text with some of its bytes replaced. */
function spoiled([written, changes]: readonly [string, readonly (readonly [number, number])[]]): Uint8Array {
  const into = bytesOf(written)
  for (const [at, byte] of changes) into[at % Math.max(1, into.length)] = byte
  return into
}

it('any bytes at all are read to their end, and no reader fails', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, fc.array(fc.nat(4000), { maxLength: 6 }), async (content, offsets) => {
      const { source, found, codes } = await readParts(cutAt(content, offsets))
      expect(source.bytes).toBe(content.length)
      expect(codes).not.toContain('READER_FAILED')
      for (const each of found)
        for (const { start, end } of isSeries(each) ? [] : each.evidence)
          expect(0 <= start && start <= end && end <= content.length).toBe(true)
    }),
    { numRuns: 400 },
  )
})
