import { describe, expect, test } from 'vitest'
import { commandName, commandsIn } from '../../src/cli/help/attach.ts'
import { HELP } from '../../src/cli/help/texts.ts'
import { displayWidth } from '../../src/render/display-width.ts'
import { oomlens } from './support.ts'
import { realProgram } from './real-program.ts'

const names = commandsIn(realProgram()).map(commandName)
const helpOf = async (name: string, columns: number | null = null): Promise<string> => {
  const { status, stdout, stderr } = await oomlens([...name.split(' ').filter(word => word !== ''), '--help'], {
    columns,
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout
}

test('there is a text for every command, and for no other', () => {
  expect(names.length).toBeGreaterThan(8)
  expect(Object.keys(HELP).toSorted()).toEqual(names.toSorted())
})

describe.each(names)('oomlens %s --help', name => {
  test('has at least three examples, each of a command that there is', async () => {
    const { examples = [] } = HELP[name] ?? {}
    expect(examples.length).toBeGreaterThanOrEqual(3)
    const help = await helpOf(name)
    for (const { command, does } of examples) {
      expect(help).toContain(`  ${command}`)
      expect(help.replace(/\s+/g, ' ')).toContain(does)
    }
  })

  test('is what "oomlens help" prints', async () => {
    const words = name.split(' ').filter(word => word !== '')
    expect((await oomlens(['help', ...words])).stdout).toBe(await helpOf(name))
  })

  test.each([40, 60, 80, 100])('keeps to %i columns, but for commands and the words of an option', async columns => {
    const commands = new Set(HELP[name]?.examples.map(({ command }) => `  ${command}`))
    const lines = (await helpOf(name, columns)).split('\n')
    const long = lines.filter(line => displayWidth(line) > columns && !commands.has(line) && !line.startsWith('  -'))
    expect(long.filter(line => !/^(?:Usage:| {7})/.test(line))).toEqual([])
  })
})
