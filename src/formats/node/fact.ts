import type { Fact, Severity } from '../../model/fact.ts'
import { lineSpan } from '../../model/line.ts'
import { NO_BOOT } from '../../model/node-log.ts'
import type { Body } from '../../model/reader.ts'
import { printable } from '../kubernetes/printable.ts'

/** What every fact of one line of a program has. */
export const lineFact = <K extends string>(kind: K, body: Body, title: string, severity: Severity): Fact<K> => ({
  kind,
  // Seconds since boot are of the kernel's clock, which a program's own time needs no help from.
  stamp: body.stamp.wall === null ? body.stamp : { ...body.stamp, bootSeconds: null },
  node: body.host,
  boot: NO_BOOT,
  title: printable(title),
  severity,
  evidence: [lineSpan(body.line)],
})
