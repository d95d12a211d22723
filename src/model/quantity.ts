/** Fractions are divided by, since a factor of 0.001 is none that a computer holds exactly. */
const FRACTIONS: Readonly<Record<string, number>> = { n: 1e9, u: 1e6, m: 1e3 }

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
}

// `1E` is an exa, `1E3` and `1e3` are exponents: the exponent needs a digit after it.
const QUANTITY = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:([eE][+-]?\d{1,3})|(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE])?)$/

function wholeUp(value: number, tolerance: number): number | null {
  if (!Number.isFinite(value)) return null
  const nearest = Math.round(value)
  const whole = Math.abs(value - nearest) <= Math.abs(value) * tolerance ? nearest : Math.ceil(value)
  return whole === 0 ? 0 : whole
}

/**
 * A Kubernetes quantity as a number, or null for anything that is none.
 *
 * For memory the number is bytes. The form `128974848000m` (milli-bytes) is legal and rounded up, as Kubernetes itself
 * does when it asks a quantity for whole units.
 */
export function parseQuantity(text: string): number | null {
  const match = QUANTITY.exec(text)
  if (!match) return null
  const [, digits = '', exponent, suffix = ''] = match
  const number = Number(`${digits}${exponent ?? ''}`)
  const divisor = exponent === undefined ? FRACTIONS[suffix] : undefined
  if (divisor !== undefined) return wholeUp(number / divisor, 0)
  const unit = exponent === undefined ? UNITS[suffix] : 1
  // The product of a decimal such as 1.1 with its unit is off by a few parts in 10^16, which must not add a byte.
  return unit === undefined ? null : wholeUp(number * unit, 1e-12)
}
