import schema from '../../docs/report.schema.json' with { type: 'json' }
import type { Topic } from '../model/topic.ts'
import { rules } from '../rules/index.ts'
import { topicsOf } from '../topics/index.ts'

/** What `oomlens explain` knows. */
export const topics: readonly Topic[] = topicsOf(rules, schema)
