interface Item {
  readonly metadata: { readonly name: string; readonly creationTimestamp: string }
  readonly status: { readonly phase: string; readonly containerStatuses: readonly ContainerStatus[] }
  readonly involvedObject: { readonly kind: string; readonly name: string }
  readonly type: string
  readonly reason: string
  readonly message: string
  readonly lastTimestamp: string
}

interface ContainerStatus {
  readonly restartCount: number
  readonly lastState: { readonly terminated?: { readonly finishedAt: string } }
}

/** As HumanDuration of apimachinery prints an age below three hours. */
function age(from: string, now: Date): string {
  const seconds = Math.max(0, Math.floor((now.getTime() - Date.parse(from)) / 1000))
  const minutes = Math.floor(seconds / 60)
  if (seconds < 120) return `${seconds}s`
  return minutes < 10 && seconds % 60 > 0 ? `${minutes}m${seconds % 60}s` : `${minutes}m`
}

function restarts({ containerStatuses }: Item['status'], now: Date): string {
  const count = containerStatuses.reduce((sum, each) => sum + each.restartCount, 0)
  const last = containerStatuses
    .flatMap(({ lastState }) => lastState.terminated?.finishedAt ?? [])
    .toSorted()
    .at(-1)
  return last === undefined ? `${count}` : `${count} (${age(last, now)} ago)`
}

type Columns = Readonly<Record<string, (item: Item, now: Date) => string>>

const AGED: Columns = {
  Name: ({ metadata }) => metadata.name,
  Age: ({ metadata }, now) => age(metadata.creationTimestamp, now),
}

const COLUMNS: Readonly<Record<string, Columns>> = {
  Pod: {
    Name: ({ metadata }) => metadata.name,
    Ready: ({ status }) => `${status.containerStatuses.length}/${status.containerStatuses.length}`,
    Status: ({ status }) => status.phase,
    Restarts: ({ status }, now) => restarts(status, now),
    Age: ({ metadata }, now) => age(metadata.creationTimestamp, now),
  },
  Event: {
    'Last Seen': ({ lastTimestamp }, now) => age(lastTimestamp, now),
    Type: ({ type }) => type,
    Reason: ({ reason }) => reason,
    Object: ({ involvedObject: { kind, name } }) => `${kind.toLowerCase()}/${name}`,
    Message: ({ message }) => message,
  },
}

/** What `kubectl get` prints is made by the server, as rows of cells: the columns of Kubernetes 1.34, in pkg/printers. */
export function tableOf(kind: string, items: readonly object[], now: Date): object {
  const columns = COLUMNS[kind] ?? AGED
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    columnDefinitions: Object.keys(columns).map(name => ({
      name,
      type: 'string',
      format: '',
      description: '',
      priority: 0,
    })),
    rows: (items as readonly Item[]).map(item => ({
      cells: Object.values(columns).map(cell => cell(item, now)),
      object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: item.metadata },
    })),
  }
}
