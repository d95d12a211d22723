/** The commands of a fleet, which take processes and hashes. Loaded when one of them is given. */
export { fleetCommand } from './fleet.ts'
export { mergeCommand } from './merge.ts'
export { summaryCommand } from './summary.ts'
