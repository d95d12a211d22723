import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { analyze } from '../../src/analyze.ts'
import { plainYaml } from '../../src/formats/kubernetes/plain-yaml.ts'
import { libraryValue } from '../../src/formats/kubernetes/yaml-value.ts'
import { loadYaml } from '../../src/formats/yaml-library.ts'
import { kit } from '../../src/kit.ts'
import { cueExpression } from '../../src/lines/cues.ts'
import type { LineSearch } from '../../src/lines/search/line-search.ts'
import { newPlainSearch } from '../../src/lines/search/plain-search.ts'
import { newWasmSearch } from '../../src/lines/search/wasm-search.ts'
import { bundleOf } from '../../src/model/bundle.ts'
import { jsonList } from './kube.ts'
import { kernelLog } from './material.ts'

// Only ratios are looked at, of the time that this process has computed, with room for a machine that is busy with other
// things: what fails here has become several times as slow.
const ROUNDS = 5
const TRIES = 3

/** Milliseconds that this process computes while something runs, the median of some runs. */
async function cost(run: () => unknown): Promise<number> {
  const costs: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage()
    await run()
    const { user, system } = process.cpuUsage(before)
    costs.push((user + system) / 1000)
  }
  return costs.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0
}

/** The best of some tries at a ratio that should be small. */
async function ratio(of: () => unknown, to: () => unknown, enough: number): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < TRIES && best > enough; tries += 1)
    best = Math.min(best, (await cost(of)) / (await cost(to)))
  return best
}

const textOf = (bytes: number, reports: number): string => [...kernelLog({ bytes, reports })].join('')
const read = (text: string) => {
  const bundle = bundleOf('bench', { 'kernel.log': new TextEncoder().encode(text) })
  return () => analyze(bundle)
}

const MIB = 1024 ** 2
const ROOM = 256 * 1024

function searched(search: LineSearch | null, bytes: Uint8Array): () => void {
  if (search === null) throw new Error('WebAssembly does not run here')
  return () => {
    for (let at = 0; at < bytes.length; at += ROOM) {
      const lines = bytes.subarray(at, at + ROOM)
      search.open(lines.subarray(0, lines.lastIndexOf(10) + 1))
      search.next(0)
    }
  }
}

describe('time', () => {
  test('of a quiet log grows with its bytes', async () => {
    const [small, large] = [read(textOf(8 * MIB, 0)), read(textOf(32 * MIB, 0))]
    await small()
    expect(await ratio(large, small, 8)).toBeLessThan(8)
  }, 60_000)

  test('of a dense log grows with its reports', async () => {
    const [small, large] = [read(textOf(0, 30)), read(textOf(0, 120))]
    await small()
    expect(await ratio(large, small, 8)).toBeLessThan(8)
  }, 60_000)

  test('of the quick search is a fraction of what an expression takes', async () => {
    const { envelopes, messages, blocks } = kit.readers
    const cues = [...envelopes, ...messages, ...blocks].flatMap(reader => reader.cues ?? [])
    const expression = cueExpression(cues)
    const bytes = new TextEncoder().encode(textOf(8 * MIB, 0))
    const quick = searched(newWasmSearch(cues, expression, true, ROOM), bytes)
    const plain = searched(newPlainSearch(expression), bytes)
    expect(await ratio(quick, plain, 1 / 3)).toBeLessThan(1 / 3)
  }, 60_000)

  test('of plain YAML is a fraction of what the library takes', async () => {
    const pod = (at: number) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `web-${at}`, labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'web:1', resources: { limits: { memory: '64Mi' } } }] },
    })
    const texts = Array.from({ length: 400 }, (_, at) => stringify(pod(at)))
    await loadYaml()
    const plain = () => texts.map(text => plainYaml(text, 0))
    const library = () => texts.map(text => libraryValue(text, 0))
    expect(plain().every(value => value !== undefined)).toBe(true)
    expect(await ratio(plain, library, 1 / 2)).toBeLessThan(1 / 2)
  }, 60_000)

  test('of objects in JSON is some times what JSON.parse takes', async () => {
    const json = jsonList(200, 2000)
    const bundle = bundleOf('bench', { 'objects.json': json })
    await analyze(bundle)
    expect(
      await ratio(
        () => analyze(bundle),
        () => JSON.parse(json),
        30,
      ),
    ).toBeLessThan(30)
  }, 60_000)
})
