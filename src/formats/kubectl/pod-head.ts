import { parseQuantity } from '../../model/quantity.ts'
import { type Field, isField, told } from './field.ts'

/** The fields of a described pod before its containers. */
export class PodHead {
  readonly #fields: readonly Field[]

  constructor(fields: readonly Field[]) {
    this.#fields = fields
  }

  /** The first field of this name at column 0: the pod's message, the only raw text here, can only add later ones. */
  field(key: string): Field | null {
    return this.#fields.find(field => isField(field, 0, key)) ?? null
  }

  value(key: string): string | null {
    return told(this.field(key)?.value)
  }

  /** `nodeName/hostIP`. */
  get node(): string | null {
    const printed = this.value('Node')
    return told(printed?.split('/', 1)[0])
  }

  /** The pod's message with the lines it runs on to: `IP:` is what kubectl prints after it. */
  get message(): string | null {
    const start = this.#fields.findIndex(field => isField(field, 0, 'Message'))
    const first = this.#fields[start]
    if (!first) return null
    const length = this.#fields.slice(start + 1).findIndex(field => isField(field, 0, 'IP', 'SeccompProfile'))
    const more = length === -1 ? [] : this.#fields.slice(start + 1, start + 1 + length)
    return [first.value, ...more.map(field => field.line.text)].join('\n')
  }

  /** An annotation on one line. Keys stand exactly under the first; lines of a long value stand deeper. */
  annotation(name: string): string | null {
    const start = this.#fields.findIndex(field => isField(field, 0, 'Annotations'))
    const first = this.#fields[start]
    if (!first) return null
    if (first.value.startsWith(`${name}: `)) return first.value.slice(name.length + 2)
    for (const field of this.#fields.slice(start + 1)) {
      if (field.indent === 0) return null
      if (field.key === name && field.indent === first.column) return told(field.value)
    }
    return null
  }

  /** Memory of the pod-level `Resources:` (kubectl 1.32 and later), in bytes. */
  memory(list: 'Limits' | 'Requests'): number | null {
    const start = this.#fields.findIndex(field => isField(field, 0, 'Resources'))
    if (start === -1) return null
    let inside = false
    for (const field of this.#fields.slice(start + 1)) {
      if (field.indent === 0) return null
      if (field.indent === 2) inside = field.key === list
      if (inside && isField(field, 4, 'memory')) return parseQuantity(field.value)
    }
    return null
  }
}
