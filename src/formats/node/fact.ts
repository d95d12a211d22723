import type { Fact, Severity } from '../../model/fact.ts'
import { lineSpan } from '../../model/line.ts'
import { NO_BOOT } from '../../model/node-log.ts'
import type { Body } from '../../model/reader.ts'
import { printable } from '../kubernetes/printable.ts'

/** What every fact of one line of a program has. */
export const lineFact = <K extends string>(kind: K, body: Body, title: string, severity: Severity): Fact<K> => ({
  kind,
  stamp: body.stamp,
  node: body.host,
  boot: NO_BOOT,
  title: printable(title),
  severity,
  evidence: [lineSpan(body.line)],
})
