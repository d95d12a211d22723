import { captureAt } from './date.ts'
import { baseName, type HostReader } from './reader.ts'

const TIME = /"timestamp"\s*:\s*(1\d{9})\b/

/** `started.json` and `finished.json` of a Prow job: when it began and ended, in seconds since 1970. */
export const prowJob: HostReader = {
  id: 'prow-job',
  matches: (name, head) =>
    /^(?:started|finished)\.json$/.test(baseName(name)) && /^\s*\{/.test(head) && TIME.test(head.slice(0, 4096)),
  *read(lines) {
    for (const line of lines) {
      const seconds = TIME.exec(line.text)?.[1]
      if (seconds === undefined) continue
      yield captureAt(line, Number(seconds) * 1000)
      return
    }
  },
}
