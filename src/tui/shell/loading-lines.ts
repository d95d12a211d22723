import { formatBytes } from '../../model/bytes.ts'
import type { Progress } from '../../model/options.ts'
import { clip } from '../../render/display-width.ts'
import { printable } from '../../render/printable.ts'
import { inkOf } from '../frame/ink.ts'
import type { Look, Size } from '../state/state.ts'

/** What is seen until the analysis is ready: how far it has come, in which file, and what it has found. */
export function loadingLines(name: string, progress: Progress | null, size: Size, look: Look): readonly string[] {
  const ink = inkOf(look)
  const words =
    progress === null
      ? ['opening', '', '']
      : progress.phase === 'concluding'
        ? ['joining what was found', '', `${progress.events} events in ${formatBytes(progress.bytes)}`]
        : [
            `reading ${printable(progress.path)}`,
            '',
            `${formatBytes(progress.bytes)}, ${progress.events} event${progress.events === 1 ? '' : 's'} so far`,
          ]
  const lines = [
    `${ink.bold(clip(printable(name), size.columns - 1))}`,
    '',
    ...words.map(word => clip(word, size.columns - 1)),
  ]
  const fill = Array.from({ length: Math.max(0, size.rows - lines.length - 1) }, () => '')
  return [...lines, ...fill, ink.dim('q leaves')].slice(0, size.rows)
}
