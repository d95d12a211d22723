import type { Readers } from '../model/reader.ts'
import { envelopes } from './envelopes/index.ts'
import { kernelBlocks, kernelJoins, kernelMessages } from './kernel/index.ts'
import { withQuotedReports } from './kernel/quoted-by-node.ts'
import { kubectlDescribe } from './kubectl/describe.ts'
import { eventTable } from './kubectl/event-table.ts'
import { kubernetesJson } from './kubernetes/kubernetes-json.ts'
import { kubernetesYaml } from './kubernetes/kubernetes-yaml.ts'
import { records } from './records/index.ts'
import { series, seriesDocuments } from './series/index.ts'

/** Everything that oomlens reads. A new format is one file and one word here. */
export const readers: Readers = {
  envelopes,
  records,
  joins: kernelJoins,
  messages: kernelMessages,
  blocks: kernelBlocks,
  documents: [
    ...[kubernetesJson, kubernetesYaml, kubectlDescribe, eventTable].map(withQuotedReports),
    ...seriesDocuments,
  ],
  series,
}
