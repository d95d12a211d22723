import { gzipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { Io } from '../../src/cli/io.ts'
import { main } from '../../src/cli/main.ts'
import { utf8 } from '../archives/support.ts'

const KILL =
  '[  100.500000] Memory cgroup out of memory: Killed process 4242 (java) total-vm:900kB, anon-rss:800kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:40kB oom_score_adj:968\n'

async function oomlens(argv: readonly string[], stdin: Uint8Array) {
  const written = { stdout: '', stderr: '' }
  const sink = (name: keyof typeof written): Io['stdout'] => ({
    isTTY: false,
    async write(text) {
      written[name] += text
    },
  })
  const io: Io = {
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    stdin: (async function* () {
      yield stdin
    })(),
    env: {},
    columns: null,
    terminal: () => null,
  }
  return { status: await main(argv, io), ...written }
}

test('from the bytes on standard input to the report', async () => {
  const plain = await oomlens(['analyze', '-', '--format', 'json', '--exit-code'], utf8(KILL))
  expect(plain.status).toBe(1)
  expect(JSON.parse(plain.stdout)).toMatchObject({
    incidents: [{ kind: 'memcg', victims: [{ pid: 4242, comm: 'java' }] }],
  })
  expect(await oomlens(['analyze', '-', '--format', 'json', '--exit-code'], gzipSync(utf8(KILL)))).toEqual(plain)
})

test('what is no log is refused', async () => {
  const { status, stdout, stderr } = await oomlens(['analyze', '-'], utf8('hello\n'))
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toMatch(/^oomlens: standard input: not a log that oomlens reads\. [^\n]+\n$/)
})

test('the list of formats is that of the kit', async () => {
  expect((await oomlens(['formats'], utf8(''))).stdout).toMatch(/ {2}dmesg .*\n(?:.*\n)* {2}json /)
})
