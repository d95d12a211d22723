import { readFileSync } from 'node:fs'

/** An esbuild plugin that replaces one text of each module of a package that matches; a build without that text fails. */
const replacing = (name, filter, found, instead) => ({
  name,
  setup(build) {
    build.onLoad({ filter }, ({ path }) => {
      const source = readFileSync(path, 'utf8')
      const contents = source.replace(found, instead)
      if (contents === source) throw new Error(`${path} has nothing that ${name} could change`)
      return { contents, loader: 'js' }
    })
  },
})

/** The tests check the grammars, which then need no checks at every start of the program. */
export const uncheckedGrammars = replacing(
  'unchecked-grammars',
  /chevrotain[\\/]lib[\\/]src[\\/](?:scan[\\/]lexer_public|parse[\\/]parser[\\/]parser)\.js$/,
  'skipValidations: false',
  'skipValidations: true',
)

/** No command is a program of its own, and what starts programs takes milliseconds to load. */
export const withoutPrograms = replacing(
  'without-programs',
  /[\\/]commander[\\/]lib[\\/]command\.js$/,
  "import childProcess from 'node:child_process';",
  'const childProcess = {};',
)
