import type { Incident } from '../../model/report.ts'
import type { Act } from '../incident/act.ts'

/** One incident of a group, with the act that it tells of. */
export interface Member {
  readonly act: Act
  readonly incident: Incident
}

export type Members = readonly [Member, ...Member[]]

/** Half of the values are not above it; null for none. */
export const medianOf = (values: readonly number[]): number | null =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null

/** Without spreading: a list may be too long for the arguments of a call. */
export const leastOf = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity)
export const mostOf = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity)

export const isKnown = <T>(value: T | null): value is T => value !== null
