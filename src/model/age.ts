import type { Age } from './stamp.ts'

/**
 * How an age was printed. `fine`: two units where they matter, since Kubernetes 1.12 (server for tables, kubectl for
 * describe). `short`: one unit only, before that.
 */
export type AgeStyle = 'fine' | 'short'

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, y: 31_536_000 }

const DURATION = /^(?:\d{1,9}[smhdy]){1,3}$/

interface Part {
  readonly amount: number
  readonly unit: string
}

function partsOf(text: string): readonly Part[] | null {
  if (!DURATION.test(text)) return null
  return (text.match(/(?<!\d)\d+[smhdy]/g) ?? []).map(part => ({
    amount: Number(part.slice(0, -1)),
    unit: part.slice(-1),
  }))
}

/** A lone `2m` of the fine style means 2m0s: the second unit is dropped only where it is zero, or too small to print. */
function fineUnit(amount: number, unit: string): string {
  if (unit === 'm') return amount >= 2 && amount < 10 ? 's' : 'm'
  if (unit === 'h') return amount >= 3 && amount < 8 ? 'm' : 'h'
  if (unit === 'd') return amount >= 2 && amount < 8 ? 'h' : 'd'
  if (unit === 'y') return amount >= 2 && amount < 8 ? 'd' : 'y'
  return unit
}

/**
 * The age that a Kubernetes table prints (`3m1s`, `47h`, `2y3d`), rounded down as the writer does. Null for
 * `<unknown>`, `<invalid>` and anything else that is no duration.
 */
export function humanDuration(text: string, style: AgeStyle = 'fine'): Age | null {
  const parts = partsOf(text)
  const last = parts?.at(-1)
  if (!parts || !last) return null
  const seconds = parts.reduce((sum, part) => sum + part.amount * (SECONDS[part.unit] ?? 0), 0)
  const unit = parts.length > 1 || style === 'short' ? last.unit : fineUnit(last.amount, last.unit)
  return { seconds, unitSeconds: SECONDS[unit] ?? 1 }
}

/** True for an age that only the short style prints: `1m`, `2h`, `1d`. */
export function isShortAge(text: string): boolean {
  const parts = partsOf(text)
  const [only] = parts ?? []
  if (!only || parts?.length !== 1) return false
  const { amount, unit } = only
  return (unit === 'm' && amount < 2) || (unit === 'h' && amount < 3) || (unit === 'd' && amount < 2)
}
