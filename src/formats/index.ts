import type { Readers } from '../model/reader.ts'
import { withDumpLogs } from './app/dump-heaps.ts'
import { heapMessage } from './app/heap.ts'
import { toldKill } from './app/told.ts'
import { envelopes } from './envelopes/index.ts'
import { hostFiles } from './host/index.ts'
import { kernelBlocks, kernelJoins, kernelMessages } from './kernel/index.ts'
import { withQuotedPieces, withQuotedReports } from './kernel/quoted-by-node.ts'
import { killerBlocks, killerMessages } from './killers/index.ts'
import { kubectlDescribe } from './kubectl/describe.ts'
import { eventTable } from './kubectl/event-table.ts'
import { kubernetesJson } from './kubernetes/kubernetes-json.ts'
import { kubernetesYaml } from './kubernetes/kubernetes-yaml.ts'
import { nodeMessages } from './node/index.ts'
import { kubernetesExcerpts } from './paste/excerpts.ts'
import { records } from './records/index.ts'
import { containerTable } from './runtimes/container-table.ts'
import { crictl } from './runtimes/crictl.ts'
import { dockerInspect } from './runtimes/docker-inspect.ts'
import { ecsTasks } from './runtimes/ecs-tasks.ts'
import { nomadAlloc } from './runtimes/nomad-alloc.ts'
import { series, seriesDocuments } from './series/index.ts'

/** Everything that oomlens reads. A new format is one file and one word here. */
export const readers: Readers = {
  envelopes,
  records,
  joins: kernelJoins,
  messages: [...kernelMessages, ...killerMessages, ...nodeMessages, heapMessage, toldKill],
  blocks: [...kernelBlocks, ...killerBlocks],
  documents: [
    ...[
      kubernetesJson,
      kubernetesYaml,
      kubectlDescribe,
      eventTable,
      crictl,
      dockerInspect,
      containerTable,
      ecsTasks,
      nomadAlloc,
    ]
      .map(withQuotedReports)
      .map(withDumpLogs),
    ...seriesDocuments,
    ...hostFiles,
  ],
  excerpts: [kubernetesExcerpts].map(withQuotedPieces),
  series,
}
