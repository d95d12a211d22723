import { Box, Text, useInput } from 'ink'
import { createElement, memo, type ReactElement } from 'react'
import { keyNames } from './key-name.ts'

/** One line of the screen. What did not change is not laid out again. */
const Row = memo(({ text }: { readonly text: string }) =>
  createElement(Text, { wrap: 'truncate' }, text === '' ? ' ' : text),
)

const rowOf = (text: string, key: number): ReactElement => createElement(Row, { key, text })

interface ScreenProps {
  readonly lines: readonly string[]
  readonly onKeys: (names: readonly string[]) => void
}

/** Lines that are ready to be shown: ink compares them with those on the screen and writes the difference. */
export function Screen({ lines, onKeys }: ScreenProps): ReactElement {
  useInput((input, key) => onKeys(keyNames(input, key)))
  return createElement(Box, { flexDirection: 'column' }, lines.map(rowOf))
}
