import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readers } from '../../src/formats/index.ts'
import { newLineReader } from '../../src/lines/read-lines.ts'
import type { OomReport } from '../../src/model/kernel.ts'
import type { Found } from '../../src/model/reader.ts'

const HEADER = 'mkfs.ext4 invoked oom-killer: gfp_mask=0x101cc0(GFP_USER|__GFP_WRITE), order=0, oom_score_adj=0'
const KILL =
  'Out of memory: Killed process 350 (polkitd) total-vm:78084kB, anon-rss:2976kB, file-rss:8288kB, shmem-rss:0kB, UID:998 pgtables:72kB oom_score_adj:0'
const SUMMARY =
  'oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/system.slice/polkit.service,task=polkitd,pid=350,uid=998'
const LINES = [
  HEADER,
  'CPU: 0 PID: 393 Comm: mkfs.ext4 Not tainted 5.7.0-rc3-next-20200430 #1',
  'Mem-Info:',
  'Node 0 Normal free:3948kB min:7732kB low:8640kB high:9548kB reserved_highatomic:0KB active_anon:0kB present:884728kB managed:845576kB',
  'Node 0 Normal: 27*4kB (U) 23*8kB (U) 12*16kB (UE) 12*32kB (U) 4*64kB (UE) 2*128kB (U) = 1636kB',
  '[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name',
  '[    350]   998   350    19521     2816    73728        0             0 polkitd',
  '[    363]     0   363      971      711    16384        0             0 sh',
  SUMMARY,
  KILL,
]
const stamped = LINES.map((line, index) => `[   34.73913${index}] ${line}`)

function reportsIn(text: string): readonly OomReport[] {
  const found: Found[] = []
  const reader = newLineReader('mail.txt', readers, each => found.push(each))
  reader.push(new TextEncoder().encode(text))
  reader.end()
  return found.flatMap(each => ('kind' in each && each.kind === 'kernel.oom-report' ? [each] : []))
}

/** As mail programs do: at the last blank before the column, which disappears. */
function wrapped(line: string, column: number, flowed: boolean): string {
  const at = line.length > column ? line.lastIndexOf(' ', column) : -1
  if (at <= 20) return line
  const rest = line.slice(at + 1)
  return /^[ [-]/.test(rest) ? line : `${line.slice(0, at)}${flowed ? ' ' : ''}\n${wrapped(rest, column, flowed)}`
}

const facts = ({ trigger, gfpMask, order, taskMemcg, kills, tasks, memInfo, kernelRelease }: OomReport) => ({
  trigger,
  gfpMask,
  order,
  taskMemcg,
  kernelRelease,
  kills: kills.map(({ span, bootSeconds, ...kill }) => kill),
  rows: tasks?.rows,
  zones: memInfo?.zones.map(({ span: _span, ...zone }) => zone),
})

describe('a log that a mail program broke', () => {
  const [whole] = reportsIn(stamped.join('\n'))
  it('says the same at any column', () => {
    expect(whole).toMatchObject({ order: 0, has: { header: true, memory: true, conclusion: true } })
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 120 }), fc.boolean(), (column, flowed) => {
        const reports = reportsIn(stamped.map(line => wrapped(line, column, flowed)).join('\n'))
        expect(reports.map(facts)).toEqual(whole ? [facts(whole)] : [])
      }),
      { numRuns: 120 },
    )
  })

  it('is cited with all pieces, three lines at most', () => {
    const [report] = reportsIn(stamped.map(line => wrapped(line, 60, false)).join('\n'))
    const span = report?.kills[0]?.span
    expect(span?.excerpt).toContain('350')
    expect((span?.endLine ?? 9) - (span?.line ?? 0)).toBeLessThan(3)
  })

  it('takes a stamp from the line above, where it stands alone', () => {
    const [report] = reportsIn(`[   65.470256] \n${SUMMARY}\n`)
    expect(report).toMatchObject({ stamp: { bootSeconds: 65.470256 }, taskMemcg: '/system.slice/polkit.service' })
  })

  it('reads a header whose first half has no cue, far from the start of the source', () => {
    const quiet = Array.from({ length: 90 }, (_, index) => `[    1.0000${index + 10}] usb 1-1: nothing`)
    const [report] = reportsIn([...quiet, ...stamped].map(line => wrapped(line, 42, false)).join('\n'))
    expect(report?.trigger?.comm).toBe('mkfs.ext4')
  })
})

describe('lines that only look broken', () => {
  it.each([
    ['a program between two lines', [stamped[0], '# ok 1 test_memcg', ...stamped.slice(1)]],
    ['an empty line after each', stamped.flatMap(line => [line, ''])],
    ['lines without any wrapping', LINES],
  ])('%s change nothing', (_, lines) => {
    const [whole] = reportsIn(stamped.join('\n'))
    const [report] = reportsIn(lines.join('\n'))
    expect(report && facts(report)).toEqual(whole && facts(whole))
  })

  it('a summary that the console cut does not swallow the kill below it', () => {
    const [report] = reportsIn([SUMMARY.slice(0, 120), KILL].join('\n'))
    expect(report?.kills).toMatchObject([{ pid: 350 }])
  })

  it('a line in the middle of another, alone, is a quote', () => {
    expect(reportsIn(`Error: the log says [   34.739137] ${HEADER}\n`)).toEqual([])
    expect(reportsIn(stamped.map(line => `Error: the log says ${line}`).join('\n'))).toEqual([])
  })

  it('a header that begins behind unended text counts when the kernel goes on', () => {
    const [report] = reportsIn([`Creating journal (262144 blocks): ${stamped[0]}`, ...stamped.slice(1)].join('\n'))
    expect(report?.trigger).toMatchObject({ comm: 'mkfs.ext4', pid: 393 })
  })
})
