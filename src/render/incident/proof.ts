import type { Incident } from '../../model/report.ts'
import { quoted } from '../citation.ts'
import { beside, bodyColumn, type Page, several } from '../page.ts'

/** The lines that prove it. */
export function proofLines({ evidence }: Incident, page: Page): string[] {
  const indent = bodyColumn(page)
  return beside(
    page,
    'Proof',
    several(page, evidence, { most: 4, indent }, span => quoted(page, span, indent)),
  )
}
