import { type HeapExhausted, type HeapOwner, NO_SUBJECT } from '../../model/node-log.ts'
import type { Body, Message } from '../../model/reader.ts'
import { lineFact } from '../node/fact.ts'
import { HEAP_LINES, type HeapLine } from './heap-lines.ts'

const OWNERS: Readonly<Record<HeapOwner, string>> = {
  jvm: 'Java',
  v8: 'JavaScript',
  go: 'Go',
  python: 'Python',
  dotnet: '.NET',
  ruby: 'Ruby',
  php: 'PHP',
  cxx: 'A C++ program',
  postgres: 'PostgreSQL',
  mysql: 'MySQL',
  redis: 'Redis',
}

const factOf = (body: Body, { runtime, ranOut }: HeapLine, says: string): HeapExhausted => ({
  ...lineFact('app.out-of-memory', body, `${OWNERS[runtime]} got no more memory: ${says}`, 'warning'),
  runtime,
  ranOut,
  says: says.trim(),
  subject: NO_SUBJECT,
})

/** What a line of a program says of its own memory; of two ways that fit, the first. */
export function heapIn(body: Body): HeapExhausted | null {
  if (body.origin === 'kernel' || body.stamp.bootSeconds !== null) return null
  for (const line of HEAP_LINES) {
    const groups = line.words.exec(body.text)
    const says = groups?.slice(1).find(group => group !== undefined)
    if (says !== undefined) return factOf(body, line, says)
  }
  return null
}

/** A program that got no more memory, from its runtime or from the system. The kernel killed nothing by that. */
export const heapMessage: Message = {
  id: 'app-out-of-memory',
  cues: [...new Set(HEAP_LINES.flatMap(({ cues }) => cues))],
  read: heapIn,
}
