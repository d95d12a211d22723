/** A command as it is typed, and what it is for. */
export interface Example {
  readonly command: string
  readonly does: string
}

/** What the help of a command says below its options. */
export interface HelpText {
  readonly examples: readonly Example[]
  /** Paragraphs. */
  readonly notes: readonly string[]
  /** Statuses that it exits with, and when. */
  readonly exits: readonly (readonly [status: string, when: string])[]
}
