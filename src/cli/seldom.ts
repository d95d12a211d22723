/** What few commands need, and not the one that is given at 2 AM. Loaded as one, since every file more makes each start longer. */
export { SCRIPTS, shapeOf, topicWords } from './completion/index.ts'
export { fleetCommand } from './fleet/fleet.ts'
export { mergeCommand } from './fleet/merge.ts'
export { summaryCommand } from './fleet/summary.ts'
export { topics } from './topics.ts'
