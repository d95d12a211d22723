/** Headlines of incidents, with nothing else known but what a test says. */
import { type HeadlineFacts, headlineOf } from '../../../src/engine/report/headline.ts'
import type { Incident } from '../../../src/model/report.ts'
import { incident } from '../../rules/cases.ts'

export const CART = { namespace: 'shop', name: 'cart-0', uid: 'u1' }
export const ID = 'c0ffee00'.repeat(8)

export const headline = (all: readonly Incident[], facts: Partial<HeadlineFacts> = {}): string =>
  headlineOf(all, {
    hasKernelLog: true,
    hasUnread: false,
    hidden: 0,
    mayBeTwice: 0,
    killOf: () => null,
    isOfRuntime: () => false,
    counted: null,
    untold: [],
    pressed: null,
    unitsOf: () => [],
    heaps: [],
    thrashing: [],
    isSpared: () => false,
    ...facts,
  })
/** Of one incident. */
export const of = (parts: Partial<Incident>, facts: Partial<HeadlineFacts> = {}) => headline([incident(parts)], facts)
