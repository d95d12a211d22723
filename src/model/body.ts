import type { Line } from './line.ts'
import type { Body } from './reader.ts'
import { NO_STAMP } from './stamp.ts'

/** A text of a line that nothing was taken off yet: neither its time nor its writer is known. */
export const bareBody = (line: Line, text: string): Body => ({
  line,
  text,
  stamp: NO_STAMP,
  host: null,
  ident: null,
  caller: null,
  origin: 'unknown',
  envelopes: [],
  continues: false,
})
