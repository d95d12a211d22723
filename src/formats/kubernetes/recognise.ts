const API_VERSION = /^(?:[a-z0-9.-]+\/)?v\d[a-z0-9]*$/
const READ_KINDS = /^(?:List|(?:Pod|Node|Event)(?:List)?)$/

/** What may stand above a document: blanks, comments, separators, the prompt with the command, kubectl's warnings. */
const ABOVE = /^(?:\s*$|\s*[#%$>+]|---|Warning:|[^{"]{0,200}[$#>%] ?(?:sudo )?(?:kubectl|oc)\b)/

/** Where the document itself begins. */
export function preambleEnd(head: string): number {
  let start = head.charCodeAt(0) === 0xfeff ? 1 : 0
  while (start < head.length) {
    const lineEnd = head.indexOf('\n', start)
    const line = head.slice(start, lineEnd === -1 ? head.length : lineEnd)
    if (!ABOVE.test(line)) break
    start = lineEnd === -1 ? head.length : lineEnd + 1
  }
  return start
}

/** What the outermost fields at the head of a file say. */
export interface HeadFields {
  readonly apiVersion: string | null
  readonly kind: string | null
  /** Has `metadata` or `items`. */
  readonly hasBody: boolean
  /** Has `involvedObject` or `regarding`: an event, also of loggers that leave its kind out. */
  readonly isEvent: boolean
}

/** True for an object or list of the Kubernetes API: `apiVersion` and `kind` alone stand in other people's files too. */
export function isKubernetesHead({ apiVersion, kind, hasBody, isEvent }: HeadFields): boolean {
  // An audit log calls its records Event, and is no business of this reader.
  if (apiVersion?.startsWith('audit.k8s.io/')) return false
  if (isEvent) return true
  if (apiVersion !== null) return API_VERSION.test(apiVersion) && (kind !== null || hasBody)
  return kind !== null && READ_KINDS.test(kind) && hasBody
}
