import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import type { Output } from '../../src/model/output.ts'
import { markdown } from '../../src/outputs/markdown.ts'
import { text } from '../../src/outputs/text.ts'
import { corpus, openCase } from './cases.ts'

/** Beside `report.json` a case may keep what people read of it. */
const KEPT: readonly { readonly file: string; readonly output: Output; readonly width: number }[] = [
  { file: 'report.txt', output: text, width: 80 },
  { file: 'report.md', output: markdown, width: 80 },
]

const stories = corpus.flatMap(each =>
  KEPT.map(kept => ({ each, ...kept, path: each.goldenPath.replace('report.json', kept.file) })).filter(({ path }) =>
    existsSync(path),
  ),
)

describe('what people read of a case', () => {
  test('is kept of ten stories at least, as text and as Markdown', () => {
    for (const { file } of KEPT) expect(stories.filter(story => story.file === file).length).toBeGreaterThanOrEqual(10)
  })

  test.each(stories.map(story => [`${story.each.name}/${story.file}`, story] as const))('%s', async (_, story) => {
    const report = await analyze(await openCase(story.each), story.each.options)
    const now = story.output.write(report, { width: story.width, color: false, verbose: false })
    if (process.env.UPDATE === '1') writeFileSync(story.path, now)
    expect(now).toBe(readFileSync(story.path, 'utf8'))
    const columns = now.split('\n').map(line => line.length)
    if (report.incidents.length === 1 && story.file === 'report.md') expect(columns.length).toBeLessThanOrEqual(61)
  })
})
