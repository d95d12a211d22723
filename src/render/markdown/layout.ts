/** A row of a table; line breaks would end it. */
export const row = (cells: readonly string[]): string =>
  `| ${cells.map(cell => cell.replaceAll('\n', ' ')).join(' | ')} |`

/** Folded away on GitHub and GitLab; elsewhere its summary is a line above it. The blank lines make what is inside Markdown. */
export const details = (summary: string, lines: readonly string[]): string[] => [
  '',
  `<details><summary>${summary}</summary>`,
  '',
  ...lines,
  '',
  '</details>',
]

/** A list with its heading, or nothing where it is empty. */
export const section = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', `**${heading}**`, ...lines]
