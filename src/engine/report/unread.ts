import type { Problem, ProblemCode } from '../../model/problem.ts'
import type { BundleLayout } from '../../model/reader.ts'
import { groupBy } from '../../model/group-by.ts'

/** Files that were left alone, by why; each is listed under `sources` as well. */
const WHY: Partial<Record<ProblemCode, string>> = {
  SOURCE_NOT_RECOGNISED:
    'hold neither a log nor a reading that oomlens uses; they were searched for kernel lines all the same',
  SOURCE_BINARY: 'are binary data, not logs',
  SOURCE_EMPTY: 'are empty',
}
/** Collectors bring hundreds of such files: more than this many of one folder are told together. */
const MOST_EACH = 5
const NAMED = 3

/** The first folder below that of the machine; the first two where a path is of no machine. */
function folderOf(path: string, layout: BundleLayout): string {
  const { machine } = layout.roleOf(path)
  const root = machine ?? ''
  const parts = path.slice(root.length).split('/')
  return root + parts.slice(0, Math.min(machine === null ? 2 : 1, parts.length - 1)).join('/')
}

function together(folder: string, code: ProblemCode, all: readonly Problem[]): Problem {
  const names = all.map(({ path }) => (path ?? '').slice(folder === '' ? 0 : folder.length + 1)).sort()
  const more = names.length - NAMED
  const where = folder === '' ? 'of the bundle' : `below ${folder}`
  return {
    code,
    severity: all.some(({ severity }) => severity === 'warning') ? 'warning' : 'info',
    detail: `${all.length} files ${where} ${WHY[code]}: ${names.slice(0, NAMED).join(', ')} and ${more} more.`,
    advice: all[0]?.advice ?? null,
    evidence: [],
    path: folder === '' ? null : folder,
  }
}

/** The same problems, with those about files that were left alone put together by folder where there are many. */
export function withoutCrowds(problems: readonly Problem[], layout: BundleLayout): readonly Problem[] {
  const isCrowd = ({ code, path }: Problem): boolean => WHY[code] !== undefined && path !== null
  const groups = groupBy(problems.filter(isCrowd), ({ code, path }) => `${code}\n${folderOf(path ?? '', layout)}`)
  const put = [...groups.values()].flatMap(all => {
    const [{ code, path }] = all
    return all.length > MOST_EACH ? [together(folderOf(path ?? '', layout), code, all)] : all
  })
  return [...problems.filter(problem => !isCrowd(problem)), ...put]
}

/** What a container wrote is recognised by its place, whatever it is. */
export const isOutput = (format: string, path: string, layout: BundleLayout): boolean =>
  format === 'unknown' && layout.roleOf(path).pod !== null
