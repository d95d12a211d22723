/** A decimal that the kernel printed; null where it printed none. */
export function decimal(text: string | null | undefined): number | null {
  if (text === null || text === undefined || !/^-?\d{1,20}$/.test(text)) return null
  return Number(text)
}
