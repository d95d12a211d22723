import { expect, it } from 'vitest'
import { onlyIncident, reportOf } from '../../engine/report-of.ts'

const status = (event: string): string => `ID                  = 5c6ee0f3
Name                = cache.redis[0]
Node Name           = nomad-client-1
Client Status       = running

Task "redis" is "running"
Task Events:
Total Restarts = 1

Recent Events:
Time                  Type        Description
2026-01-15T08:30:12Z  Restarting  Task restarting in 15.2s
2026-01-15T08:30:10Z  Terminated  ${event}
`

it('a task that Nomad calls OOM killed is one kill, of a kind that is not known', async () => {
  expect(await onlyIncident({ 'alloc.txt': status('Exit Code: 137, Exit Message: "OOM Killed"') })).toMatchObject({
    kind: 'unknown',
    scope: { node: 'nomad-client-1' },
    at: { wall: expect.stringMatching(/^2026-01-15T08:30:/) },
    victims: [{ pod: null, container: { name: 'redis' }, outcome: 'killed' }],
    evidence: [{ line: 13 }],
  })
})

it.each(['Exit Code: 137', 'Exit Code: 1, Exit Message: "not OOM Killed"', 'Exit Code: 0'])(
  'any other end is none: %s',
  async event => {
    expect((await reportOf({ 'alloc.txt': status(event) })).incidents).toEqual([])
  },
)
