import type { RecordFormat } from '../../model/reader.ts'
import { backwards } from './backwards.ts'
import { journalExport } from './journal-export.ts'
import { journalVerbose } from './journal-verbose.ts'
import { cloudYaml } from './cloud-yaml.ts'
import { csv } from './csv.ts'
import { hardWrapped } from './hard-wrapped.ts'
import { html } from './html.ts'
import { json } from './json.ts'
import { jsonStrings } from './json-strings.ts'
import { loki } from './loki.ts'
import { prefixed } from './prefixed.ts'
import { pstore } from './pstore.ts'
import { quotedPrintable } from './quoted-printable.ts'
import { eitherWay } from './reversed.ts'

/** Logs whose records take several lines each; the first that matches a source reads it. */
export const records: readonly RecordFormat[] = [
  pstore,
  eitherWay(journalExport),
  eitherWay(journalVerbose),
  loki,
  jsonStrings,
  eitherWay(json),
  eitherWay(cloudYaml),
  eitherWay(csv),
  backwards,
  quotedPrintable,
  html,
  hardWrapped,
  eitherWay(prefixed),
]
