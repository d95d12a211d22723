const UNITS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
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
const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d{1,3})|(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE])?)$/

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
  const unit = exponent === undefined ? UNITS[suffix] : 1
  if (unit === undefined) return null
  const value = Number(`${digits}${exponent ?? ''}`) * unit
  if (!Number.isFinite(value)) return null
  // The product of decimals with a factor such as 0.001 is off by a few parts in 10^16, which must not add a byte.
  const nearest = Math.round(value)
  const whole = Math.abs(value - nearest) <= Math.abs(value) * 1e-12 ? nearest : Math.ceil(value)
  return whole === 0 ? 0 : whole
}
