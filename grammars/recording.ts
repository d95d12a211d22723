import { CstParser } from 'chevrotain'

/** What Chevrotain (its `GastRecorder`) calls around a recording, on the parser. */
interface Recorder {
  enableRecording(): void
}

let shared: object | null = null

/** The methods that stand in for `CONSUME`, `OPTION` and the others while the rules are run to learn what they are. */
function methods(): object {
  if (shared === null) {
    const blank: object = Object.create(CstParser.prototype)
    const { enableRecording } = CstParser.prototype as unknown as Recorder
    enableRecording.call(blank as Recorder)
    shared = blank
  }
  return shared
}

/**
 * Lends a parser the methods of a recording, until the function that is given back is called. Chevrotain sets some eighty
 * of them on each parser and deletes them again, which takes longer than all else that making a parser takes.
 */
export function lendRecording(parser: object): () => void {
  const own: object = Object.getPrototypeOf(parser)
  Object.setPrototypeOf(parser, Object.assign(Object.create(own), methods()))
  return () => Object.setPrototypeOf(parser, own)
}
