import type { Problem } from '../model/problem.ts'
import type { ArchiveFormat } from './formats.ts'
import { damaged, unsupported } from './problems.ts'

/** What ended a compressed stream before its end, or stands behind it. */
export type Fault = 'cut' | 'corrupt' | 'checksum' | 'trailing' | 'dictionary' | 'window' | 'variant' | 'no-decoder'

const DAMAGE: Readonly<Partial<Record<Fault, string>>> = {
  cut: 'is cut short, or its checksum is wrong',
  corrupt: 'is damaged',
  checksum: 'has a wrong checksum, so its content may have been altered',
}

const UNREAD: Readonly<Partial<Record<Fault, string>>> = {
  dictionary: 'with a dictionary that is kept elsewhere',
  window: 'so that unpacking takes more memory than oomlens gives',
  variant: 'with rare options',
  'no-decoder': 'and WebAssembly does not run here',
}

/** Says what a fault means for a file, of which this many bytes came out before it. */
export function faultProblem(fault: Fault, format: ArchiveFormat, path: string, size: number): Problem {
  const came = `${size} bytes came out of it`
  if (fault === 'trailing')
    return damaged(path, `${path} is followed by bytes that are not ${format.id}, left out: ${came}`, 'warning')
  const damage = DAMAGE[fault]
  if (damage) return damaged(path, `${path} ${damage}: ${came}`)
  return unsupported(path, `${format.describes} ${UNREAD[fault]}`, format.unpackWith)
}
