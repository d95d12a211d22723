import type { SeriesFormat } from '../../model/reader.ts'
import { newColumns } from './columns.ts'
import { type FileKind, fileKind } from './contents.ts'

const HEAD = /^@ (\d{1,10}(?:\.\d{1,9})?) (\/\S(?:.*\S)?)\s*$/

const BYTE_ORDER_MARK = /^\ufeff/

/** `@ 22.51 /proc/pressure/memory` and below it what the file held at that uptime, again and again. */
export const samples: SeriesFormat = {
  id: 'samples',
  matches: (_path, head) => HEAD.test(head.replace(BYTE_ORDER_MARK, '').split('\n', 1)[0] ?? ''),
  open(path) {
    const columns = newColumns({ path, node: null, clock: 'boot', zone: 'given' })
    const kinds = new Map<string, FileKind | null>()
    let [time, kind]: [number, FileKind | null] = [0, null]
    const kindOf = (file: string): FileKind | null => {
      const known = kinds.get(file)
      if (known !== undefined) return known
      const found = fileKind(file)
      kinds.set(file, found)
      return found
    }
    return {
      take(line) {
        const [, uptime, file] = HEAD.exec(line.text) ?? []
        if (uptime !== undefined && file !== undefined) {
          ;[time, kind] = [Number(uptime), kindOf(file)]
          return
        }
        if (kind === null) return
        for (const { metric, type, value } of kind.contents(line.text))
          columns.add(metric, kind.scope, type, time, value, line)
      },
      close: () => columns.series(),
    }
  },
}
