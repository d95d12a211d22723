/** What a line of a log begins with, where something else may stand before it. */
const LOG_LINE = [
  // printk, with its priority or without
  '(?:<\\d{1,3}>)?\\[ {0,7}\\d{1,10}\\.\\d{6}\\]',
  // dmesg -T
  '\\[\\p{L}{2,5}\\.? +\\p{L}{2,6}\\.? +\\d{1,2} \\d\\d:\\d\\d:\\d\\d \\d{4}\\]',
  // traditional syslog, with the name of a machine and of a program
  '[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})? [\\w.-]{1,255} [\\w./()-]{1,64}(?:\\[\\d{1,10}\\])?: ',
].join('|')

/** As long as the heads are that log shippers and terminals put before a line. */
const MAX_PREFIX = 160
const START = new RegExp(`^(.{1,${MAX_PREFIX}}?)(?=${LOG_LINE})`, 'u')
const BEGINS = new RegExp(
  `^[\\s>]{0,40}(?:${LOG_LINE}|\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d|\\d{1,5},\\d{1,20},\\d{1,20}[,;])`,
  'u',
)
const MONTH = /(?<![A-Za-z])(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?![A-Za-z])/g
const WEEKDAY = /(?<![A-Za-z])(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?![A-Za-z])/g
/** Blanks and the signs of a mail that quotes another are taken off every line. */
const MARGIN = /^[\s>]*$/
const COLOUR = /\u001b/
const SPECIAL = /[.*+?^${}()|[\]\\/]/g

/** True for a line that begins as lines of a log do, also where it is indented or quoted. */
export const beginsLog = (text: string): boolean => BEGINS.test(text)

/** What stands before the first thing in a text that begins a line of a log; null where nothing does, or nothing stands before. */
export function prefixOf(text: string): string | null {
  const prefix = START.exec(text)?.[1] ?? ''
  return MARGIN.test(prefix) || COLOUR.test(prefix) ? null : prefix
}

/**
 * An expression for prefixes that differ in numbers, months and weekdays only: `worker-3 | `, `   12\t`,
 * `2026-01-15 08:30:10.123 UTC `. Words are part of the shape: two machines have two.
 */
export const shapeOf = (prefix: string): string =>
  prefix
    .replace(SPECIAL, '\\$&')
    .replace(MONTH, '[A-Z][a-z][a-z]')
    .replace(WEEKDAY, '[A-Z][a-z][a-z]')
    .replace(/(?<!\{)(?:(?<![ \t])[ \t]+)?\d+/g, (match, at: number, whole: string) => {
      if (!/^[ \t]/.test(match)) return '\\d+'
      // Between two numbers there is a blank at least: else it could not be told where one ends.
      return /\d/.test(whole.charAt(at - 1)) ? '[ \\t]+\\d+' : '[ \\t]*\\d+'
    })
