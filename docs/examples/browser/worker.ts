import { answerOf } from './analyse.ts'
import type { Dropped } from './dropped-files.ts'

// Files are handed over as they are, without a copy of their content.
addEventListener('message', async ({ data }: MessageEvent<readonly Dropped[]>) => postMessage(await answerOf(data)))
