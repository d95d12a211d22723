const ESCAPED = /\\x[0-9a-f]{2}/i
const RUN = /(?:\\x[0-9a-f]{2})+/gi
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

function bytesOf(run: string): string {
  const bytes = run.match(/[0-9a-f]{2}/gi)?.map(hex => Number.parseInt(hex, 16)) ?? []
  return utf8.decode(Uint8Array.from(bytes))
}

/**
 * A name as the process bears it: /dev/kmsg and dmesg print bytes that are not printable as `\xNN` (devkmsg_read in
 * kernel/printk/printk.c, safe_fwrite in util-linux), and a name in UTF-8 becomes a run of those.
 */
export const unescapeName = (printed: string): string =>
  ESCAPED.test(printed) ? printed.replace(RUN, bytesOf) : printed

/** TASK_COMM_LEN less the final zero. */
const MAX_NAME_BYTES = 15

/** False for what is too long to be the name of a task: then the text before it is more than a name. */
export function isName(name: string): boolean {
  let bytes = 0
  for (const char of name) {
    // A byte that is no UTF-8 reads as U+FFFD.
    bytes += char === '\ufffd' || char < '\u0080' ? 1 : char < '\u0800' ? 2 : char <= '\uffff' ? 3 : 4
    if (bytes > MAX_NAME_BYTES) return false
  }
  return name !== ''
}
