import type { Report } from '../model/report.ts'
import type { Kind } from './tokens.ts'

/** Names that the report gives in fields of their own, each with its kind. */
export interface Names {
  readonly kinds: ReadonlyMap<string, Kind>
  /** Names of programs, which stay whole although a part of them may be a name. */
  readonly comms: ReadonlySet<string>
}

/** `cart-6d8f7c9b5-x2x7q`, `cart-0`, `cart-x2x7q` → `cart`: the name of what made the pod. */
const ownerOf = (pod: string): string => pod.replace(/(?:-[a-z0-9]{6,10})?-(?:[a-z0-9]{5}|\d{1,5})$/, '')

const record = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null

/** `Pod/cart-0`, `ReplicaSet/cart-6d8f7c9b5`: how titles name the object of an event. */
const OBJECT = /\b([A-Z][A-Za-z]+|pod|node)\/([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)/g
const KIND_OF: Readonly<Record<string, Kind>> = { pod: 'pod', node: 'node', namespace: 'ns' }
/** `of shop/cart-0`, `pod shop/cart-0`: how sentences name a pod that no field may hold. */
const QUALIFIED = /(?:\bof|\b[Pp]od) ([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)\/([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)/g

/** All of them, found by the name of the field wherever it stands. Kinds that were found first stay. */
export function namesOf(report: Report): Names {
  const names = new Map<string, Kind>()
  const comms = new Set<string>()
  const add = (kind: Kind, name: unknown): void => {
    if (typeof name === 'string' && name !== '' && !names.has(name)) names.set(name, kind)
  }
  function visit(value: unknown): void {
    if (Array.isArray(value)) for (const each of value) visit(each)
    const fields = record(value)
    if (!fields) return
    for (const [field, text] of Object.entries(fields)) {
      if (typeof text !== 'string' || field === 'excerpt' || field === 'path') continue
      for (const [, ns = '', pod = ''] of text.matchAll(QUALIFIED)) {
        if (/^\d+$/.test(ns)) continue
        add('ns', ns)
        add('pod', pod)
        add('app', ownerOf(pod))
      }
    }
    const pod = record(fields.pod)
    if (pod) {
      add('pod', pod.name)
      add('ns', pod.namespace)
      if (typeof pod.name === 'string') add('app', ownerOf(pod.name))
    }
    add('node', fields.node)
    if (typeof fields.comm === 'string') comms.add(fields.comm)
    for (const each of Object.values(fields)) visit(each)
  }
  for (const { name } of report.nodes) add('node', name)
  visit(report)
  for (const { title } of report.timeline) {
    for (const [, what = '', name = ''] of title.matchAll(OBJECT)) {
      const kind = KIND_OF[what.toLowerCase()] ?? 'app'
      add(kind, name)
      if (kind === 'pod') add('app', ownerOf(name))
    }
  }
  for (const [name, kind] of [...names])
    if (kind === 'node' && name.includes('.') && !/^[\d.]+$/.test(name)) add('node', name.split('.')[0])
  // What was killed is the evidence: a program stays, unless the report has a pod, namespace or node of exactly that name.
  for (const comm of comms) if (names.get(comm) === 'app') names.delete(comm)
  return { kinds: names, comms }
}
