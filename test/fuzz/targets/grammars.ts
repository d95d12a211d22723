import type { Reading } from '../../../grammars/reading.ts'
import { grammarFiles } from '../../grammars/docs/grammars.ts'
import { ROOT } from '../../readme/documents.ts'
import { checkReading } from '../laws/reading.ts'
import { same } from '../laws/same.ts'
import type { Seeds, Target } from '../target.ts'

type Read = (text: string) => Reading<unknown>

const SLOW_PATH = 'readByGrammar'
/** Reading twice costs twice: a share of the inputs shows as well whether a parser keeps something. */
const TWICE = 8

function targetOf(name: string, read: Read, byGrammar: Read | undefined, seeds: () => readonly string[]): Target {
  let count = 0
  return {
    family: 'grammars',
    name,
    form: 'text',
    seeds,
    run(text) {
      const reading = read(text)
      checkReading(text, reading)
      count += 1
      if (count % TWICE === 0) same(reading, read(text))
      if (byGrammar) same(reading, byGrammar(text), 'the fast path reads what the grammar reads')
      return reading.ok ? 'read' : 'refused'
    },
  }
}

/** Every function of every grammar file that reads a text. */
export async function grammarTargets({ lines, texts }: Seeds): Promise<readonly Target[]> {
  const targets: Target[] = []
  const all = [...new Set([...lines, ...texts])]
  for (const { name, path, grammar } of grammarFiles) {
    const module = (await import(ROOT + path)) as Readonly<Record<string, unknown>>
    const reads = Object.entries(module).filter((entry): entry is [string, Read] => /^read[A-Z]/.test(entry[0]))
    const slow = reads.find(([id]) => id === SLOW_PATH)?.[1]
    const examples = (grammar?.examples ?? []).map(example => example.text)
    for (const [id, read] of reads) {
      if (id === SLOW_PATH) continue
      targets.push(targetOf(`${name} ${id}`, read, slow, () => [...examples, ...ownOf(read, all)]))
    }
  }
  return targets
}

const MOST_REFUSED = 200

/** Lines that a grammar reads, and some of which it reads the beginning. */
function ownOf(read: Read, lines: readonly string[]): readonly string[] {
  const readings = lines.map(line => ({ line, reading: read(line) }))
  const begun = readings.filter(({ reading }) => !reading.ok && reading.offset > 8)
  return [...readings.filter(({ reading }) => reading.ok), ...begun.slice(0, MOST_REFUSED)].map(({ line }) => line)
}
