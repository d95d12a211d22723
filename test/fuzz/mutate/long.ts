import type { Random } from '../random.ts'
import { stretch } from './change.ts'

/** The text with one part of it again and again: what takes time by the square of its length shows it here. */
export function lengthened(text: string, random: Random, longest: number): string {
  const lines = text.split('\n')
  const from = random.below(lines.length)
  const ofLines = `${lines.slice(from, from + 1 + random.below(6)).join('\n')}\n`
  const [start, end] = stretch(text, random)
  const part = random.chance(0.4) ? ofLines : random.chance(0.3) ? text : text.slice(start, end)
  if (part === '') return text
  const at = random.below(text.length + 1)
  const times = Math.floor((longest - text.length) / part.length)
  return times < 2 ? text : text.slice(0, at) + part.repeat(times) + text.slice(at)
}
