/** Tables that hold no kill: known by their heads, so that nobody has to wonder what they are. */
const TABLES: readonly RegExp[] = [
  /^\s*(?:NAMESPACE\s+)?(?:NAME|POD)\s+(?:NAME\s+)?CPU\(cores\)/,
  /^\s*NAME\s+STATUS\s+ROLES\s+AGE\s+VERSION\b/,
  /^\s*(?:NAMESPACE\s+)?NAME\s+READY\s+(?:STATUS\s+RESTARTS|UP-TO-DATE|AGE)\b/,
  /^\s*(?:NAMESPACE\s+)?NAME\s+DESIRED\s+CURRENT\s+READY\b/,
  /^\s*(?:NAMESPACE\s+)?NAME\s+(?:STATUS\s+)?COMPLETIONS\s+DURATION\s+AGE\b/,
  /^\s*CONTAINER(?: ID)?\s+IMAGE\s+/,
  /^\s*(?:NAMESPACE\s+)?LAST SEEN\s/,
]

/** True for the head of a table that kubectl or crictl prints. */
export const isTableHead = (text: string): boolean => TABLES.some(table => table.test(text))
