import { Box, Text, useInput } from 'ink'
import { createElement, type ReactElement } from 'react'
import { keyNames } from './key-name.ts'

interface ScreenProps {
  /** What a screen reader is given; nothing where the screen is painted. */
  readonly spoken: readonly string[]
  readonly onKeys: (names: readonly string[]) => void
}

const sentenceOf = (text: string, key: number): ReactElement => createElement(Text, { key, wrap: 'wrap' }, text)

/** Keys, and sentences for who listens. */
export function Screen({ spoken, onKeys }: ScreenProps): ReactElement {
  useInput((input, key) => onKeys(keyNames(input, key)))
  return createElement(Box, { flexDirection: 'column' }, spoken.map(sentenceOf))
}
