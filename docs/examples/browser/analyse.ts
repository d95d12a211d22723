import { analyze, type Bundle, outputs, unpacked } from 'oomlens'
import type { Dropped } from './dropped-files.ts'

async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value
}

/** What was dropped as a case: a lone folder is its root, a lone file, which may be an archive, is the case itself. */
export function bundleOfFiles(files: readonly Dropped[]): Bundle {
  const first = files[0]?.path ?? ''
  const root = first.slice(0, first.indexOf('/') + 1)
  const isOne = root === '' ? files.length === 1 : files.every(({ path }) => path.startsWith(root))
  return {
    name: isOne ? first.split('/', 1).join() : 'dropped files',
    async *members() {
      for (const { path, file } of files)
        yield { path: isOne ? path.slice(root.length) : path, sizeBytes: file.size, bytes: () => chunksOf(file) }
    },
  }
}

/** The answer in one sentence, and the whole report as text. */
export interface Answer {
  readonly headline: string
  readonly text: string
}

/** Reads the files where they are: nothing is sent anywhere. */
export async function answerOf(files: readonly Dropped[]): Promise<Answer> {
  const report = await analyze(unpacked(bundleOfFiles(files)), { timezone: 'UTC' })
  const text = outputs.find(({ id }) => id === 'text')
  return { headline: report.headline, text: text?.write(report, { width: 100, color: false, verbose: false }) ?? '' }
}
