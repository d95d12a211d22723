import type { Topic } from '../../model/topic.ts'
import { TERMS } from './table.ts'

/** The glossary as topics. */
export const termTopics: readonly Topic[] = Object.entries(TERMS).flatMap(([subject, terms]) =>
  terms.map(({ name, title, aliases, text, sources }) => ({
    group: 'term',
    subject,
    name,
    title,
    aliases,
    parts: [{ label: null, text }],
    values: [],
    sources,
  })),
)
