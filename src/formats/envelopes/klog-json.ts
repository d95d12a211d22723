import type { Body, Envelope } from '../../model/reader.ts'
import { isObject, type JsonObject, parseObject } from '../json/value.ts'
import { goQuoted } from '../node/go-text.ts'

const MAY_BE = /^\{(?=.{0,4000}"msg":)(?=.{0,4000}"caller":).{0,4000}"ts":/
/** Keys of the record itself (component-base/logs/json); all others are values of the message. */
const OWN: ReadonlySet<string> = new Set(['ts', 'caller', 'msg', 'v', 'logger'])

/** `{"name":"cart-0","namespace":"shop"}` is how JSON prints what the text form prints as `shop/cart-0`. */
function objectName(value: JsonObject): string | null {
  const { name, namespace, ...more } = value
  if (typeof name !== 'string' || Object.keys(more).length > 0) return null
  return typeof namespace === 'string' ? `${namespace}/${name}` : name
}

const nameIn = (value: unknown): string =>
  typeof value === 'string' ? goQuoted(value) : isObject(value) ? goQuoted(objectName(value) ?? '') : ''

const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null

/** One level deep, which is as deep as klog's own values go: a record may nest deeper than a stack is. */
function printed(value: unknown): string {
  if (isPlain(value)) return typeof value === 'string' ? goQuoted(value) : JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(nameIn).join(',')}]`
  if (!isObject(value)) return ''
  const name = objectName(value)
  if (name !== null) return goQuoted(name)
  const fields = Object.entries(value).filter(([, each]) => isPlain(each))
  return `{${fields.map(([key, each]) => `${JSON.stringify(key)}:${JSON.stringify(each)}`).join(',')}}`
}

/** Milliseconds since 1970 with a fraction; a number that is none of our time is none. */
function stampOf(body: Body, ts: unknown): Body['stamp'] {
  if (typeof ts !== 'number' || ts < 1e12 || ts > 1e13) return body.stamp
  const epochMs = Math.floor(ts)
  return {
    ...body.stamp,
    wall: { epochMs, zone: 'given', year: 'given', resolutionSeconds: 0.001, clock: 'writer' },
  }
}

/**
 * `{"ts":1700000000000.123,"caller":"kubelet/kubelet.go:2453","msg":"…","pod":{…}}`: a kubelet with
 * `--logging-format=json`. It becomes what the kubelet prints as text: the message in quotes, then `key=value`.
 */
export const klogJson: Envelope = {
  id: 'klog-json',
  first: /\{/,
  open(body) {
    if (body.origin === 'kernel' || body.envelopes.includes('klog-json') || !MAY_BE.test(body.text)) return null
    const record = parseObject(body.text)
    if (record === null || typeof record.msg !== 'string' || typeof record.caller !== 'string') return null
    const pairs = Object.entries(record).filter(([key]) => !OWN.has(key))
    const text = [goQuoted(record.msg), ...pairs.map(([key, value]) => `${key}=${printed(value)}`)].join(' ')
    return { ...body, text, stamp: stampOf(body, record.ts), ident: body.ident ?? 'klog', origin: 'user' }
  },
}
