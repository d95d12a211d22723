import type { Report } from '../model/report.ts'
import { printable } from '../render/printable.ts'
import type { Io } from './io.ts'
import { quoted } from './quoted.ts'

/** Says on a terminal that there is a way to step through what was just printed. Standard input cannot be read again. */
export function viewOffer(paths: readonly string[], { timeline }: Report, { stdout, terminal }: Io): string {
  if (!stdout.isTTY || paths.includes('-') || timeline.length === 0 || terminal() === null) return ''
  return `\noomlens view ${printable(paths.map(quoted).join(' '))} steps through the timeline.\n`
}
