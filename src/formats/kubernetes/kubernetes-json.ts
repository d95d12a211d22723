import type { DocumentFormat, Found } from '../../model/reader.ts'
import { cutObject } from '../paste/cut-object.ts'
import { newCapture } from './capture.ts'
import { damage } from './damage.ts'
import { jsonPieces } from './json-pieces.ts'
import { CUT, skipSpace, stringAt, valueEnd, walkMembers } from './json-scan.ts'
import { printedList } from './json-printed.ts'
import { jsonValue, shallowJsonValue } from './json-value.ts'
import { mayHoldFacts, readObject } from './objects.ts'
import { MAX_FAULTS } from './piece.ts'
import { type Places, placesOf } from './place.ts'
import { type HeadFields, isKubernetesHead, preambleEnd } from './recognise.ts'

const WRAPPERS: ReadonlySet<string> = new Set(['event', 'object', 'jsonPayload'])

/** Looks at the outermost keys that the head still shows: the words may stand deeper in anybody's JSON. */
function isKubernetes(head: string, from: number, depth: number): boolean {
  const fields: { -readonly [K in keyof HeadFields]: HeadFields[K] } = {
    apiVersion: null,
    kind: null,
    hasBody: false,
    isEvent: false,
  }
  let isWrapped = false
  const isList = head.charAt(from) === '['
  if (isList && depth > 0) return false
  walkMembers(head, from, (key, _start, valueStart) => {
    const opens = head.charAt(valueStart)
    if (isList || (key !== null && depth < 2 && WRAPPERS.has(key))) {
      isWrapped ||= opens === '{' && isKubernetes(head, valueStart, depth + 1)
      // The first element of an array tells.
      if (isList) return CUT
    }
    const end = valueEnd(head, valueStart)
    if ((key === 'apiVersion' || key === 'kind') && opens === '"' && end > 0)
      fields[key] = stringAt(head, valueStart, end)
    if (key === 'metadata' || key === 'items') fields.hasBody ||= opens === '{' || opens === '['
    if (key === 'involvedObject' || key === 'regarding') fields.isEvent ||= opens === '{'
    return end
  })
  return isWrapped || isKubernetesHead(fields)
}

/** What a list says that is laid out as kubectl does it; null where it is not, or where any of its objects is damaged. */
function printedFacts(text: string, places: Places): readonly Found[] | null {
  const printed = printedList(text)
  if (printed === null) return null
  const { list, items } = printed
  if (!mayHoldFacts(list)) return []
  const capture = newCapture()
  const found: Found[] = []
  for (const item of items) {
    const value = shallowJsonValue(text, item)
    if (value === null) return null
    const fact = readObject(value, list, places, capture)
    if (fact) found.push(fact)
  }
  return [...found, ...capture.hints(places)]
}

/**
 * JSON of Kubernetes objects: one object, a `List`, a typed list, an array, documents one after another (as in
 * `kubectl cluster-info dump`), and one object a line as loggers of events write them.
 */
export const kubernetesJson: DocumentFormat = {
  id: 'kubernetes-json',
  matches(_path, head) {
    const start = skipSpace(head, preambleEnd(head))
    return /[[{]/.test(head.charAt(start)) && isKubernetes(head, start, 0)
  },
  *read(document) {
    const { path, text } = document
    const places = placesOf(document)
    const printed = printedFacts(text, places)
    if (printed !== null) {
      yield* printed
      return
    }
    const capture = newCapture()
    const { pieces, faults } = jsonPieces(text)
    let damaged = 0
    for (const piece of pieces) {
      if (!mayHoldFacts(piece.list)) continue
      const value = jsonValue(text, piece)
      if (value === null) {
        damaged += 1
        yield damage({ ...piece, what: damaged < MAX_FAULTS ? 'broken' : 'too-many' }, path, places)
        if (damaged === MAX_FAULTS) break
        continue
      }
      const fact = readObject(value, piece.list, places, capture)
      if (fact) yield fact
    }
    for (const fault of faults) {
      yield damage(fault, path, places)
      const isAlone = fault.what === 'cut' && pieces.length === 0 && /^[^{[]*$/.test(text.slice(0, fault.start))
      if (isAlone) yield* cutObject(text, fault, places, capture)
    }
    yield* capture.hints(places)
  },
}
