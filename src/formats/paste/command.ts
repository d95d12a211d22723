/** What a command line above its output says of it. Null for what it does not name, or names with a placeholder. */
export interface Command {
  readonly verb: string
  /** `pod` or `node` where one of them is asked for. */
  readonly kind: 'pod' | 'node' | null
  readonly name: string | null
  readonly namespace: string | null
}

/** A prompt, or none where the line holds nothing else: `$ kubectl …`, `[root@m1 ~]# oc …`, `+ kubectl …`, `PS C:\> kubectl …`. */
const COMMAND =
  /^(?:[^\s"'{}:=][^"{}=]{0,60}?[$#%>»❯➜] ?|[$#%>»❯➜+] ?)?(?:sudo (?:-\S+ )*)?`?(kubectl|oc|k|k3s kubectl|microk8s kubectl|microk8s\.kubectl|crictl|docker|podman|nerdctl|k9s)(?:\.exe)? +(\S.*)$/
const PLAIN_PROMPT = /^(?:[\w.-]+@[\w.-]+[:\s][^"{}=]{0,60}[$#] |\[[\w.-]+@[\w.-]+ [^\]]{1,60}\][$#] |[$❯➜] )\S/

const KINDS: ReadonlyMap<string, Command['kind']> = new Map([
  ...['pod', 'pods', 'po'].map(kind => [kind, 'pod'] as const),
  ...['node', 'nodes', 'no'].map(kind => [kind, 'node'] as const),
])

/** Options whose value stands behind them. */
const VALUED = new Set([
  '-n',
  '--namespace',
  '-o',
  '--output',
  '-l',
  '--selector',
  '--context',
  '-c',
  '--kubeconfig',
  '--cluster',
  '--user',
  '--sort-by',
  '--field-selector',
  '--as',
  '-f',
  '--filename',
  '-A5',
  '--tail',
  '--since',
])

/** A name that the API allows: `<pod>`, `$POD`, `xxx…` and `web-*` are none. */
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/

const nameOf = (word: string | undefined): string | null =>
  word !== undefined && NAME.test(word) && !/^x+$/.test(word) ? word : null

/** Reads a command line; null for a line that is none. */
export function commandOf(text: string): Command | null {
  const line = text.trim()
  const [, , rest] = COMMAND.exec(line) ?? []
  if (rest === undefined) {
    return PLAIN_PROMPT.test(line) ? { verb: '', kind: null, name: null, namespace: null } : null
  }
  const own = (rest.split(/[|;&>`]/, 1)[0] ?? '').trimEnd()
  const words: string[] = []
  let namespace: string | null = null
  const all = own.split(/ +/)
  for (let at = 0; at < all.length; at += 1) {
    const word = all[at] ?? ''
    const [option = '', value] = word.split('=', 2)
    if (option === '-n' || option === '--namespace') namespace = nameOf(value ?? all[at + 1])
    if (word.startsWith('-')) at += value === undefined && VALUED.has(option) ? 1 : 0
    else words.push(word)
  }
  const [verb = '', what = '', first, second] = words
  const [kindWord = '', slashed] = what.split('/', 2)
  const kind = KINDS.get(kindWord.toLowerCase()) ?? null
  const name =
    kind === null ? null : slashed === undefined ? (second === undefined ? nameOf(first) : null) : nameOf(slashed)
  return { verb, kind, name, namespace }
}
