import type { Topic } from '../../model/topic.ts'
import { PROBLEMS } from './table.ts'

/** The problem codes as topics. */
export const problemTopics: readonly Topic[] = Object.entries(PROBLEMS).map(([name, { means, usualCause, toDo }]) => ({
  group: 'problem',
  subject: null,
  name,
  title: null,
  aliases: [],
  parts: [
    { label: null, text: means },
    { label: 'Usual cause', text: usualCause },
    { label: 'What to do', text: toDo },
  ],
  values: [],
  sources: [],
}))
