import { describe, expect, test } from 'vitest'
import { shardOption } from '../../src/cli/fleet/shard-option.ts'

describe('--shard', () => {
  test('counts from 0', () => {
    expect(shardOption({ shard: '0/8' }, {})).toEqual({ index: 0, count: 8 })
    expect(shardOption({ shard: '7/8' }, {})).toEqual({ index: 7, count: 8 })
    expect(shardOption({}, { JOB_COMPLETION_INDEX: '3' })).toBeNull()
  })

  test.each([
    ['8/8', 'of 8 they are 0/8 to 7/8; there is no 8/8'],
    ['1', "'1' is no shard. Write it as INDEX/COUNT"],
    ['a/b', "'a/b' is no shard"],
    ['-1/8', "'-1/8' is no shard"],
    ['0/0', 'there must be 1 to'],
  ])('%s is refused', (shard, reason) => {
    expect(() => shardOption({ shard }, {})).toThrow(reason)
  })
})

describe('--shards takes the index from the environment', () => {
  const slurm = (id: string, parts: Record<string, string> = {}) => ({
    SLURM_ARRAY_TASK_ID: id,
    SLURM_ARRAY_TASK_COUNT: '4',
    SLURM_ARRAY_TASK_MIN: '0',
    SLURM_ARRAY_TASK_STEP: '1',
    ...parts,
  })

  test.each([
    ['Kubernetes', { JOB_COMPLETION_INDEX: '3' }, 3],
    ['AWS Batch', { AWS_BATCH_JOB_ARRAY_INDEX: '0' }, 0],
    ['Slurm, --array=0-3', slurm('2'), 2],
    ['Slurm, --array=1-4', slurm('4', { SLURM_ARRAY_TASK_MIN: '1' }), 3],
    ['Slurm, --array=0-30:10', slurm('20', { SLURM_ARRAY_TASK_STEP: '10' }), 2],
  ])('of %s', (_, env, index) => {
    expect(shardOption({ shards: '4' }, env)).toEqual({ index, count: 4 })
  })

  test.each([
    ['nothing that tells', {}, 'none of JOB_COMPLETION_INDEX'],
    [
      'two that tell',
      { ...slurm('1'), JOB_COMPLETION_INDEX: '2' },
      'JOB_COMPLETION_INDEX and SLURM_ARRAY_TASK_ID are set',
    ],
    ['an index too large', { JOB_COMPLETION_INDEX: '4' }, 'there is no 4/4'],
    [
      'a part of an array submitted again',
      slurm('3', { SLURM_ARRAY_TASK_COUNT: '1' }),
      'SLURM_ARRAY_TASK_COUNT is 1, not 4',
    ],
    ['what is no number', { JOB_COMPLETION_INDEX: 'x' }, "JOB_COMPLETION_INDEX: 'x' is no whole number"],
    ['a number between two shards', slurm('15', { SLURM_ARRAY_TASK_STEP: '10' }), 'is not a task of'],
  ])('and refuses %s', (_, env, reason) => {
    expect(() => shardOption({ shards: '4' }, env)).toThrow(reason)
  })

  test('is not given together with --shard', () => {
    expect(() => shardOption({ shards: '4', shard: '0/4' }, { JOB_COMPLETION_INDEX: '3' })).toThrow('give one of them')
  })
})
