import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiServer } from '../../corpus/lab/kubectl/serve.ts'
import { truth } from './truths.ts'

const server = apiServer(truth)
let url = ''
beforeAll(async () => {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'

interface Answer {
  readonly kind: string
  readonly items: readonly Readonly<Record<string, unknown>>[]
  readonly resources: readonly { readonly name: string }[]
  readonly groups: readonly { readonly name: string }[]
  readonly columnDefinitions: readonly { readonly name: string }[]
  readonly rows: readonly { readonly cells: readonly string[] }[]
}

async function ask(path: string, accept = 'application/json'): Promise<Answer> {
  const response = await fetch(url + path, { headers: { accept } })
  const body = (await response.json()) as Answer
  expect(response.status).toBe(body.kind === 'Status' ? 404 : 200)
  return body
}

describe('discovery', () => {
  test('leads from the versions to the resources', async () => {
    expect(await ask('/api')).toMatchObject({ kind: 'APIVersions', versions: ['v1'] })
    const { groups } = await ask('/apis')
    expect(groups.map(({ name }) => name)).toEqual(['coordination.k8s.io'])
    const { resources } = await ask('/api/v1')
    expect(resources.map(({ name }) => name)).toEqual(['pods', 'nodes', 'events'])
    expect((await ask('/apis/coordination.k8s.io/v1')).resources.map(({ name }) => name)).toEqual(['leases'])
  })

  test.each(['/openapi/v2', '/apis/apps/v1', '/api/v1/secrets', '/api/v1/namespaces/shop/pods/other'])(
    '%s is not there, and says so as Kubernetes does',
    async path => {
      expect(await ask(path)).toMatchObject({ kind: 'Status', status: 'Failure', reason: 'NotFound' })
    },
  )
})

describe('objects', () => {
  test('agree with the truth', async () => {
    const { items } = await ask('/api/v1/pods?limit=500')
    expect(items).toMatchObject([
      {
        metadata: { namespace: 'shop', name: 'cart', uid: '0a1b' },
        spec: { containers: [{ resources: { limits: { memory: '64Mi' }, requests: { memory: '7Mi' } } }] },
        status: {
          qosClass: 'Burstable',
          containerStatuses: [
            {
              restartCount: 1,
              lastState: {
                terminated: {
                  containerID: 'containerd://c0ffee',
                  exitCode: 137,
                  reason: 'OOMKilled',
                  finishedAt: '2026-11-25T09:53:07Z',
                },
              },
            },
          ],
        },
      },
    ])
  })

  test('are selected by namespace, name and fields', async () => {
    const names = async (path: string) => (await ask(path)).items.length
    expect(await names('/api/v1/namespaces/shop/pods')).toBe(1)
    expect(await names('/api/v1/namespaces/other/pods')).toBe(0)
    expect(await names('/api/v1/pods?fieldSelector=spec.nodeName=worker-1,status.phase!=Failed')).toBe(1)
    expect(await names('/api/v1/pods?fieldSelector=spec.nodeName=worker-1,status.phase!=Running')).toBe(0)
    expect(await names('/api/v1/events?fieldSelector=involvedObject.name=cart')).toBe(3)
    expect(await names('/api/v1/events?fieldSelector=involvedObject.name=worker-1')).toBe(0)
    expect(await ask('/api/v1/namespaces/shop/pods/cart')).toMatchObject({ kind: 'Pod' })
  })

  test('come as rows where kubectl asks for a table', async () => {
    const { columnDefinitions, rows } = await ask('/api/v1/events', TABLE)
    expect(columnDefinitions.map(({ name }) => name)).toEqual(['Last Seen', 'Type', 'Reason', 'Object', 'Message'])
    expect(rows.map(({ cells }) => cells.slice(1))).toContainEqual([
      'Normal',
      'Started',
      'pod/cart',
      'Started container app',
    ])
    const pods = await ask('/api/v1/pods', TABLE)
    expect(pods.rows[0]?.cells.slice(0, 3)).toEqual(['cart', '1/1', 'Running'])
    expect(pods.rows[0]?.cells[3]).toMatch(/^1 \(\d+[ms](?:\d+s)? ago\)$/)
  })
})
