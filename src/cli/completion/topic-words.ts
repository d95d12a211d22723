import type { Topic } from '../../model/topic.ts'

/** A name as it is typed without quotes: `exit-code-137` for `exit code 137`, `incidents.limitBytes` for `incidents[].limitBytes`. */
const typed = (name: string): string => name.replaceAll('[]', '').replaceAll(' ', '-')

/** The words that a shell offers for topics. `oomlens explain` finds each of them. */
export const topicWords = (topics: readonly Topic[]): readonly string[] => [
  ...new Set(topics.map(({ name }) => typed(name))),
]
