import type { Line } from '../../model/line.ts'

const utf8 = new TextEncoder()

/** How many bytes a text has in the source: UTF-8, or UTF-16; null where its bytes are not known, because some are neither. */
export function measureOf({ text, start, end }: Line): ((part: string) => number) | null {
  const inUtf8 = (part: string): number => utf8.encode(part).length
  if (!text.includes('\ufffd') && inUtf8(text) === end - start) return inUtf8
  return text.length * 2 === end - start ? part => part.length * 2 : null
}
