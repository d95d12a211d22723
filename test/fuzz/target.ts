import type { SeedBundle } from './seeds.ts'
import type { Form, Mutator } from './mutate/index.ts'

/** What a target made of an input: whether it was its own, or was turned down, as it may be. */
export type Outcome = 'read' | 'refused'

/** Something that takes any input. It throws where a law is broken, and where it fails. */
export interface Target {
  /** Targets of one family are one row of the figures. */
  readonly family: string
  /** Of its registry: `kernel/kill readKill`. */
  readonly name: string
  readonly form: Form
  /** True where lines mean nothing: archives. */
  readonly isBinary?: boolean
  /** Asked once, when it is its turn. */
  seeds(): readonly string[] | Promise<readonly string[]>
  /** How its inputs are changed, where not every change is allowed. */
  readonly mutate?: Mutator
  /** Whether any of its lines may be left out all the same, to find the smallest input. */
  readonly shrinks?: boolean
  /** Words that mean something to it, beside those of its seeds. */
  readonly words?: readonly string[]
  /** Milliseconds that any input may take, however short, where that is more than usual. */
  readonly anyMs?: number
  /** Longer inputs are cut. */
  readonly longest?: number
  run(input: string): Outcome | Promise<Outcome>
  /** What is timed when a run seems slow: it without its laws, where they take long. */
  alone?(input: string): unknown
}

/** What targets are made of. */
export interface Seeds {
  readonly bundles: readonly SeedBundle[]
  readonly lines: readonly string[]
  /** What is left of them when their wrappings are taken off. */
  readonly texts: readonly string[]
}

/** A law that does not hold. */
export class Broken extends Error {
  constructor(law: string, detail = '') {
    super(detail === '' ? law : `${law}: ${detail}`)
    this.name = 'Broken'
  }
}

export function must(holds: boolean, law: string, detail: () => string = () => ''): void {
  if (!holds) throw new Broken(law, detail())
}
