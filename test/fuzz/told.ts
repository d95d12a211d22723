import { writeFileSync } from 'node:fs'
import { type Finding, kindOf } from './loop.ts'
import { shrink } from './shrink.ts'
import type { Target } from './target.ts'

/** Writes the smallest input in which the same goes wrong to a file, and says what it is. */
export async function told(target: Target, { input, error }: Finding, file: string): Promise<string> {
  const kind = kindOf(error)
  const failsAlike = async (text: string): Promise<boolean> => {
    try {
      await target.run(text)
      return false
    } catch (thrown) {
      return kindOf(thrown as Error) === kind
    }
  }
  const isTime = error.message.startsWith('takes too long')
  // Of what may lose some parts only, no part is left out.
  const least =
    isTime || (target.mutate && !target.shrinks) || !(await failsAlike(input))
      ? input
      : await shrink(input, failsAlike, 1500, !target.mutate)
  writeFileSync(file, Buffer.from(least, target.form === 'bytes' ? 'latin1' : 'utf8'))
  return `  ${error.stack?.split('\n').slice(0, 4).join('\n  ')}\n  ${file}: ${JSON.stringify(least.slice(0, 400))}`
}
