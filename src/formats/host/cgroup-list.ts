import { type Encoding, encodingOf, unitBytes } from '../../model/encoding.ts'
import type { Line } from '../../model/line.ts'
import type { DocumentFormat } from '../../model/reader.ts'
import { linesOf } from '../kubectl/source-lines.ts'
import { cgroupFileReader } from './cgroup-file.ts'
import { pressure } from './pressure.ts'
import { headLines, withoutMark } from './reader.ts'

/** Names of groups may hold colons (`…slice:cri-containerd:<id>`); the file's own name does not. */
const LINE = /^(\/sys\/fs\/cgroup\/(?:\S{0,1024}\/)?[\w.-]{1,80}):(.*)$/
const READERS = [cgroupFileReader, pressure]

/** A line without the name before it, at its own place. */
function withoutName(line: Line, text: string, encoding: Encoding): Line {
  const name = line.text.slice(0, line.text.length - text.length)
  const bytes = encoding === 'utf-8' ? new TextEncoder().encode(name).length : name.length * unitBytes(encoding)
  return { ...line, start: line.start + bytes, text }
}

/** `grep . /sys/fs/cgroup/…/memory.*`: each line after the name of its file. */
export const cgroupList: DocumentFormat = {
  id: 'cgroup-list',
  matches(_, head) {
    const lines = headLines(withoutMark(head), 5)
    return lines.length > 0 && lines.slice(0, 5).every((line, at) => LINE.test(line) || at === 4)
  },
  *read({ path, bytes }) {
    const encoding = encodingOf(bytes)
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
      if (file !== '') held.push(withoutName(line, text, encoding))
    }
    yield* flush()
  },
}
