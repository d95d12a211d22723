import { formatBytes } from '../../model/bytes.ts'
import type { Holder, Holders, Incident } from '../../model/report.ts'
import { flow } from '../flow.ts'
import { beside, bodyColumn, type Page } from '../page.ts'
import { say } from '../piece.ts'
import { table } from '../table.ts'
import { share } from './memory.ts'

type View = Exclude<keyof Holders, 'ofBytes'>

const VIEWS: readonly (readonly [View, string])[] = [
  ['processes', 'by process'],
  ['names', 'by name'],
  ['places', 'by container, pod or service, at least: by processes whose cgroup the log names'],
  ['unowned', 'owned by no process'],
  ['slabCaches', 'slab caches that cannot be reclaimed'],
]

/** Sizes and shares stay whole where a name must give way. */
const FIRM_COLUMNS = 2

/** Names add nothing where no two processes share one. */
const isShown = (view: View, holders: readonly Holder[]): boolean =>
  holders.length > 0 && (view !== 'names' || holders.some(({ name }) => !name.startsWith('1 × ')))

/** A note that all of a view share is said once, above it. */
function commonNote(holders: readonly Holder[]): string | null {
  const [first] = holders
  return first && holders.every(({ note }) => note === first.note) ? first.note : null
}

function viewLines(view: View, title: string, all: readonly Holder[], page: Page): string[] {
  if (!isShown(view, all)) return []
  const indent = bodyColumn(page)
  // The title of places says what their notes do.
  const holders = view === 'places' ? all.map(each => ({ ...each, note: null })) : all
  const common = commonNote(holders)
  const rows = holders.map(({ name, bytes, share: part, note }) => [
    formatBytes(bytes),
    part === null ? '' : share(part),
    name,
    note === null || note === common ? '' : note,
  ])
  const lines = table(rows, ['right', 'right', 'left', 'left'], page.width - indent - 2, FIRM_COLUMNS)
  const head = common === null ? `${title}:` : `${title} (${common}):`
  return [...flow([say(head)], page.width, indent), ...lines.map(line => ' '.repeat(indent + 2) + line)]
}

/** Who held the memory, in views that overlap. */
export function holderLines({ holders }: Incident, page: Page): string[] {
  if (holders === null) return []
  const { ofBytes } = holders
  const total = ofBytes === null ? '' : ` of ${formatBytes(ofBytes)}`
  const head = flow([say(`the largest${total}; the views overlap`)], page.width, bodyColumn(page))
  const views = VIEWS.flatMap(([view, title]) => viewLines(view, title, holders[view], page))
  return views.length === 0 ? [] : beside(page, 'Holders', [...head, ...views])
}
