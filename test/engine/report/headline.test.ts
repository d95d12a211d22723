import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { list, podObject, terminated } from '../logs.ts'
import { reportOf } from '../report-of.ts'

const corpus = (path: string): string => readFileSync(new URL(`../../../corpus/${path}`, import.meta.url), 'utf8')

test.each([
  [
    'cma-only/fires-one-page',
    /^The node had memory free that the request could not have \(cma-only\); the kernel killed/,
  ],
  ['fragmentation/fires-order-3', /^The node had memory free that the request could not have \(fragmentation\); /],
  ['cma-only/quiet-movable', /^The node ran out of memory; /],
])('says whether memory was free: %s', async (folder, says) => {
  expect((await reportOf({ kmsg: corpus(`rules/${folder}/bundle/kmsg`) })).headline).toMatch(says)
})

test('names who calls a container OOMKilled', async () => {
  const inspected = corpus('cases/container-runtimes/bundle/crictl-inspect.json')
  const [ofRuntime, ofApi] = [
    await reportOf({ 'crictl.json': inspected }),
    await reportOf({
      'pods.json': list(podObject({ containers: [{ lastState: terminated('2026-01-15T08:30:10Z') }] })),
    }),
  ]
  expect(ofRuntime.headline).toMatch(
    /^The container runtime marks container app of pod shop\/payments-0 as OOMKilled; /,
  )
  expect(ofRuntime.incidents[0]?.causes[0]?.why).toMatch(/^The container runtime says OOMKilled/)
  expect(ofApi.headline).toMatch(/^Kubernetes says that container cart of pod shop\/cart-0 was OOMKilled; /)
  expect(ofApi.incidents[0]?.causes[0]?.why).toMatch(/^Kubernetes says OOMKilled/)
})

test.each([
  ['2026-01-15T08:30:10.123456+00:00 app[web.1]: GET /', /there is no kernel log among them/],
  ['2026-01-15T08:30:10Z n-1 kernel: eth0: link up', /^No OOM kill is in these logs\.$/],
  ['2026-01-15T08:30:10Z [   10.087421] eth0: link up', /^No OOM kill is in these logs\.$/],
])('takes the silence of a log for a proof where it is the kernel’s: %s', async (line, says) => {
  expect((await reportOf({ log: `${line}\n${line}\n` })).headline).toMatch(says)
})
