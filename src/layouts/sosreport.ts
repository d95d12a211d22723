import type { Layout } from '../model/reader.ts'
import { folderLayout, folderName, ROOT } from './folder-layout.ts'

/** `sosreport-<host>[-label][-case]-YYYY-MM-DD-xxxxxxx[-obfuscated]`, older `sosreport-<host>.<case>-YYYYMMDDHHMMSS`. */
const NAMED = /^(?:sosreport|sos)-(.+?)(?:-\d{4}-\d\d-\d\d-[a-z]{7}(?:-obfuscated)?|(?:\.[^.]+)?-\d{14})$/

/**
 * sos report: one machine, files under their own paths and output of commands in `sos_commands`. `sos collect` puts
 * several into one archive, each of them a root of its own. The `hostname` file tells the name better than the folder,
 * which may hold a label and a case number as well.
 */
export const sosreport: Layout = folderLayout({
  id: 'sosreport',
  mark: new RegExp(`${ROOT}(?:sos_commands|sos_logs|sos_reports)/`),
  roleOf: (_, root) => ({
    machine: root,
    machineName: NAMED.exec(folderName(root))?.[1] ?? (folderName(root) || null),
  }),
})
