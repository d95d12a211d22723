import { encodingOf, unitBytes } from '../../model/encoding.ts'
import type { Line } from '../../model/line.ts'
import type { DocumentFormat } from '../../model/reader.ts'
import { linesOf } from '../kubectl/source-lines.ts'
import { byteOffsets } from '../kubernetes/byte-offsets.ts'
import { cgroupFileReader } from './cgroup-file.ts'
import { pressure } from './pressure.ts'
import { headLines, withoutMark } from './reader.ts'

/** Names of groups may hold colons (`…slice:cri-containerd:<id>`); the file's own name does not. */
const LINE = /^(\/sys\/fs\/cgroup\/(?:\S{0,1024}\/)?[\w.-]{1,80}):(.*)$/
const READERS = [cgroupFileReader, pressure]

/** A line without the name before it, at its own place. A byte that is not UTF-8 is another length in the text. */
function withoutName(line: Line, text: string, bytes: Uint8Array): Line {
  const units = line.text.length - text.length
  const isWide = unitBytes(encodingOf(bytes)) === 2
  const length = isWide ? units * 2 : byteOffsets(line.text, bytes.subarray(line.start, line.end))(units)
  return { ...line, start: line.start + length, text }
}

/** `grep . /sys/fs/cgroup/…/memory.*`: each line after the name of its file. */
export const cgroupList: DocumentFormat = {
  id: 'cgroup-list',
  matches(_, head) {
    const lines = headLines(withoutMark(head), 5)
    return lines.length > 0 && lines.slice(0, 5).every((line, at) => LINE.test(line) || at === 4)
  },
  *read({ path, bytes }) {
    let name = ''
    let held: Line[] = []
    function* flush() {
      const head = held.map(({ text }) => text).join('\n')
      const reader = READERS.find(each => each.matches(name, head))
      if (reader) yield* reader.read(held, name)
      held = []
    }
    for (const line of linesOf(path, bytes)) {
      const [, file = '', text = ''] = LINE.exec(line.text) ?? []
      if (file !== name) yield* flush()
      name = file
      if (file !== '') held.push(withoutName(line, text, bytes))
    }
    yield* flush()
  },
}
