import type { Problem } from '../model/problem.ts'
import { sharedBytes, twoNames, unsupported } from './problems.ts'

/** Why members are not read, though they are files; those that are `renamed` are read all the same. */
type Reason = 'encrypted' | 'method' | 'overlapping' | 'sparse' | 'renamed'

/** Notes members with which something is wrong; each reason becomes one problem, which names the first of them. */
export interface LeftOut {
  add(reason: Reason, path: string): void
  close(): readonly Problem[]
}

const WITH_PASSWORD = 'unzip, with the password'

export function openLeftOut(archive: string, named: number): LeftOut {
  const paths: Readonly<Record<Reason, string[]>> = {
    encrypted: [],
    method: [],
    overlapping: [],
    sparse: [],
    renamed: [],
  }
  const counts: Record<Reason, number> = { encrypted: 0, method: 0, overlapping: 0, sparse: 0, renamed: 0 }
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
      if (counts.sparse > 0)
        problems.push(unsupported(archive, `partly stored as sparse files (${listed('sparse')})`, 'tar -x'))
      if (counts.overlapping > 0) problems.push(sharedBytes(archive, listed('overlapping')))
      if (counts.renamed > 0) problems.push(twoNames(archive, listed('renamed')))
      return problems
    },
  }
}
