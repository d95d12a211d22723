import type { Line } from '../../model/line.ts'
import { lineSpan } from '../../model/line.ts'
import type { ContainerExit, NodeIdentity } from '../../model/node-log.ts'
import { NO_BOOT } from '../../model/node-log.ts'
import type { DocumentFormat } from '../../model/reader.ts'
import { NO_STAMP } from '../../model/stamp.ts'
import { withoutMark } from '../host/reader.ts'
import { linesOf } from '../kubectl/source-lines.ts'
import { printable } from '../kubernetes/printable.ts'
import { isSandboxName, namedByDocker } from '../node/docker-events.ts'
import { idOf, type Named, subjectOf, titleOf } from '../node/subject.ts'

/** `docker ps -a`, `podman ps -a`; `crictl ps -a`, where cri-tools before 1.26 print no pod, and before 1.30 no namespace. */
const HEAD =
  /^CONTAINER ID +IMAGE +COMMAND +CREATED +STATUS +PORTS +NAMES\s*$|^CONTAINER(?: ID)? +IMAGE +CREATED +STATE +NAME +ATTEMPT +POD ID\b/
/** A command that was typed may stand above the table, and warnings of crictl about its endpoint. */
const MOST_ABOVE = 5
const EXITED = /^Exited \((\d{1,3})\)/

type Cells = (name: string) => string | null

/** Cells by the heads above them: programs for tables pad every column to the width of its longest cell. */
function cellsOf(head: string, text: string): Cells {
  const starts = [...head.matchAll(/\S+(?: \S+)*/g)].map(match => [match[0], match.index] as const)
  return name => {
    const at = starts.findIndex(([title]) => title === name)
    const from = starts[at]?.[1]
    return from === undefined ? null : text.slice(from, starts[at + 1]?.[1]).trim() || null
  }
}

/** What the row names. Podman writes one name, docker several where containers are linked. */
function namedIn(cells: Cells): Named {
  const id = cells('CONTAINER ID') ?? cells('CONTAINER')
  const byDocker = cells('NAMES')?.split(',', 1)[0]
  if (byDocker !== undefined) {
    return { ...namedByDocker(byDocker), id, sandboxId: isSandboxName(byDocker) ? id : null }
  }
  return { id, container: cells('NAME'), pod: cells('POD'), namespace: cells('NAMESPACE'), sandboxId: cells('POD ID') }
}

function rowOf(head: string, line: Line): ContainerExit | NodeIdentity | null {
  const cells = cellsOf(head, line.text)
  const named = namedIn(cells)
  const subject = subjectOf(named)
  if (idOf(named.id) === null || subject.container?.name == null) return null
  const fact = {
    stamp: NO_STAMP,
    node: null,
    boot: NO_BOOT,
    evidence: [lineSpan(line)],
    by: 'runtime',
    subject,
  } as const
  const code = EXITED.exec(cells('STATUS') ?? '')?.[1]
  if (code === undefined || code === '0')
    return { kind: 'node.identity', ...fact, title: printable(`A table names ${titleOf(subject)}`), severity: 'info' }
  return {
    kind: 'node.exit',
    ...fact,
    title: printable(`${titleOf(subject)} exited with ${code}`),
    severity: 'warning',
    exitCode: Number(code),
    exitedAtMs: null,
    role: named.sandboxId === named.id ? 'sandbox' : 'container',
    // Neither program prints the flag here.
    oomKilled: null,
    limitBytes: null,
  }
}

const headIn = (texts: readonly string[]): number =>
  texts.slice(0, MOST_ABOVE + 1).findIndex(text => HEAD.test(withoutMark(text).trimEnd()))

/**
 * Tables of containers by docker, podman and crictl: they name containers by the beginning of their IDs, and those of docker
 * and podman say with which code each ended, not why and hardly when.
 */
export const containerTable: DocumentFormat = {
  id: 'container-table',
  matches: (_path, head) => headIn(head.split('\n', MOST_ABOVE + 1)) >= 0,
  *read({ path, bytes }) {
    const lines = linesOf(path, bytes)
    const at = headIn(lines.map(({ text }) => text))
    const head = withoutMark(lines[at]?.text ?? '')
    for (const line of at < 0 ? [] : lines.slice(at + 1)) {
      const row = rowOf(head, line)
      if (row) yield row
    }
  },
}
