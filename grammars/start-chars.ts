/** Chevrotain tells characters from here on apart by so many at a time. */
const SHARED_FROM = 256
const SHARED_BY = 255
const CODES = 0x10000

/**
 * Codes of all characters but those of a class, for `start_chars_hint`: where a token begins with a complemented class,
 * Chevrotain cannot tell by itself which characters may begin it.
 */
export function allBut(excluded: RegExp): number[] {
  const codes: number[] = []
  for (let code = 0; code < SHARED_FROM; code += 1) if (!excluded.test(String.fromCharCode(code))) codes.push(code)
  // One of each lot: some of them begin it.
  for (let code = SHARED_FROM; code < CODES; code += SHARED_BY) codes.push(code)
  codes.push(CODES - 1)
  return codes
}
