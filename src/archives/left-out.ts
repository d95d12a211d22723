import type { Problem } from '../model/problem.ts'
import { overLimit, unsupported } from './problems.ts'

/** Why members of a zip are not read, though they are files. */
type Reason = 'encrypted' | 'method' | 'overlapping'

/** Notes members that are not read; each reason becomes one problem, which names the first of them. */
export interface LeftOut {
  add(reason: Reason, path: string): void
  close(): readonly Problem[]
}

const WITH_PASSWORD = 'unzip, with the password'

export function openLeftOut(archive: string, named: number): LeftOut {
  const paths: Readonly<Record<Reason, string[]>> = { encrypted: [], method: [], overlapping: [] }
  const counts: Record<Reason, number> = { encrypted: 0, method: 0, overlapping: 0 }
  const listed = (reason: Reason): string => {
    const more = counts[reason] - paths[reason].length
    return `${paths[reason].join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  }
  return {
    add(reason, path) {
      counts[reason] += 1
      if (paths[reason].length < named) paths[reason].push(path)
    },
    close() {
      const problems: Problem[] = []
      if (counts.encrypted > 0)
        problems.push(unsupported(archive, `partly or wholly encrypted (${listed('encrypted')})`, WITH_PASSWORD))
      if (counts.method > 0)
        problems.push(unsupported(archive, `compressed in a rare way (${listed('method')})`, 'unzip or 7z x'))
      if (counts.overlapping > 0)
        problems.push(overLimit(archive, `members share their bytes, as in a bomb (${listed('overlapping')})`))
      return problems
    },
  }
}
