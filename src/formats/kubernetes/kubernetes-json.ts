import type { DocumentFormat } from '../../model/reader.ts'
import { newCapture } from './capture.ts'
import { damage } from './damage.ts'
import { jsonPieces } from './json-pieces.ts'
import { CUT, stringAt, valueEnd, walkMembers } from './json-scan.ts'
import { jsonValue } from './json-value.ts'
import { mayHoldFacts, readObject } from './objects.ts'
import { placesOf } from './place.ts'

/** Lines that a terminal session leaves above a document: the prompt with the command, and kubectl's warnings. */
const PREAMBLE = /^\uFEFF?\s*(?:(?:[$#>%+]|Warning:|[^\n{[]{0,200}\b(?:kubectl|oc)\b)[^\n]*\n\s*){0,3}(?=[{[])/
const API_VERSION = /^(?:[a-z0-9.-]+\/)?v\d[a-z0-9]*$/
const READ_KINDS = /^(?:List|(?:Pod|Node|Event)(?:List)?)$/
const WRAPPERS: ReadonlySet<string> = new Set(['event', 'object', 'jsonPayload'])

/** Looks at the outermost keys that the head still shows: the words may stand deeper in anybody's JSON. */
function isKubernetes(head: string, from: number, depth: number): boolean {
  let api: string | null = null
  let kind: string | null = null
  let hasBody = false
  let isSure = false
  const isList = head.charAt(from) === '['
  if (isList && depth > 0) return false
  walkMembers(head, from, (key, _start, valueStart) => {
    const opens = head.charAt(valueStart)
    if (isList || (key !== null && depth < 2 && WRAPPERS.has(key) && opens === '{')) {
      isSure ||= opens === '{' && isKubernetes(head, valueStart, depth + 1)
      if (isList) return CUT
    }
    const end = valueEnd(head, valueStart)
    if (key === 'apiVersion' && opens === '"' && end > 0) api = stringAt(head, valueStart, end)
    if (key === 'kind' && opens === '"' && end > 0) kind = stringAt(head, valueStart, end)
    if (key === 'metadata' || key === 'items') hasBody ||= opens === '{' || opens === '['
    if (key === 'involvedObject' || key === 'regarding') isSure ||= opens === '{'
    return end
  })
  return isSure || isObject(api, kind, hasBody)
}

function isObject(api: string | null, kind: string | null, hasBody: boolean): boolean {
  // An audit log calls its records Event, and is no business of this reader.
  if (api?.startsWith('audit.k8s.io/')) return false
  if (api !== null) return API_VERSION.test(api) && (kind !== null || hasBody)
  return kind !== null && READ_KINDS.test(kind) && hasBody
}

/**
 * JSON of Kubernetes objects: one object, a `List`, a typed list, an array, documents one after another (as in
 * `kubectl cluster-info dump`), and one object a line as loggers of events write them.
 */
export const kubernetesJson: DocumentFormat = {
  id: 'kubernetes-json',
  matches(_path, head) {
    const preamble = PREAMBLE.exec(head)
    return preamble !== null && isKubernetes(head, preamble[0].length, 0)
  },
  *read(document) {
    const { path, text } = document
    const places = placesOf(document)
    const capture = newCapture()
    const { pieces, faults } = jsonPieces(text)
    for (const piece of pieces) {
      if (!mayHoldFacts(piece.list)) continue
      const value = jsonValue(text, piece)
      const found = value === null ? damage({ ...piece, what: 'broken' }, 'JSON', path, places) : null
      const fact = found ?? (value && readObject(value, piece.list, places, capture))
      if (fact) yield fact
    }
    for (const fault of faults) yield damage(fault, 'JSON', path, places)
    const hint = capture.hint(places)
    if (hint) yield hint
  },
}
