// serve.ts TRUTH.json: an API server on loopback with the pods, node and events that belong to the truth of a scenario. It knows
// what kubectl asks for when it gets and describes them. Prints its URL, and ends with its standard input.
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Truth } from '../truth.ts'
import { eventsOf } from './event.ts'
import { leaseOf, nodeOf } from './node.ts'
import { podOf } from './pod.ts'
import { tableOf } from './table.ts'

interface Resource {
  readonly groupVersion: 'v1' | 'coordination.k8s.io/v1'
  readonly name: string
  readonly kind: string
  readonly namespaced: boolean
  readonly items: readonly object[]
}

const resourcesOf = (truth: Truth): readonly Resource[] => [
  { groupVersion: 'v1', name: 'pods', kind: 'Pod', namespaced: true, items: truth.pods.map(pod => podOf(truth, pod)) },
  { groupVersion: 'v1', name: 'nodes', kind: 'Node', namespaced: false, items: [nodeOf(truth)] },
  { groupVersion: 'v1', name: 'events', kind: 'Event', namespaced: true, items: eventsOf(truth) },
  {
    groupVersion: 'coordination.k8s.io/v1',
    name: 'leases',
    kind: 'Lease',
    namespaced: true,
    items: [leaseOf(truth)],
  },
]

/** What is at `metadata.name`, as text; '' where there is nothing. */
function field(object: object, path: string): string {
  let value: unknown = object
  for (const name of path.split('.')) value = (value as Readonly<Record<string, unknown>> | undefined)?.[name]
  return value === undefined ? '' : String(value)
}

/** `a=b,c!=d` */
const selected = (object: object, selector: string): boolean =>
  [...selector.matchAll(/([^,=!]+)(!?)==?([^,]*)/g)].every(
    ([, path = '', not, value]) => (field(object, path) === value) === (not === ''),
  )

const GROUP = { groupVersion: 'coordination.k8s.io/v1', version: 'v1' }

/** What a client asks for before it asks for objects. */
function discovered(resources: readonly Resource[], path: string): object | undefined {
  const listed = resources.filter(({ groupVersion }) => path.replace(/^\/apis?\//, '') === groupVersion)
  const known: Readonly<Record<string, object>> = {
    '/version': { major: '1', minor: '34', gitVersion: 'v1.34.2' },
    '/api': { kind: 'APIVersions', versions: ['v1'] },
    '/apis': {
      kind: 'APIGroupList',
      groups: [{ name: 'coordination.k8s.io', versions: [GROUP], preferredVersion: GROUP }],
    },
  }
  if (listed.length === 0) return known[path]
  return {
    kind: 'APIResourceList',
    groupVersion: listed[0]?.groupVersion,
    resources: listed.map(({ name, kind, namespaced }) => ({ name, kind, namespaced, verbs: ['get', 'list'] })),
  }
}

const PLACE = /^\/apis?\/((?:[a-z.0-9]+\/)?v1)(?:\/namespaces\/([^/]+))?\/([a-z]+)(?:\/([^/]+))?$/

function answer(resources: readonly Resource[], url: URL, asTable: boolean): object | undefined {
  const [, groupVersion, namespace, name, object] = PLACE.exec(url.pathname) ?? []
  const resource = resources.find(each => each.name === name && each.groupVersion === groupVersion)
  if (!resource) return discovered(resources, url.pathname)
  const items = resource.items.filter(
    each =>
      (namespace === undefined || field(each, 'metadata.namespace') === namespace) &&
      (object === undefined || field(each, 'metadata.name') === object) &&
      selected(each, url.searchParams.get('fieldSelector') ?? ''),
  )
  if (asTable) return tableOf(resource.kind, items, new Date())
  if (object !== undefined) return items[0]
  return { kind: `${resource.kind}List`, apiVersion: groupVersion, metadata: { resourceVersion: '4711' }, items }
}

/** Not listening yet. */
export function apiServer(truth: Truth): Server {
  const resources = resourcesOf(truth)
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const found = answer(resources, url, request.headers.accept?.includes('as=Table') ?? false)
    const failure = { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', code: 404 }
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(found ?? failure))
  })
}

if (import.meta.main) {
  const server = apiServer(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Truth)
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
  })
  process.stdin.resume().on('end', () => process.exit())
}
