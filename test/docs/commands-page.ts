import type { Io } from '../../src/cli/io.ts'
import { commandName, commandsIn } from '../../src/cli/help/attach.ts'
import { PARTS } from '../../src/cli/main.ts'
import { run } from '../../src/cli/run.ts'
import { realProgram } from '../cli/real-program.ts'
import { ENVIRONMENT, FILES, PROMISES } from './surroundings.ts'

/** What `oomlens NAME --help` prints where no terminal tells a width. */
async function helpOf(name: string): Promise<string> {
  let text = ''
  const io: Io = {
    stdout: {
      isTTY: false,
      async write(more) {
        text += more
      },
    },
    stderr: { isTTY: false, async write() {} },
    stdin: (async function* () {})(),
    env: {},
    columns: null,
    terminal: () => null,
  }
  await run([...name.split(' ').filter(word => word !== ''), '--help'], io, PARTS)
  return text
}

const table = (head: string, rows: readonly (readonly [string, string])[]): string =>
  [`| ${head} | |`, '|---|---|', ...rows.map(([name, text]) => `| ${name} | ${text} |`)].join('\n')

const coded = (names: string): string =>
  names
    .split(', ')
    .map(name => `\`${name}\``)
    .join(', ')

/** docs/commands.md */
export async function commandsPage(): Promise<string> {
  const sections: string[] = []
  for (const command of commandsIn(realProgram())) {
    const name = commandName(command)
    sections.push(`## ${`oomlens ${name}`.trim()}\n\`\`\`text\n${(await helpOf(name)).trimEnd()}\n\`\`\`\n`)
  }
  return `# Commands

Every command with its options, as \`--help\` prints it. This page and the man page, [man/oomlens.1](man/oomlens.1), are made
from the program: \`npm run docs\`. After \`npm install --global\`, \`man oomlens\` shows it; in a checkout,
\`man docs/man/oomlens.1\`.

${PROMISES.join('\n\n')}

${sections.join('\n')}
## Environment
${table(
  'variable',
  ENVIRONMENT.map(([names, text]) => [coded(names), text]),
)}

## Files
${table(
  'file',
  FILES.map(([name, text]) => [coded(name), text]),
)}
`
}
