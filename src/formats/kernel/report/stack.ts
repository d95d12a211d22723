import type { Draft, Part } from './draft.ts'

/**
 * ` [<ffffffff811…>] ? name+0x4e/0x90 [mod]` until 4.9 and ` name+0x4e/0x90` since; ` callee from caller+0x…` and
 * `[<c001…>] (callee) from [<c001…>] (caller+0x…)` on ARM; `[name+0x4e/0x90] name+0x4e/0x90` of 2.6.24; a bare address where
 * the kernel has no symbols; `name (mm/oom_kill.c:450)` as scripts/decode_stacktrace.sh prints it.
 */
const FRAME =
  /^ *((?:\(?\[<?[0-9a-f]{6,16}>?\] ?){0,2})(?:\[[\w:.]+\+0x[0-9a-f]+\/0x[0-9a-f]+\] )?(\? )?\(?([A-Za-z_][\w.]*|0x[0-9a-f]+)\)?(\+0x[0-9a-f]| from [\w[(<]| \([\w./-]+\.[chS]:\d|\s*$)/

interface Frame {
  readonly name: string
  /** Who called it, where the same line says so, as on ARM. */
  readonly caller: string | null
  /** The unwinder marks with a question mark what lay on the stack without being a caller. */
  readonly isGuess: boolean
}

const CALLER = / from (?:\[<[0-9a-f]+>\] )?\(?([A-Za-z_][\w.]*)/

function frameOf(text: string): Frame | null {
  const [, address = '', guess, name = '', tail = ''] = FRAME.exec(text) ?? []
  // Without an offset or a place it is a name after an address, where a cut may have ended it.
  return name === '' || (tail.trim() === '' && address === '')
    ? null
    : { name, caller: CALLER.exec(text)?.[1] ?? null, isGuess: guess !== undefined }
}

/** True for a line of a call trace. */
export const isFrame = (text: string): boolean => frameOf(text) !== null

type Path = NonNullable<Draft['stack']>

/** Functions that settle by themselves which path of the allocator gave up (mm/memcontrol.c, mm/page_alloc.c, drivers/tty/sysrq.c, mm/vmscan.c). */
const TELLING: readonly (readonly [RegExp, Path])[] = [
  [/^mem_cgroup_(?:out_of_memory|oom_sync|handle_oom|do_charge)|^memory_max_write/, 'memcg'],
  [/^moom_callback|^__handle_sysrq/, 'sysrq'],
  [/^__alloc_pages_(?:may_oom|slowpath)|^lru_gen_age_node/, 'global'],
]

/** Functions that tell only as the direct caller of `out_of_memory`, where the compiler inlined the ones above. */
const CALLERS: readonly (readonly [RegExp, Path])[] = [
  [/^(?:__mem_cgroup_)?try_charge|^mem_cgroup_|^charge_memcg/, 'memcg'],
  [/^__alloc_pages|^alloc_pages/, 'global'],
]

const found = (rules: readonly (readonly [RegExp, Path])[], name: string): Path | null =>
  rules.find(([shape]) => shape.test(name))?.[1] ?? null

const isOutOfMemory = (name: string | null): boolean => name !== null && /^(?:__)?out_of_memory(?:[.]|$)/.test(name)

function note(draft: Draft, name: string): void {
  draft.killerAtWork ||= /^(?:oom_kill_process|dump_header)(?:[.]|$)/.test(name)
  if (draft.killerAtWork) draft.trigger ??= draft.running
  const isWhole = draft.headerSpan !== null || draft.killerAtWork
  if (isWhole) draft.stack ??= found(TELLING, name) ?? (isOutOfMemory(draft.frame) ? found(CALLERS, name) : null)
  draft.frame = name
}

/** The topmost frame that tells counts: below a lost one another may say something else. */
export const stackFrame: Part = {
  read(draft, body) {
    const frame = draft.concluded ? null : frameOf(body.text)
    if (frame === null || frame.isGuess) return frame !== null
    for (const name of [frame.name, ...(frame.caller === null ? [] : [frame.caller])]) note(draft, name)
    return true
  },
}
