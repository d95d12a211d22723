import type { EventCells } from '../kubectl/kube-event.ts'
import type { PastedLine } from './pasted-line.ts'

/** A row of events in whatever columns: what could be told of it by the form of its cells. */
export interface PastedEvent {
  readonly cells: Omit<EventCells, 'object'>
  readonly object: { readonly kind: string; readonly namespace: string | null; readonly name: string | null } | null
  /** RFC 3339, where the columns print a time instead of an age. */
  readonly time: string | null
  /** Columns at which the leading cells begin. */
  readonly starts: readonly number[]
}

const TYPE = /^(?:Normal|Warning)$/
const REASON = /^[A-Z][A-Za-z0-9]{2,60}$/
const AGE = /^(?:(?:\d{1,9}[smhdy]){1,3}|<unknown>|<invalid>)(?: \(x\d{1,9} over [0-9a-z<>]{1,20}\))?(?: ago)?$/
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/
const OBJECT = /^([A-Za-z][A-Za-z.]{1,60})\/(\S.{0,250})$/
/** The name of an event ends in the time of its first occurrence. */
const EVENT_NAME = /^([a-z0-9][a-z0-9.-]{0,251})\.([0-9a-f]{14,16})$/
const KIND = /^(?:Pod|Node|ReplicaSet|Deployment|StatefulSet|DaemonSet|Job|CronJob|Service)$/
const SOURCE = /^(?:[a-z][a-z0-9-]{2,62})(?:, ?\S.{0,253})?$/
const SUBOBJECT = /^spec\.[A-Za-z]+\{[^}]{1,253}\}$/
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

interface Piece {
  readonly text: string
  readonly start: number
}

/** The cells of a line. Two blanks part them; a type and a reason that stand one blank apart are two cells all the same. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  for (const match of text.matchAll(/\S+(?: \S+)*/g)) {
    const parts = /^(Normal|Warning) ([A-Z]\w+)$/.exec(match[0])
    if (parts) {
      pieces.push(
        { text: parts[1] ?? '', start: match.index },
        { text: parts[2] ?? '', start: match.index + (parts[1]?.length ?? 0) + 1 },
      )
    } else pieces.push({ text: match[0], start: match.index })
    if (pieces.length > 24) break
  }
  return pieces
}

const KNOWN_KINDS: ReadonlyMap<string, string> = new Map([
  ['pod', 'Pod'],
  ['po', 'Pod'],
  ['node', 'Node'],
])

const kindOf = (kind: string): string => KNOWN_KINDS.get(kind.toLowerCase()) ?? kind

/** A name with something left out (`<node>`, `web-***`) is no name. */
const nameOf = (name: string): string | null =>
  /^[A-Za-z0-9][A-Za-z0-9_.:-]*$/.test(name) && !/^x+$/i.test(name) ? name : null

/** Where the message begins: behind the last cell that has a form of its own. */
function messageFrom(pieces: readonly Piece[], from: number): number {
  let at = from
  while (at < pieces.length) {
    const text = pieces[at]?.text ?? ''
    const isOwnForm =
      OBJECT.test(text) ||
      SUBOBJECT.test(text) ||
      AGE.test(text) ||
      TIME.test(text) ||
      EVENT_NAME.test(text) ||
      /^\d{1,9}$/.test(text)
    if (!isOwnForm) break
    at += 1
  }
  return at
}

/**
 * A row of any table of events: of a description, of `kubectl get events` with any columns, of `kubectl events`. It holds
 * a type and a reason; an age, a time, an object or the name of the event says that it is a row.
 */
export function eventRow(line: PastedLine): PastedEvent | null {
  if (line.text.length > 8192 || !/\b(?:Normal|Warning)\b/.test(line.text.slice(0, 600))) return null
  const pieces = piecesOf(line.text)
  const type = pieces.findIndex(piece => TYPE.test(piece.text))
  if (type === -1 || type > 8) return null
  const reason = pieces.findIndex(
    (piece, at) => Math.abs(at - type) <= 3 && at !== type && at > type && REASON.test(piece.text),
  )
  if (reason === -1) return null
  // `kubectl events` and old tables print the source between reason and message; descriptions print age and source.
  let from = messageFrom(pieces, reason + 1)
  const leading = pieces.slice(0, reason + 1)
  let source: string | null =
    leading.find((piece, at) => at !== type && at !== reason && /, ?\S/.test(piece.text) && SOURCE.test(piece.text))
      ?.text ?? null
  const candidate = pieces[from]?.text
  if (candidate !== undefined && SOURCE.test(candidate) && pieces.length > from + 1) {
    source ??= candidate
    from += 1
  }
  const told = [...leading, ...pieces.slice(reason + 1, from)].map(piece => piece.text)
  const find = (form: RegExp): string | null => told.find(text => form.test(text)) ?? null
  const age = find(AGE)
  const time = find(TIME)
  const [, slashedKind, slashedName] = OBJECT.exec(find(OBJECT) ?? '') ?? []
  const eventName = find(EVENT_NAME)
  const kind = find(KIND)
  if (age === null && time === null && slashedKind === undefined && eventName === null && source === null) return null
  const first = told
    .slice(0, leading.length - 2)
    .find(text => LABEL.test(text) && !/^\d+$/.test(text) && !AGE.test(text))
  const message = pieces[from]
  const ownName = EVENT_NAME.exec(eventName ?? '')?.[1]
  const namespace = first !== undefined && first !== source ? first : null
  const object =
    slashedKind !== undefined && slashedName !== undefined
      ? { kind: kindOf(slashedKind), namespace, name: nameOf(slashedName) }
      : kind !== null || ownName !== undefined
        ? { kind: kind ?? '', namespace, name: ownName ?? null }
        : null
  return {
    cells: {
      type: pieces[type]?.text ?? null,
      reason: pieces[reason]?.text ?? '',
      lastSeen: age?.replace(/ ago$/, '') ?? '',
      firstSeen: null,
      count: null,
      source: source?.replace(/,(?! ?\w[\w.:-]*$).*/, '') ?? null,
      fieldPath: find(SUBOBJECT),
      eventName,
      message: message === undefined ? '' : line.text.slice(message.start).trimEnd(),
    },
    object: object && object.kind === 'Node' ? { ...object, namespace: null } : object,
    time,
    starts: pieces.slice(0, from).map(piece => piece.start),
  }
}
