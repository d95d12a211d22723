import type { DocumentFormat } from '../../model/reader.ts'
import { fieldsOf } from './field.ts'
import { readNode } from './node.ts'
import { beginsAt, objectsIn } from './outline.ts'
import { readPod } from './pod.ts'
import { linesOf } from './source-lines.ts'
import { unprovenObject } from './text-problem.ts'

/** Prompts and messages of kubectl may stand before the first object; a log that quotes a description is no description. */
const LINES_BEFORE = 5

/**
 * Text of `kubectl describe` for pods and nodes, any number of them in one file, with other kinds and lines of a
 * terminal between them. Seen with kubectl 1.20 to 1.35.
 */
export const kubectlDescribe: DocumentFormat = {
  id: 'kubectl-describe',
  matches(_path, head) {
    // Most of what is asked about has no such field: the grammar is not made for it.
    if (!/^\ufeff?Name:/m.test(head)) return false
    const lines = linesOf('', new TextEncoder().encode(head.slice(0, 8192))).filter(line => line.text.trim() !== '')
    const fields = fieldsOf(lines.slice(0, LINES_BEFORE + 2))
    return fields.slice(0, LINES_BEFORE + 1).some((_, index) => beginsAt(fields, index))
  },
  *read({ path, bytes }) {
    for (const described of objectsIn(fieldsOf(linesOf(path, bytes)))) {
      const [first] = described.fields
      if (!described.proven) yield* unprovenObject(first ? [first.line] : [], described.name)
      else if (described.kind === 'pod') yield* readPod(described)
      else if (described.kind === 'node') yield* readNode(described)
    }
  },
}
