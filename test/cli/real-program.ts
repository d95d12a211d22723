import type { Command } from 'commander'
import type { Io } from '../../src/cli/io.ts'
import { PARTS } from '../../src/cli/main.ts'
import { program } from '../../src/cli/program.ts'

const nobody = {
  isTTY: false,
  async write() {},
}
const IO: Io = {
  stdout: nobody,
  stderr: nobody,
  stdin: (async function* () {})(),
  env: {},
  columns: null,
  terminal: () => null,
}

/** The commands as the program has them, with its real outputs. It is only looked at. */
export const realProgram = (): Command => program(IO, PARTS, () => {})
