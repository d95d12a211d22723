import type { DocumentFormat } from '../../model/reader.ts'
import { loadYaml } from '../yaml-library.ts'
import { newCapture } from './capture.ts'
import { damage, tooLarge } from './damage.ts'
import { isReadKind, mayHoldFacts, readObject } from './objects.ts'
import { MAX_FAULTS } from './piece.ts'
import { placesOf } from './place.ts'
import { isKubernetesHead, preambleEnd } from './recognise.ts'
import { yamlPieces } from './yaml-pieces.ts'
import { yamlValue } from './yaml-value.ts'

const SCALAR = /^["']?([A-Za-z0-9./-]+)["']?\s*$/

/** The first line of what a fence holds, where sentences stand before it. */
const FENCED = /^```[a-z]*\r?\n([^\n]*)/m

/** Larger than the API server can store (1.5 MiB), with room for the indentation of YAML. */
const MAX_OBJECT = 2 * 1024 * 1024

/** The fields in one column of the first document that the head shows. */
function fieldsOf(head: string, indent: number): ReadonlyMap<string, string> {
  const [own = ''] = head.split(/\n(?:---|\.\.\.)/, 1)
  const field = new RegExp(`(?:^- +|^|\\n {${indent}})([a-z][A-Za-z]*):(?:[ \\t]+([^\\n]*))?(?=\\s)`, 'g')
  return new Map(Array.from(own.matchAll(field), ([, key = '', value = '']) => [key, value]))
}

/** False when the object's own `kind`, found without parsing, is one that is not read. */
function mayBeRead(text: string): boolean {
  const dash = /^ *- +/.exec(text)
  const indent = dash?.[0].length ?? 0
  const own = new RegExp(`(?:^${dash ? ' *- +' : ''}|\\n {${indent}})kind:[ \\t]+["']?([A-Z]\\w*)`).exec(text)
  return own === null || isReadKind(own[1] ?? '')
}

/**
 * YAML of Kubernetes objects: one object, a `List` (whose kind stands at its end), a typed list, a bare list, and
 * documents one after another (as in `kubectl cluster-info dump -o yaml`).
 */
export const kubernetesYaml: DocumentFormat = {
  id: 'kubernetes-yaml',
  matches(_path, head) {
    const body = head.slice(preambleEnd(head))
    // A document begins in the first column: what does not is a piece of one.
    if (/^[ \t]/.test(FENCED.exec(body)?.[1] ?? body)) return false
    const fields = fieldsOf(body, /^- +(?=[a-z])/.exec(body)?.[0].length ?? 0)
    return isKubernetesHead({
      apiVersion: SCALAR.exec(fields.get('apiVersion') ?? '')?.[1] ?? null,
      kind: SCALAR.exec(fields.get('kind') ?? '')?.[1] ?? null,
      hasBody: ['metadata', 'items', 'involvedObject', 'regarding'].some(key => fields.has(key)),
      isEvent: false,
    })
  },
  load: loadYaml,
  *read(document) {
    const { path, text } = document
    const places = placesOf(document)
    const capture = newCapture()
    const { pieces, faults } = yamlPieces(text)
    let damaged = 0
    for (const piece of pieces) {
      if (!mayHoldFacts(piece.list) || !mayBeRead(text.slice(piece.start, piece.end))) continue
      if (piece.end - piece.start > MAX_OBJECT) {
        yield tooLarge(piece, path, places)
        continue
      }
      const value = yamlValue(text, piece)
      if (value === 'broken') {
        damaged += 1
        yield damage({ ...piece, what: damaged < MAX_FAULTS ? 'broken' : 'too-many' }, path, places)
        if (damaged === MAX_FAULTS) break
        continue
      }
      const fact = value && readObject(value, piece.list, places, capture)
      if (fact) yield fact
    }
    for (const fault of faults) yield damage(fault, path, places)
    yield* capture.hints(places)
  },
}
