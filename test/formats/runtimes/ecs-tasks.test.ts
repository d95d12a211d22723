import { expect, it } from 'vitest'
import { onlyIncident, reportOf } from '../../engine/report-of.ts'

const OOM = 'OutOfMemoryError: Container killed due to memory usage'
const container = (parts: Readonly<Record<string, unknown>> = {}) => ({
  containerArn: 'arn:aws:ecs:us-east-1:123456789012:container/prod/0f9d/8f3c',
  name: 'web',
  runtimeId: '0f9de17a6465404e8b1b2356dc13c2f8-1234567890',
  lastStatus: 'STOPPED',
  exitCode: 137,
  reason: OOM,
  memory: '512',
  ...parts,
})
const task = (...containers: readonly unknown[]) => ({
  taskArn: 'arn:aws:ecs:us-east-1:123456789012:task/prod/0f9d',
  containers,
  lastStatus: 'STOPPED',
  executionStoppedAt: '2026-01-15T08:30:10.812000+00:00',
  stoppedAt: '2026-01-15T08:30:26.812000+00:00',
  stoppedReason: 'Essential container in task exited',
})
const described = (one: unknown): string => JSON.stringify({ tasks: [one], failures: [] }, null, 4)

it.each([
  ['describe-tasks', described(task(container()))],
  ['an event of EventBridge', JSON.stringify({ 'detail-type': 'ECS Task State Change', detail: task(container()) })],
])('a container that the agent of ECS calls out of memory: %s', async (_, text) => {
  const incident = await onlyIncident({ 'task.json': text })
  expect(incident).toMatchObject({
    kind: 'unknown',
    at: { wall: expect.stringMatching(/^2026-01-15T08:30:/) },
    victims: [{ pod: null, container: { name: 'web' }, outcome: 'killed' }],
    causes: [{ code: 'container-limit', confidence: 'possible' }],
  })
  expect(incident.causes[0]?.why).toContain('container web has a limit of 512 MiB')
})

it('one of several is not dated by the end of its task', async () => {
  const text = described(task(container(), container({ name: 'log', runtimeId: 'b-2', exitCode: 0, reason: null })))
  expect((await onlyIncident({ 'task.json': text })).at.wall).toBeNull()
})

it('one without that reason was ended by SIGKILL, and nothing more', async () => {
  expect((await onlyIncident({ 'task.json': described(task(container({ reason: undefined }))) })).kind).toBe('sigkill')
  const refused = container({ exitCode: 1, reason: 'CannotStartContainerError: OutOfMemoryError is in its name' })
  expect((await reportOf({ 'task.json': described(task(refused)) })).incidents).toEqual([])
})
