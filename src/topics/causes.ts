import type { Confidence } from '../model/report.ts'
import type { Topic } from '../model/topic.ts'
import type { CauseText } from '../rules/rule.ts'

const ORDER: readonly Confidence[] = ['certain', 'likely', 'possible']

/** What makes a cause how sure, from the surest. */
export const criteriaOf = ({ criteria }: CauseText): readonly (readonly [Confidence, string])[] =>
  ORDER.flatMap(confidence => {
    const text = criteria[confidence]
    return text === undefined ? [] : [[confidence, text] as const]
  })

function topicOf(cause: CauseText): Topic {
  const { id, title, explains, grounds, remedy } = cause
  return {
    group: 'cause',
    subject: null,
    name: id,
    title,
    aliases: id.includes(':') ? [id.slice(id.indexOf(':') + 1)] : [],
    parts: [
      { label: null, text: explains },
      { label: 'Grounds', text: grounds },
      ...criteriaOf(cause).map(([confidence, text]) => ({ label: capital(confidence), text })),
      { label: 'What to do', text: remedy },
    ],
    values: [],
    sources: [],
  }
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** The causes that are passed, as topics. */
export const causeTopics = (causes: readonly CauseText[]): readonly Topic[] => causes.map(topicOf)
