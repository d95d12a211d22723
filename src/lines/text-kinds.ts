import type { Line } from '../model/line.ts'

/** What text is that no reader knows, in words that go on "is …". */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^\s*(?:<!doctype html|<html)/i, 'a page of HTML'],
  [/^\s*(?:<\?xml|<svg)/i, 'XML'],
  [/^-----BEGIN /, 'a key or a certificate'],
  [/^#!\//, 'a script'],
  [/^\s*\{\s*(?:"|\})/, 'JSON of another kind'],
]

/** What shells, kubectl and collectors print where a command failed. */
const ERROR =
  /(?:command not found|No such file or directory|Permission denied|Operation not permitted|not supported|^error:|^Error from server|^Error: |^Failed to |^failed to |[Uu]nable to |timed out|connection refused|connection to the server .{1,200} was refused)/
const MOST_ERROR_LINES = 3

/** Null where the beginning of the text does not tell. */
export const textKind = (head: string): string | null => KINDS.find(([begins]) => begins.test(head))?.[1] ?? null

/** The first line of a file that holds nothing but what a failed command said; null for any other file. */
export function failedCommand(path: string, head: string): Line | null {
  const lines = head.split('\n').filter(text => text.trim() !== '')
  const [first = ''] = lines
  if (lines.length === 0 || lines.length > MOST_ERROR_LINES || !head.startsWith(first)) return null
  // Its place is counted in bytes, which a mark or a replaced byte would move.
  if (/[\ufeff\ufffd]/.test(first) || !lines.every(text => text.length < 500 && ERROR.test(text))) return null
  const text = first.replace(/\r$/, '')
  return { path, number: 1, start: 0, end: new TextEncoder().encode(text).length, text }
}
