import type { KubeEvent } from '../../model/kubernetes.ts'
import type { Found } from '../../model/reader.ts'
import { kubernetesStamp } from '../../model/stamp.ts'
import { eventOf } from '../kubectl/kube-event.ts'
import { forgedRows } from '../kubectl/text-problem.ts'
import { parseRfc3339 } from '../kubernetes/rfc3339.ts'
import { entryOf } from './described-lines.ts'
import { eventRow, type PastedEvent } from './event-row.ts'
import type { Source } from './excerpt-pod.ts'
import type { PastedLine } from './pasted-line.ts'
import type { Run } from './runs.ts'

/** Reasons that only events about a node have, and such about a pod, where the columns do not say what they are about. */
const OF_NODES =
  /^(?:SystemOOM|\w*OOMKilling|NodeOOM|Node[A-Z]\w+|EvictionThresholdMet|Rebooted|TaskHung|KernelOops|ContainerGCFailed|ImageGCFailed|FreeDiskSpaceFailed|InvalidDiskCapacity)$/
const OF_PODS =
  /^(?:Evicted|BackOff|Killing|Unhealthy|Scheduled|FailedScheduling|Pulled|Pulling|Created|Started|Failed|ExceededGracePeriod|Preempting|Preempted|PreviousContainerWasOOMKilled|ContainerTerminatedOOMKilled|OOM|OutOfmemory|SandboxChanged|FailedMount)$/

const kindBy = (reason: string): string => (OF_NODES.test(reason) ? 'Node' : OF_PODS.test(reason) ? 'Pod' : '')

/** What the text around the rows says of the object that they are about. */
interface About {
  readonly kind: string | null
  readonly namespace: string | null
  readonly name: string | null
  readonly node: string | null
}

const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/

function aboutOf({ command, lines }: Run): About {
  const values = new Map<string, string>()
  for (const line of lines) {
    const entry = entryOf(line)
    if (entry?.key === 'Events') break
    if (entry && !values.has(entry.key)) values.set(entry.key, entry.value)
  }
  const value = (key: string): string | null => {
    const found = values.get(key)
    return found !== undefined && NAME.test(found) ? found : null
  }
  const isNode = values.has('Allocated resources') || values.has('Non-terminated Pods') || values.has('System Info')
  const isPod = values.has('QoS Class') || values.has('Controlled By') || values.has('Last State')
  const kind = command?.kind ?? (isNode ? 'node' : isPod ? 'pod' : null)
  return {
    kind: kind === 'node' ? 'Node' : kind === 'pod' ? 'Pod' : null,
    namespace: value('Namespace') ?? command?.namespace ?? null,
    name: command?.name ?? (kind === null ? null : value('Name')),
    node: value('Node'),
  }
}

function objectOf({ object, cells }: PastedEvent, about: About): NonNullable<PastedEvent['object']> {
  const kind = object?.kind || kindBy(cells.reason) || about.kind || ''
  if (object?.name != null)
    return { ...object, kind, namespace: kind === 'Node' ? null : (object.namespace ?? about.namespace) }
  const isAbout = about.kind === kind
  const namespace = kind === 'Node' ? null : (object?.namespace ?? (isAbout ? about.namespace : null))
  return { kind, namespace, name: isAbout && object === null ? about.name : null }
}

/** Events that tell of a kill, or of a death that looks like one. */
const KILLS = /OOM|^Evicted$/

/** Two lines of the kernel in one message, as node-problem-detector sent them for old kernels. */
const MORE = /^\s*Killed process \d/

function factOf(
  row: PastedEvent,
  about: About,
  lines: readonly [PastedLine, ...PastedLine[]],
  source: Source,
): KubeEvent {
  const [first, ...more] = lines
  const object = objectOf(row, about)
  const message = [row.cells.message, ...more.map(line => line.text.trim())].join('\n')
  const event = eventOf({ ...row.cells, message, object }, [source(first), ...more.map(source)], {
    style: 'fine',
    agesAreFirst: false,
    node: object.kind === 'Pod' ? about.node : null,
  })
  const time = row.time === null ? null : parseRfc3339(row.time)
  return time === null ? event : { ...event, stamp: kubernetesStamp(time.epochMs, time.resolutionSeconds) }
}

/** A description and `kubectl events` print messages raw; a table of the server cuts them at the end of their line. */
const mayRunOn = ({ object }: PastedEvent): boolean => object === null || /^[A-Z]/.test(object.kind)

function aligned(a: PastedEvent, b: PastedEvent): boolean {
  const shared = Math.min(a.starts.length, b.starts.length)
  return a.starts.slice(0, shared).every((start, at) => start === b.starts[at])
}

const HEADER = /^\s*(?:NAMESPACE\s+)?LAST SEEN\b|^\s*Type\s+Reason\b|^\s*---[\s-]*$/

/** Rows of events in a paste. Below the end of a message that runs on, a row must stand with the others of its run. */
export function* eventPieces(run: Run, source: Source): Iterable<Found> {
  const { lines } = run
  const rows = lines.map(line => (line.isBlank ? null : eventRow(line)))
  if (rows.every(row => row === null)) return
  const named = aboutOf(run)
  const nameless = aboutOf({ ...run, command: null })
  const forged: PastedLine[] = []
  const ends: (PastedEvent | null)[] = []
  for (let at = rows.length - 1; at >= 0; at -= 1) {
    const row = rows[at] ?? null
    ends[at] = row && (ends[at + 1] ?? row)
  }
  let doubtful = true
  let hasRow = false
  let hasRunOn = false
  for (const [at, line] of lines.entries()) {
    const row = rows[at]
    // Below rows, a head may be text of a message.
    if (HEADER.test(line.text)) doubtful &&= hasRow
    else if (!row) {
      doubtful ||= !line.isBlank
      hasRunOn ||= !line.isBlank && hasRow
    }
    hasRow ||= row != null
    if (!row) continue
    const end = ends[at]
    // A row alone in its run, below a message that ran on, has no other to stand with: it may be of that message.
    const isAlone = hasRunOn && end === row && rows[at - 1] == null && KILLS.test(row.cells.reason)
    if (doubtful && mayRunOn(row) && end && (isAlone || !aligned(row, end))) {
      forged.push(line)
      continue
    }
    const next = lines[at + 1]
    const about = line.at < run.commandEnd ? named : nameless
    yield factOf(row, about, next && MORE.test(next.text) ? [line, next] : [line], source)
  }
  yield* forgedRows(forged.map(source))
}
