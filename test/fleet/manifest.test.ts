import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type IJob, Job } from 'kubernetes-models/batch/v1/Job'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { shardOption } from '../../src/cli/fleet/shard-option.ts'

const text = readFileSync(fileURLToPath(new URL('../../docs/fleet/indexed-job.yaml', import.meta.url)), 'utf8')
const manifest = parse(text) as IJob

/** What Kubernetes must take it for. A field that it does not have is an error of its type. */
const spec = {
  completionMode: 'Indexed',
  completions: 8,
  parallelism: 4,
  backoffLimitPerIndex: 3,
  maxFailedIndexes: 8,
  podFailurePolicy: {
    rules: [
      { action: 'FailIndex', onExitCodes: { containerName: 'oomlens', operator: 'In', values: [2] } },
      { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] },
    ],
  },
  template: {
    spec: {
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 10,
      containers: [
        {
          name: 'oomlens',
          image: 'registry.example.com/oomlens:0.1.0',
          command: ['oomlens', 'fleet', '/data/bundles', '-o', '/data/records'],
          args: ['--shards', '8', '--jobs', '2', '--memory', '1024'],
          resources: { requests: { cpu: '2', memory: '3Gi' }, limits: { memory: '3Gi' } },
          volumeMounts: [{ name: 'data', mountPath: '/data' }],
        },
      ],
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'oom-bundles' } }],
    },
  },
} as const satisfies IJob['spec']

const validate = (job: IJob): void => new Job(job).validate()

describe('docs/fleet/indexed-job.yaml', () => {
  test("is a Job by Kubernetes' own schema", () => {
    expect(() => validate(manifest)).not.toThrow()
    expect(manifest).toEqual({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'oomlens-fleet' }, spec })
  })

  test.each([
    ['a number as text', { ...spec, completions: '8' }],
    ['a job without pods', { ...spec, template: undefined }],
    ['a volume without a name', { ...spec, template: { spec: { ...spec.template.spec, volumes: [{}] } } }],
  ])('the schema would refuse %s', (_, wrong) => {
    expect(() => validate({ ...manifest, spec: wrong as unknown as NonNullable<IJob['spec']> })).toThrow()
  })

  test('has as many shards as pods, and every pod its own', () => {
    const shards = spec.template.spec.containers[0].args[1]
    expect(Number(shards)).toBe(spec.completions)
    const indexes = Array.from({ length: spec.completions }, (_, index) =>
      shardOption({ shards }, { JOB_COMPLETION_INDEX: String(index) }),
    )
    expect(new Set(indexes.map(shard => shard?.index)).size).toBe(spec.completions)
  })
})
