const MINUTES = 60
const HOURS_OF_DAY = 24

/**
 * Abbreviations that today's tz database uses for one offset only, in hours. `CST`, `IST`, `PST` and `SST` are not among
 * them: China and Chicago, India, Ireland and Israel, Manila and Los Angeles share those.
 */
const HOURS: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 1,
  CET: 1,
  CEST: 2,
  EET: 2,
  EEST: 3,
  MSK: 3,
  PKT: 5,
  HKT: 8,
  JST: 9,
  KST: 9,
  AWST: 8,
  ACST: 9.5,
  ACDT: 10.5,
  AEST: 10,
  AEDT: 11,
  NZST: 12,
  NZDT: 13,
  EDT: -4,
  MDT: -6,
  PDT: -7,
  AKST: -9,
  AKDT: -8,
}

const NUMERIC = /^([+-])(\d\d):?(\d\d)?$/

/** Minutes east of Greenwich of `Z`, `CEST`, `+03`, `+0530` or `-03:30`; null where the name does not tell. */
export function zoneMinutes(printed: string): number | null {
  if (printed === 'Z') return 0
  const [, sign, hours = '0', minutes = '0'] = NUMERIC.exec(printed) ?? []
  if (sign !== undefined) {
    const isZone = Number(hours) < HOURS_OF_DAY && Number(minutes) < MINUTES
    return isZone ? (sign === '-' ? -1 : 1) * (Number(hours) * MINUTES + Number(minutes)) : null
  }
  const named = Object.hasOwn(HOURS, printed) ? HOURS[printed] : undefined
  return named === undefined ? null : named * MINUTES
}
