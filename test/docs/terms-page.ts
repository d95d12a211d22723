import type { Term } from '../../src/topics/terms/term.ts'
import { TERMS } from '../../src/topics/terms/table.ts'

const HEAD = `# Terms

Words of the kernel, of Kubernetes and of the field that reports and logs use. \`oomlens explain TERM\` prints the same, and
takes other words for it as well. This page is made from src/topics/terms: \`npm run docs\`.
`

const source = (text: string): string => (text.startsWith('https://') ? `<${text}>` : text)

const entry = ({ name, title, aliases, text, sources }: Term): string => `
### ${name}
${title.charAt(0).toUpperCase()}${title.slice(1)}. ${text}

${aliases.length === 0 ? '' : `Also: ${aliases.map(alias => `\`${alias}\``).join(', ')}.\n`}Source: ${sources.map(source).join('; ')}.
`

/** docs/terms.md */
export const termsPage = (): string =>
  HEAD +
  Object.entries(TERMS)
    .map(([subject, terms]) => `\n## ${subject}\n${terms.map(entry).join('')}`)
    .join('')
