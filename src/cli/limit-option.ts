import { parseQuantity } from '../model/quantity.ts'
import { ARCHIVE_LIMITS, type ArchiveLimits } from '../node/limits.ts'
import { UsageError } from './complain.ts'

/** Caps that can be raised or lowered, by the names that problems call them. */
const NAMES = ['depth', 'ratio', 'totalBytes', 'members', 'heldBytes'] as const
type LimitName = (typeof NAMES)[number]

/** Archives are opened one in another, each on the stack of the one around it. */
const DEEPEST = 100

const WHOLE = /^\d{1,16}(?:[KMGT]i)?$/

const isName = (text: string): text is LimitName => NAMES.some(name => name === text)

function limitValue(name: LimitName, text: string): number {
  const value = WHOLE.test(text) ? parseQuantity(text) : null
  const most = name === 'depth' ? DEEPEST : Number.MAX_SAFE_INTEGER
  if (value === null || value < 1 || value > most)
    throw new UsageError(
      `--limit: '${text}' is no whole number from 1 to ${most}. Write it as ${name}=${ARCHIVE_LIMITS[name]}.`,
    )
  return value
}

/** Only what was asked for; empty where nothing was. */
export function limitOption(given: readonly string[] = []): Partial<ArchiveLimits> {
  const limits: Partial<Record<LimitName, number>> = {}
  for (const text of given) {
    const at = text.indexOf('=')
    const name = text.slice(0, Math.max(0, at))
    if (!isName(name)) throw new UsageError(`--limit: '${text}' is none of ${NAMES.join(', ')}, as in members=2000000.`)
    limits[name] = limitValue(name, text.slice(at + 1))
  }
  return limits
}

/** All caps, for who opens a bundle; undefined where none was asked for. */
export const limitsOf = (given: Partial<ArchiveLimits>): ArchiveLimits | undefined =>
  Object.keys(given).length === 0 ? undefined : { ...ARCHIVE_LIMITS, ...given }

const GIB = 1024 ** 3
const shown = (value: number): string => (value % GIB === 0 ? `${value / GIB}Gi` : String(value))

/** For the help: what they are where nothing is said. */
export const LIMITS_HELP: string = NAMES.map(name => `${name}=${shown(ARCHIVE_LIMITS[name])}`).join(', ')
