import { describe, expect, it } from 'vitest'
import { CONTAINER, killLines, raw } from '../../engine/logs.ts'
import { foundIn } from '../../engine/read-reports.ts'
import { onlyIncident, reportOf } from '../../engine/report-of.ts'

/** A table as docker, podman and crictl print it: columns as wide as their longest cells. */
function table(gap: number, ...rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map(row => row[at]?.length ?? 0)) + gap) ?? []
  return rows
    .map(
      row =>
        `${row
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join('')
          .trimEnd()}\n`,
    )
    .join('')
}

const DOCKER = ['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES']
const ended = (status: string, name = 'web_1', id = '3f2a1b0c9d8e') =>
  table(3, DOCKER, [id, 'web:1', '"python -m web"', '10 minutes ago', status, '', name])

describe('docker ps -a', () => {
  it.each([
    ['docker', ended('Exited (137) 2 minutes ago')],
    ['podman', ended('Exited (137) 2 minutes ago').replace(/ {3}(?=\S)/g, '  ')],
    ['below the command', `$ docker ps -a\n${ended('Exited (137) 2 minutes ago')}`],
  ])('tells of an end by SIGKILL, and nothing of memory: %s', async (_, text) => {
    const { kind, victims, causes } = await onlyIncident({ 'ps.txt': text })
    expect([kind, victims[0]?.container, causes[0]?.code]).toEqual([
      'sigkill',
      { name: 'web_1', id: '3f2a1b0c9d8e' },
      'not-oom:unknown-sender',
    ])
  })

  it.each(['Exited (1) 2 minutes ago', 'Exited (0) 2 minutes ago', 'Up 10 minutes', 'Created'])(
    'tells of no kill: %s',
    async status => {
      expect((await reportOf({ 'ps.txt': ended(status) })).incidents).toEqual([])
    },
  )

  it('tells nothing of a sandbox, which is taken down by SIGKILL', async () => {
    const name = 'k8s_POD_cart-0_shop_6f1f0a5e-1111-4222-8333-abcdefabcdef_0'
    expect((await reportOf({ 'ps.txt': ended('Exited (137) 2 minutes ago', name) })).incidents).toEqual([])
  })
})

it('crictl ps names the container of a kill by the beginning of its ID', async () => {
  const head = ['CONTAINER', 'IMAGE', 'CREATED', 'STATE', 'NAME', 'ATTEMPT', 'POD ID', 'POD', 'NAMESPACE']
  const row = (from: string) =>
    table(10, head, [
      from.slice(0, 13),
      '0123456789abc',
      '2 minutes ago',
      'Exited',
      'cart',
      '5',
      'fedcba9876543',
      'cart-0',
      'shop',
    ])
  const log = raw(100, killLines())
  const named = async (from: string) =>
    (await onlyIncident({ 'dmesg.txt': log, 'ps.txt': row(from) })).victims[0]?.container
  expect(await named(CONTAINER)).toEqual({ name: 'cart', id: CONTAINER })
  expect(await named('e'.repeat(64))).toEqual({ name: null, id: CONTAINER })
})

it('a table of images is none of containers', async () => {
  const text = table(3, ['IMAGE', 'TAG', 'IMAGE ID', 'SIZE'], ['web', '1', '3f2a1b0c9d8e', '12MB'])
  expect(await foundIn(text, 'images.txt')).toMatchObject([{ code: 'SOURCE_NOT_RECOGNISED' }])
})
