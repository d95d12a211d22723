import type { Report } from '../model/report.ts'
import { cited } from './citation.ts'
import { entry, type Page, section } from './page.ts'
import { say } from './piece.ts'

/** What looks bad and is not. */
export const healthyLines = ({ healthy }: Report, page: Page): string[] =>
  section(
    page,
    'Healthy',
    healthy.flatMap(({ finding, evidence }) => entry(page, [say(finding), ...cited(page, evidence)])),
  )
