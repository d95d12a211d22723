import type { Piece, Reading } from '../../../grammars/reading.ts'
import { must } from '../target.ts'

const isPiece = (value: object): value is Piece =>
  'text' in value && 'start' in value && typeof value.text === 'string' && typeof value.start === 'number'

function piecesIn(value: unknown): readonly Piece[] {
  if (typeof value !== 'object' || value === null) return []
  if (isPiece(value)) return [value]
  const parts = value instanceof Map ? [...value.values()] : Object.values(value)
  return parts.flatMap(piecesIn)
}

/** A reading says where it stopped, inside the text; and what it read stands where it says. */
export function checkReading(text: string, reading: Reading<unknown>): void {
  if (!reading.ok) {
    const { offset, message } = reading
    must(
      Number.isInteger(offset) && offset >= 0 && offset <= text.length,
      'the offset lies in the text',
      () => `${offset}`,
    )
    must(message !== '', 'a refusal says why')
    return
  }
  for (const piece of piecesIn(reading.value)) {
    must(text.startsWith(piece.text, piece.start), 'a piece stands where it says', () => JSON.stringify(piece))
  }
}
