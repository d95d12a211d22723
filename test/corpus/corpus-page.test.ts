import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { corpus, held, isHeld, openCase } from './cases.ts'
import { ORIGINS, originOf, PAGE, page, pageWith } from './corpus-page.ts'

describe('corpus/README.md', () => {
  test('has the table of the cases: UPDATE=1 writes it', () => {
    if (process.env.UPDATE === '1') writeFileSync(PAGE, pageWith(page(), corpus))
    expect(pageWith(page(), corpus)).toBe(page())
    for (const { name } of corpus) expect(page()).toContain(`(cases/${name}/about.md)`)
  })

  test('a case that is new is missed', () => {
    const [first] = corpus
    expect(first && pageWith(page(), [...corpus, { ...first, name: 'new' }])).not.toBe(page())
  })

  test('names every folder, and every file that a case may have', () => {
    const folders = readdirSync(new URL('.', PAGE), { withFileTypes: true }).filter(each => each.isDirectory())
    for (const { name } of folders) expect(page()).toContain(`\`${name}/\``)
    const files = corpus.flatMap(({ name }) => readdirSync(new URL(`cases/${name}`, PAGE)))
    for (const name of new Set(files)) expect(page()).toMatch(new RegExp(`\`${name}/?\``))
  })

  test('every link leads to a file', () => {
    const targets = [...page().matchAll(/\]\((?!https?:)([^)#]+)/g)].map(match => match[1] ?? '')
    expect(targets.length).toBeGreaterThan(corpus.length)
    expect(targets.filter(target => !existsSync(new URL(target, PAGE)))).toEqual([])
  })
})

describe.each(corpus)('$name', each => {
  test('says where it comes from', () => {
    expect(ORIGINS).toContain(originOf(each)?.split(/[;,]/)[0])
  })

  test('names the kernels whose first line it holds', async () => {
    const texts = (await held(await openCase(each))).filter(isHeld).map(({ bytes }) => new TextDecoder().decode(bytes))
    const kernels = texts.flatMap(text => [...text.matchAll(/Linux version (\d+\.\d+)/g)].map(match => match[1]))
    for (const kernel of new Set(kernels)) expect(originOf(each)).toMatch(new RegExp(`Linux ${kernel}(?![.\\d])`))
  })
})
