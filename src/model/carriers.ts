/**
 * Wrappings that anything may have been put into, by their `id`: a line of the kernel in them may be the kernel's, or a copy,
 * and a log that shows nothing else may be that of any program.
 */
export const CARRIERS: ReadonlySet<string> = new Set([
  'cri',
  'timestamped',
  'kubectl-logs',
  'json',
  'grep',
  'prefixed',
  'csv',
  'oc-node-logs',
  'cloud-yaml',
  'logcli',
  'loki',
])
