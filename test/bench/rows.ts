import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Aim } from './aims.ts'
import { analyze, type Bench, inTurn, ratioOf, shell } from './bench.ts'
import { packed, write } from './files.ts'
import { jsonList, yamlList } from './kube.ts'
import { kernelLog } from './material.ts'

const GREP = "grep -E 'invoked oom-killer|Killed process'"
const MIB = 1024 ** 2

/** A large log without reports, as a file and packed, against what one would look with otherwise. */
export async function quietAims(bench: Bench, gib: number): Promise<readonly Aim[]> {
  const log = write(join(bench.folder, 'quiet.log'), kernelLog({ bytes: gib * 1024 * MIB, reports: 0 }))
  const plain = await ratioOf(bench, analyze(log), shell(`${GREP} "$1" | wc -l`, log))
  const archive = packed(log)
  rmSync(log)
  const inArchive = await ratioOf(bench, analyze(archive), shell(`tar -xzOf "$1" | ${GREP} | wc -l`, archive))
  rmSync(archive)
  const work = `${gib} GiB of a quiet log`
  return [
    { work, against: `${GREP} FILE | wc -l`, unit: '×', must: 1.2, goal: 0.6, measured: plain },
    {
      work: 'the same in .tar.gz',
      against: `tar -xzO | ${GREP} | wc -l`,
      unit: '×',
      must: 1.3,
      goal: 1,
      measured: inArchive,
    },
  ]
}

/** Objects of Kubernetes as JSON and as YAML. */
export async function kubernetesAims(
  bench: Bench,
  pods: number,
  events: number,
  yamlMB: number,
): Promise<readonly Aim[]> {
  const json = write(join(bench.folder, 'objects.json'), [jsonList(pods, events)])
  const parse = "JSON.parse(require('node:fs').readFileSync(process.argv[1], 'utf8'))"
  const ofParse = await ratioOf(bench, analyze(json), [process.execPath, '-e', parse, json])
  rmSync(json)
  const yaml = write(join(bench.folder, 'pods.yaml'), yamlList(yamlMB * 1e6))
  const [ofYaml] = await inTurn(bench, [analyze(yaml)])
  rmSync(yaml)
  const work = `${pods} pods and ${events} events, JSON`
  return [
    { work, against: 'JSON.parse of the same file, Node', unit: '×', must: 4, goal: 2, measured: ofParse },
    { work: `${yamlMB} MB of pods, YAML`, against: '', unit: 's', must: 8, goal: 4, measured: ofYaml?.seconds ?? null },
  ]
}

/** A small bundle, where the start is most of the time. */
export async function startAim(bench: Bench): Promise<Aim> {
  const log = write(join(bench.folder, 'small.log'), kernelLog({ bytes: MIB, reports: 3 }))
  const measured = await ratioOf(bench, analyze(log), [process.execPath, '-e', '0'])
  rmSync(log)
  return { work: '1 MiB with 3 reports, whole process', against: 'node -e 0', unit: '×', must: 6, goal: 4, measured }
}
