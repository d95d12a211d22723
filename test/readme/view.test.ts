import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
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

/** What the keys that README names lead to. */
const screens = async (): Promise<readonly string[]> => [
  screen(await begun('thrash-on-two-clocks')),
  screen(await read(press(await begun('container-limit'), 'return'), 'container-limit')),
  screen(press(typed(press(await begun('thrash-on-two-clocks'), 'f'), 'sev:warning'), 'return', 't')),
]

describe('README.md', () => {
  test('shows screens as they are now', async () => {
    const now = await screens()
    // The first block is what analyze prints.
    const shown = fencedIn(document('README.md'))
      .filter(({ language }) => language === 'text')
      .slice(1)
    if (process.env.UPDATE === '1') {
      const renewed = shown.reduce(
        (page, { text }, at) => page.replace(`\`\`\`text\n${text}\`\`\``, () => `\`\`\`text\n${now[at]}\`\`\``),
        document('README.md'),
      )
      writeFileSync(join(ROOT, 'README.md'), renewed)
    }
    const blocks = fencedIn(document('README.md')).filter(({ language }) => language === 'text')
    expect(blocks.slice(1).map(({ text }) => text)).toEqual(now)
  })
})
