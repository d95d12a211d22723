import { PROBLEMS } from '../../src/topics/problems/table.ts'

const HEAD = `# Problems

Bad input never stops an analysis. What could not be read, was odd or had to be assumed is listed under \`problems\` in the
report, with a code, what happened, what to do, and the place. \`error\` means that something is missing from the analysis,
\`warning\` that an answer may be off, \`info\` that there is nothing to worry about. The text output shows errors and
warnings, and \`--verbose\` all of them.

At most five problems of one code are listed for one source; the last of them says how many more there are.

\`oomlens explain CODE\` prints the same. This page is made from src/topics/problems: \`npm run docs\`.
`

/** docs/problems.md */
export const problemsPage = (): string =>
  HEAD +
  Object.entries(PROBLEMS)
    .map(
      ([code, { means, usualCause, toDo }]) =>
        `\n## ${code}\n- Means: ${means}\n- Usual cause: ${usualCause}\n- What to do: ${toDo}\n`,
    )
    .join('')
