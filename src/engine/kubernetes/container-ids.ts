/** Tools print the first twelve digits of an ID or more; those tell containers of one case apart. */
export const SHORT_ID = 12

/** Whether two IDs, each whole or cut, can be of one container. */
export const isSameId = (a: string, b: string): boolean =>
  a.length >= SHORT_ID && b.length >= SHORT_ID && (a.startsWith(b) || b.startsWith(a))
