import type { Envelope } from '../../model/reader.ts'
import { ofContainer } from './container.ts'
import { mayHoldLogLine } from './origin.ts'
import { timestamped } from './timestamped.ts'

const HEAD = /^\[pod\/[a-z0-9][a-z0-9.-]{0,252}\/[a-z0-9][a-z0-9-]{0,62}\] /

/** `[pod/cart-0/app] …`: what a container wrote, as `kubectl logs --prefix` prints it, with `--timestamps` or without. */
export const kubectlLogs: Envelope = {
  id: 'kubectl-logs',
  first: /\[/,
  open(body) {
    const head = HEAD.exec(body.text)?.[0]
    if (head === undefined || !mayHoldLogLine(body)) return null
    const line = { ...body, text: body.text.slice(head.length) }
    const dated = timestamped.open(line)
    return ofContainer(dated !== null && 'text' in dated ? dated : line)
  },
}
