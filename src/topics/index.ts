import type { Topic } from '../model/topic.ts'
import type { CauseText } from '../rules/rule.ts'
import { unknownText } from '../rules/unknown.ts'
import { causeTopics } from './causes.ts'
import { type FieldSchema, fieldTopics } from './fields.ts'
import { problemTopics } from './problems/index.ts'
import { termTopics } from './terms/index.ts'

/**
 * Everything that can be explained: the causes that are passed and the unknown one, problem codes, terms, and the fields of
 * the report by its schema, which are left out without it.
 */
export const topicsOf = (causes: readonly CauseText[], schema: FieldSchema = {}): readonly Topic[] => [
  ...causeTopics([...causes, unknownText]),
  ...problemTopics,
  ...termTopics,
  ...fieldTopics(schema),
]
