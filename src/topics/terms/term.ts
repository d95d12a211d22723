/** A word of the kernel, of Kubernetes or of the field. */
export interface Term {
  readonly name: string
  /** What it is, in a few words. */
  readonly title: string
  readonly aliases: readonly string[]
  /** Two to four sentences. */
  readonly text: string
  readonly sources: readonly string[]
}
