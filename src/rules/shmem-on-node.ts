import { bytesOf } from '../model/account-parts.ts'
import { formatBytes } from '../model/bytes.ts'
import { cited } from './evidence.ts'
import { percent, shareOf } from './parts.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { isOnNode, ofWhat } from './scope.ts'
import { nodeObject, notTheVictim } from './subject.ts'
import { NODE_SHMEM_SHARE } from './thresholds.ts'

export const shmemOnNode: Rule = {
  id: 'shmem-on-node',
  title: 'Shared memory or files in RAM fill the node',
  explains:
    'Files in tmpfs and shared memory segments hold RAM that belongs to no process. Killing a process does not free them.',
  grounds: `The node ran out, and shmem is at least ${percent(NODE_SHMEM_SHARE)} of it.`,
  criteria: { certain: 'Shmem exceeds the memory of processes.', likely: 'Processes hold as much or more.' },
  remedy: 'Find the files in tmpfs or the shared memory segments, and delete or cap them.',
  check(incidentCase) {
    const { memory } = incidentCase.incident
    if (!isOnNode(incidentCase) || !memory) return null
    const bytes = bytesOf(memory, 'shmem')
    const share = shareOf(memory, 'shmem')
    if (share < NODE_SHMEM_SHARE) return null
    return verdict(
      'shmem-on-node',
      bytes > bytesOf(memory, 'anonymous') ? 'certain' : 'likely',
      `Shared memory and files in RAM hold ${formatBytes(bytes)} (${percent(share)} ${ofWhat(incidentCase)}).`,
      cited(incidentCase, incidentCase.report?.memInfo?.span, incidentCase.report?.memcg?.statsSpan),
      advise(
        'Find the files (df -t tmpfs, du on /dev/shm and memory-backed volumes) or segments (ipcs -m), and delete or cap them.',
        nodeObject(incidentCase),
        'They stay until they are deleted, whoever is killed.',
        notTheVictim(incidentCase),
      ),
    )
  },
}
