import { bytesOf } from '../model/account-parts.ts'
import { formatBytes } from '../model/bytes.ts'
import type { IncidentCase } from '../model/case.ts'
import type { Confidence } from '../model/report.ts'
import { cited, memcgSpans } from './evidence.ts'
import { percent, shareOf } from './parts.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { isInCgroup } from './scope.ts'
import { boundaryObject } from './subject.ts'
import { CGROUP_PART_SHARE, MAJORITY_SHARE } from './thresholds.ts'

function confidenceOf(share: number, exceedsHeap: boolean): Confidence {
  if (share >= MAJORITY_SHARE) return 'certain'
  return exceedsHeap ? 'likely' : 'possible'
}

function volumesOf({ witnesses }: IncidentCase): readonly string[] {
  return [...new Set(witnesses.flatMap(({ pod }) => pod.memoryVolumes))]
}

export const shmemInCgroup: Rule = {
  id: 'shmem-in-cgroup',
  title: 'Shared memory or files in RAM fill the cgroup',
  explains:
    'Files in a tmpfs (/dev/shm, an emptyDir with medium Memory, /tmp in RAM) and shared memory segments count against the limit. They belong to no process, and killing one does not free them.',
  grounds: `A memcg kill where shmem is at least ${percent(CGROUP_PART_SHARE)} of the usage.`,
  criteria: {
    certain: `Shmem is ${percent(MAJORITY_SHARE)} of the usage or more.`,
    likely: 'Less than that, and more than the memory of processes.',
    possible: 'Processes hold as much or more.',
  },
  remedy:
    'Give memory-backed volumes a `sizeLimit` that the memory limit has room for, or keep the files on disk. Restarting the process does not free them.',
  check(incidentCase) {
    const { memory } = incidentCase.incident
    if (!isInCgroup(incidentCase) || !memory) return null
    const bytes = bytesOf(memory, 'shmem')
    const share = shareOf(memory, 'shmem')
    if (share < CGROUP_PART_SHARE) return null
    const volumes = volumesOf(incidentCase)
    const where = volumes.length === 0 ? '' : ` The pod has memory-backed volumes: ${volumes.join(', ')}.`
    return verdict(
      'shmem-in-cgroup',
      confidenceOf(share, bytes > bytesOf(memory, 'anonymous')),
      `Shared memory and files in RAM hold ${formatBytes(bytes)} of the usage (${percent(share)}).${where}`,
      cited(
        incidentCase,
        ...memcgSpans(incidentCase),
        ...(volumes.length > 0 ? (incidentCase.witnesses[0]?.pod.evidence ?? []) : []),
      ),
      advise(
        volumes.length > 0
          ? `Give ${volumes.join(', ')} a sizeLimit that the memory limit has room for, or keep those files on disk.`
          : 'Find the files in tmpfs or the shared memory segments (df, ipcs), and cap, move or delete them.',
        boundaryObject(incidentCase),
        'What is in RAM-backed files is paid from the memory limit.',
        'Restarting the process, or a smaller heap: the files stay until they are deleted or the pod is gone.',
      ),
    )
  },
}
