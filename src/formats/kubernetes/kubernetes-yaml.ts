import type { DocumentFormat } from '../../model/reader.ts'
import { newCapture } from './capture.ts'
import { damage, tooLarge } from './damage.ts'
import { isReadKind, mayHoldFacts, readObject } from './objects.ts'
import { MAX_FAULTS, type Piece } from './piece.ts'
import { placesOf } from './place.ts'
import type { Value } from './value.ts'
import { libraryYaml } from './yaml-library.ts'
import { yamlPieces } from './yaml-pieces.ts'
import { plainYaml } from './yaml-plain.ts'

/** The first line that says something: a field of an object, of a list or of the first element of a bare list. */
const FIRST =
  /^\uFEFF?(?:(?:[ \t]*(?:[#%$>][^\n]*|---[^\n]*)?|Warning:[^\n]*)\r?\n)*(?:- )?([a-z][A-Za-z]*):(?=[ \r\n])/
const TELLING: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'items'])
const ANYWHERE = /(?:^|\n)(?:- | {2})?(?:apiVersion|kind): *["']?[A-Za-z0-9./]+/
const AUDIT = /(?:^|\n)(?:- )?apiVersion: audit\.k8s\.io\//

/** Larger than the API server can store (1.5 MiB), with room for the indentation of YAML. */
const MAX_OBJECT = 8 * 1024 * 1024

/** False when the object's own `kind`, found without parsing, is one that is not read. */
function mayBeRead(text: string): boolean {
  const dash = /^ *- +/.exec(text)
  const indent = dash?.[0].length ?? 0
  const own = new RegExp(`(?:^${dash ? ' *- +' : ''}|\\n {${indent}})kind:[ \\t]+["']?(\\w+)`).exec(text)
  return own === null || isReadKind(own[1] ?? '')
}

function parse(text: string, own: string, piece: Piece): Value | null {
  const value = plainYaml(text, piece) ?? libraryYaml(own, piece.start)
  return /^ *-/.test(own) ? (value?.items()[0] ?? null) : value
}

/**
 * YAML of Kubernetes objects: one object, a `List` (whose kind stands at its end), a typed list, a bare list, and
 * documents one after another (as in `kubectl cluster-info dump -o yaml`).
 */
export const kubernetesYaml: DocumentFormat = {
  id: 'kubernetes-yaml',
  matches(_path, head) {
    const first = FIRST.exec(head)?.[1]
    if (first === undefined || AUDIT.test(head)) return false
    return TELLING.has(first) ? ANYWHERE.test(head) : ANYWHERE.test(head.slice(0, 4096))
  },
  *read(document) {
    const { path, text } = document
    const places = placesOf(document)
    const capture = newCapture()
    const { pieces, faults } = yamlPieces(text)
    let damaged = 0
    for (const piece of pieces) {
      if (!mayHoldFacts(piece.list)) continue
      const own = text.slice(piece.start, piece.end)
      if (!mayBeRead(own)) continue
      if (own.length > MAX_OBJECT) {
        yield tooLarge(piece, path, places)
        continue
      }
      const value = parse(text, own, piece)
      const fact = value && readObject(value, piece.list, places, capture)
      if (fact) yield fact
      if (value === null && ++damaged <= MAX_FAULTS) yield damage({ ...piece, what: 'broken' }, 'YAML', path, places)
    }
    for (const fault of faults) yield damage(fault, 'YAML', path, places)
    const hint = capture.hint(places)
    if (hint) yield hint
  },
}
