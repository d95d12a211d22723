import type { HeapExhausted, HeapOwner } from '../../model/node-log.ts'
import type { Body, Message } from '../../model/reader.ts'
import { lineFact } from '../node/fact.ts'
import { subjectOf } from '../node/subject.ts'
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
  rust: 'A Rust program',
  erlang: 'Erlang',
  perl: 'Perl',
  gcc: 'The compiler',
  program: 'A program',
  postgres: 'PostgreSQL',
  mysql: 'MySQL',
  redis: 'Redis',
}

/** The pod and the container that `kubectl logs --prefix` names. */
const PREFIX = /^\[pod\/([a-z0-9.-]{1,253})\/([a-z0-9-]{1,63})\] /

const factOf = (body: Body, { runtime, ranOut }: HeapLine, says: string): HeapExhausted => {
  const [, pod, container] = PREFIX.exec(body.line.text) ?? []
  return {
    ...lineFact('app.out-of-memory', body, `${OWNERS[runtime]} got no more memory: ${says}`, 'warning'),
    runtime,
    ranOut,
    says: says.trim(),
    subject: subjectOf({ pod, container }),
  }
}

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
