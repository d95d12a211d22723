import type { Problem } from '../model/problem.ts'
import { skipped } from './problems.ts'

/** Tells of members that are left out: the first ones each, the rest with a count. */
export interface SkipLog {
  add(path: string, what: string, advice: string | null): readonly Problem[]
  /** What is still to be told when all members were seen. */
  close(): readonly Problem[]
}

export function openSkipLog(archive: string, most: number): SkipLog {
  let count = 0
  return {
    add(path, what, advice) {
      count += 1
      return count <= most ? [skipped(path, what, advice)] : []
    },
    close() {
      if (count <= most) return []
      const detail = `${archive}: ${count - most} more links and special files were left out`
      return [{ ...skipped(archive, '', null), detail }]
    },
  }
}
