import type { CommandShape } from './shape.ts'
import { bashScript } from './bash.ts'
import { fishScript } from './fish.ts'
import { zshScript } from './zsh.ts'

export { shapeOf } from './shape.ts'
export { topicWords } from './topic-words.ts'

/** The script that completes a program of this shape, by the name of the shell. */
export const SCRIPTS: Readonly<Record<string, (root: CommandShape) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
}
