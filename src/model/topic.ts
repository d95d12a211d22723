/** Kinds of what can be explained, in the order in which they are listed. */
export type TopicGroup = 'cause' | 'problem' | 'term' | 'field'

/** One paragraph about a topic; `label` says what it answers, and is null for what the topic is. */
export interface TopicPart {
  /** What it answers; null for what the topic is. */
  readonly label: string | null
  /** May hold code in backticks. */
  readonly text: string
}

/** Something that a report or a log says and that can be explained by itself. Texts may hold code in backticks. */
export interface Topic {
  /** What kind of thing it is. */
  readonly group: TopicGroup
  /** Under which it is listed within its group; null where the group has no parts. */
  readonly subject: string | null
  /** What it is asked for by, as it is written in reports and logs. */
  readonly name: string
  /** What it is, in one line; null where the first paragraph says it as briefly. */
  readonly title: string | null
  /** Other words for it. */
  readonly aliases: readonly string[]
  /** What is said of it, a paragraph each. */
  readonly parts: readonly TopicPart[]
  /** Words that a field may hold, each of which is explained by its description; empty for all other groups. */
  readonly values: readonly string[]
  /** Where the facts come from: man pages, files of the kernel's documentation or source, pages of Kubernetes. */
  readonly sources: readonly string[]
}
