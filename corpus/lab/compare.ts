// compare.ts FOLDER...: what oomlens says of each folder, against its truth.json, as a table. Needs a build (npm run build).
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Report } from '../../src/model/report.ts'
import type { ContainerTruth, Truth } from './truth.ts'

const PROGRAM = fileURLToPath(new URL('../../dist/bin/oomlens.js', import.meta.url))

const reportOf = (paths: readonly string[]): Report =>
  JSON.parse(
    execFileSync(process.execPath, [PROGRAM, 'analyze', ...paths, '--format', 'json'], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    }),
  ) as Report

const names = (all: readonly { readonly pid: number | null; readonly comm: string | null }[]): string =>
  all
    .map(({ pid, comm }) => `${comm} (${pid})`)
    .sort()
    .join(', ') || 'nobody'

const levelled = (container: ContainerTruth) => ({ ...container, level: 'container' })

/** What the input has beside a kernel log. */
interface Beside {
  readonly samples: boolean
  readonly objects: boolean
}

/** What the report says otherwise than the guest saw. */
export function* differences(truth: Truth, { incidents, thrashing }: Report, beside: Beside): Generator<string> {
  const dead = truth.processes.filter(({ by }) => by === 'kernel')
  const victims = names(incidents.flatMap(each => each.victims))
  if (victims !== names(dead)) yield `died: ${victims}`
  const expected = truth.kind === 'none' ? [] : [truth.kind === 'panic' ? 'global' : truth.kind]
  const kinds = incidents.map(({ kind }) => kind)
  if (kinds.join() !== expected.join()) yield `kinds: ${kinds.join(', ') || 'none'}`
  if (incidents.some(({ panic }) => panic) !== (truth.kind === 'panic')) yield 'panic'
  const boundaries = truth.pods.flatMap(pod => [{ ...pod, level: 'pod' }, ...pod.containers.map(levelled)])
  for (const { oomMemcg, scope, limitBytes } of incidents.filter(each => each.kind === 'memcg')) {
    const boundary = boundaries.find(({ cgroup }) => cgroup === oomMemcg)
    if (!truth.reached.includes(oomMemcg ?? '')) yield `limit of ${oomMemcg}`
    if (scope.level !== boundary?.level) yield `limit of a ${scope.level}`
    if (limitBytes !== (boundary?.limitMiB ?? 0) * 2 ** 20) yield `limit of ${limitBytes} bytes`
  }
  for (const { pid, pod, container } of incidents.flatMap(each => each.victims)) {
    const cgroup = dead.find(each => each.pid === pid)?.cgroup
    const owner = truth.pods.find(each => each.containers.some(own => own.cgroup === cgroup))
    const box = owner?.containers.find(each => each.cgroup === cgroup)
    if (pod?.uid !== owner?.uid || container?.id !== box?.id) yield `container ${container?.id} of pod ${pod?.uid}`
    const name = beside.objects ? `${owner?.name}/${box?.name}` : 'null/null'
    if (`${pod?.name}/${container?.name}` !== name) yield `names ${pod?.name}/${container?.name}`
  }
  const windows = thrashing.map(({ scope }) => (scope === 'node' ? 'node' : 'cgroup'))
  const meant = truth.thrashes === null || !beside.samples ? [] : [truth.thrashes]
  if (windows.join() !== meant.join()) yield `thrashing: ${windows.join(', ') || 'none'}`
}

function* rows(folder: string): Generator<string> {
  const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Truth
  const bundle = join(folder, 'bundle')
  const forms = existsSync(join(folder, 'forms')) ? readdirSync(join(folder, 'forms')) : []
  // After a panic the console alone is left.
  const logs = forms.filter(name => (truth.kind === 'panic' ? /^serial/ : /^(?:dmesg|kmsg|serial)/).test(name))
  const captures = readdirSync(folder).filter(name => name.startsWith('kubectl-'))
  const samples = existsSync(join(bundle, 'samples.log'))
  const inputs: readonly (readonly [name: string, paths: readonly string[], beside: Beside])[] = [
    ['bundle', [bundle], { samples, objects: existsSync(join(bundle, 'pods.json')) }],
    ...logs.map(name => [name, [join(folder, 'forms', name)], { samples: false, objects: false }] as const),
    ...captures.map(name => [name, [bundle, join(folder, name)], { samples, objects: true }] as const),
  ]
  const wrong = inputs.flatMap(([name, paths, beside]) =>
    [...differences(truth, reportOf(paths), beside)].map(each => `${name}: ${each}`),
  )
  if (wrong.length > 0) process.exitCode = 1
  const died = names(truth.processes.filter(({ by }) => by === 'kernel'))
  const told = wrong.length === 0 ? `the same, from ${inputs.length} inputs` : wrong.join('; ')
  yield `| ${truth.scenario} | ${truth.kernel.release.replace(/-cloud.*/, '')} | ${truth.kind}: ${died} | ${told} |`
}

if (import.meta.main) {
  process.stdout.write('| scenario | kernel | the guest saw | oomlens says |\n|---|---|---|---|\n')
  for (const folder of process.argv.slice(2)) for (const row of rows(folder)) process.stdout.write(`${row}\n`)
}
