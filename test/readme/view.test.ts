import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openBundle } from '../../src/node/index.ts'
import { frameOf } from '../../src/tui/frame/frame.ts'
import { readSource } from '../../src/tui/shell/source-reader.ts'
import { reduce } from '../../src/tui/state/reduce.ts'
import type { State } from '../../src/tui/state/state.ts'
import { press, reportOfCase, stateOf, typed } from '../tui/support.ts'
import { document, fencedIn, ROOT } from './documents.ts'

const screen = (state: State): string =>
  `${frameOf(state)
    .map(line => line.replace(/\u001b\[[\d;]*m/g, '').trimEnd())
    .join('\n')}\n`

const begun = async (name: string): Promise<State> => stateOf(await reportOfCase(name), undefined, undefined, true)

/** The state after what it asks to be read was read. */
async function read(state: State, name: string): Promise<State> {
  const bundle = await openBundle(join(ROOT, `corpus/cases/${name}/bundle`))
  let next = reduce(state, { do: 'asked' })
  for (const ask of state.asks) {
    if (ask.ask !== 'read') continue
    const { path } = ask.span
    next = reduce(next, { do: 'file', path, file: await readSource(bundle, ask.span, () => true) })
  }
  return next
}

/** Screens by the page that shows them, in order: what the keys that it names lead to. */
const screens = async (): Promise<Readonly<Record<string, readonly string[]>>> => ({
  'README.md': [screen(await begun('thrash-on-two-clocks'))],
  'docs/view.md': [
    screen(await read(press(await begun('container-limit'), 'return'), 'container-limit')),
    screen(press(typed(press(await begun('thrash-on-two-clocks'), 'f'), 'sev:warning'), 'return', 't')),
  ],
})

const shownIn = (page: string): readonly string[] =>
  fencedIn(document(page))
    .filter(({ language, text }) => language === 'text' && text.includes('─ Timeline'))
    .map(({ text }) => text)

test.each(['README.md', 'docs/view.md'])('%s shows screens as they are now', async page => {
  const now = (await screens())[page] ?? []
  if (process.env.UPDATE === '1') {
    const renewed = shownIn(page).reduce(
      (whole, text, at) => whole.replace(`\`\`\`text\n${text}\`\`\``, () => `\`\`\`text\n${now[at]}\`\`\``),
      document(page),
    )
    writeFileSync(join(ROOT, page), renewed)
  }
  expect(now.length).toBeGreaterThan(0)
  expect(shownIn(page)).toEqual(now)
})
