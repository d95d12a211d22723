import type { Body } from '../../model/reader.ts'

/** rsyslog writes a newline inside a record as its octal code. */
const NEWLINE = '#012'

/** A record with `text` for its message, as one body for each line of that. What follows has no stamp of printk of its own. */
export const recordLines = (record: Omit<Body, 'text'>, text: string): readonly Body[] =>
  text.split(NEWLINE).map((each, index) => ({ ...record, text: each, continues: index > 0 }))
