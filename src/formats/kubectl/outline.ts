import type { Field } from './field.ts'
import { isField } from './field.ts'
import { closedTerminationAt } from './termination.ts'

/** The lines of one described object. */
export interface Described {
  readonly kind: 'pod' | 'node' | 'other'
  readonly name: string
  readonly fields: readonly Field[]
  /** False where it begins inside a termination message that never ends: then it may be part of that message. */
  readonly proven: boolean
  /** True for the last of the file: only that one can have been cut off. */
  readonly last: boolean
}

/** True where a description begins: `Name:` at column 0, then the key that every kind prints second or third. */
export function beginsAt(fields: readonly Field[], index: number): boolean {
  const field = fields[index]
  if (!isField(field, 0, 'Name') || field.value === '') return false
  let next = index + 1
  if (fields[next]?.line.text.trim() === '') next += 1
  return isField(fields[next], 0, 'Namespace', 'Roles', 'Labels')
}

function kindOf(fields: readonly Field[]): Described['kind'] {
  const top = (key: string): boolean => fields.some(field => isField(field, 0, key))
  if (fields.slice(1, 3).some(field => isField(field, 0, 'Roles'))) return 'node'
  return top('Node') && top('Status') ? 'pod' : 'other'
}

/**
 * Where termination messages are open: a message begins at `Message:` of a terminated state and ends at the
 * termination that kubectl prints after it. A `Name:` within is text when the message ends before a new list of
 * containers begins; when it does not, nothing tells the message from another object.
 */
function starts(fields: readonly Field[]): readonly { readonly index: number; readonly proven: boolean }[] {
  const ending = new Uint8Array(fields.length)
  const nextIsEnd = new Uint8Array(fields.length + 1)
  for (let index = fields.length - 1; index >= 0; index -= 1) {
    ending[index] = closedTerminationAt(fields, index) ? 1 : 0
    const opens = isField(fields[index], 0, 'Containers')
    nextIsEnd[index] = opens ? 0 : ending[index] ? 1 : (nextIsEnd[index + 1] ?? 0)
  }
  const found: { index: number; proven: boolean }[] = []
  let open = false
  let inEvents = false
  fields.forEach((field, index) => {
    if (ending[index]) open = false
    else if (beginsAt(fields, index) && !(open && nextIsEnd[index])) {
      found.push({ index, proven: !open })
      open = false
      inEvents = false
    } else if (!open && isField(field, 0, 'Events')) inEvents = true
    else if (!open && !inEvents && isField(field, 6, 'Message') && terminatedAbove(fields, index)) open = true
  })
  return found
}

const terminatedAbove = (fields: readonly Field[], index: number): boolean =>
  [fields[index - 1], fields[index - 2]].some(
    field => isField(field, 4, 'State', 'Last State') && field.value === 'Terminated',
  )

/** The objects of a file, in its order. What stands before the first is left out. */
export function objectsIn(fields: readonly Field[]): readonly Described[] {
  const found = starts(fields)
  return found.map(({ index, proven }, place) => {
    const end = found[place + 1]?.index
    const own = fields.slice(index, end)
    return { kind: kindOf(own), name: own[0]?.value ?? '', fields: own, proven, last: end === undefined }
  })
}
