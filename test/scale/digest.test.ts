import { describe, expect, test } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { markdown } from '../../src/outputs/markdown.ts'
import { text } from '../../src/outputs/text.ts'
import { bundleOfShape } from './shape.ts'
import { shapes } from './shapes.ts'

const page = { width: 100, color: false, verbose: false }
const COUNT = 150
/** What anyone scrolls through; the rest is in the JSON form. */
const MOST_LINES = 1000

describe('what people read of very many incidents stays short', () => {
  test.each(shapes.map(shape => [shape.name, shape] as const))(
    '%s',
    async (_, shape) => {
      const report = await analyze(bundleOfShape(shape, COUNT))
      expect(report.incidents.length).toBe(shape.incidents(COUNT))
      for (const output of [text, markdown]) {
        const lines = output.write(report, page).split('\n')
        expect(lines.length).toBeLessThan(MOST_LINES)
      }
      const more = text.write(report, page).match(/and [\d,]+ more/g) ?? []
      expect(more.length > 0 || report.groups.length > 0).toBe(true)
    },
    60_000,
  )
})
