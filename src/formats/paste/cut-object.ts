import type { Found } from '../../model/reader.ts'
import type { Capture } from '../kubernetes/capture.ts'
import type { Places } from '../kubernetes/place.ts'
import { endings } from '../kubernetes/summary.ts'
import type { Range } from '../kubernetes/value.ts'
import { readBraced } from './braced.ts'
import { fragmentFacts } from './fragment-facts.ts'

/** Longer objects than the API stores are no objects. */
const MAX_OBJECT = 2 * 1024 * 1024

/**
 * What the one object of a text shows before the text ends in the middle of it: no more than a kill, which stands in one
 * place. Strings of JSON have no line ends, so that nothing in it can imitate that.
 */
export function* cutObject(text: string, { start, end }: Range, places: Places, capture: Capture): Iterable<Found> {
  if (end - start > MAX_OBJECT) return
  const reading = { places, capture, pod: { name: null, namespace: null } }
  for (const root of readBraced(text.slice(start, end), unit => start + unit)) {
    for (const found of fragmentFacts(root, reading)) {
      const isKill = 'kind' in found && found.kind === 'kube.pod' && found.containers.flatMap(endings).length > 0
      if (isKill) yield found
    }
  }
}
