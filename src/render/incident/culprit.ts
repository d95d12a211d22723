import { formatBytes } from '../../model/bytes.ts'
import type { Culprit, Incident } from '../../model/report.ts'
import { ranOut } from '../kind.ts'
import { labelled, type Page } from '../page.ts'
import { say } from '../piece.ts'

const WHAT: Readonly<Record<Culprit['what'], string>> = {
  process: 'process',
  container: 'container',
  pod: 'pod',
  service: 'service',
  kernel: 'the kernel:',
  slab: '',
  driver: 'a driver:',
  hugepages: 'huge pages:',
  'page-cache': 'page cache:',
  shmem: 'shared memory:',
  unknown: '',
}

/** Who or what used the memory up, and how much of it. */
export const culpritName = ({ what, name, bytes }: Culprit): string =>
  `${WHAT[what]} ${name}${bytes === null ? '' : `, ${formatBytes(bytes)}`}`.trim()

/** Who or what used the memory up. */
export function culpritLines(incident: Incident, page: Page): string[] {
  const { culprit } = incident
  if (culprit === null) return ranOut(incident) ? labelled(page, 'Used it up', [[say('not in the evidence')]]) : []
  return labelled(page, 'Used it up', [[say(culpritName(culprit))], [say(culprit.why)]])
}
