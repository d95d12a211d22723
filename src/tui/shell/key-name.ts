import type { Key } from 'ink'

const NAMED: readonly (readonly [keyof Key, string])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageDown', 'pagedown'],
  ['pageUp', 'pageup'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'return'],
  ['escape', 'escape'],
  ['backspace', 'backspace'],
  // What most keyboards send for Backspace is called delete.
  ['delete', 'backspace'],
]

const CONTROL: ReadonlyMap<string, string> = new Map([
  ['\r', 'return'],
  ['\n', 'return'],
  ['\t', 'tab'],
])

/** Ctrl and a letter is the letter's number in the alphabet. */
const LAST_CONTROL = 26
const BEFORE_A = 96

/** Names of the keys of one input event, as the table of keys has them. Several letters may come at once. */
export function keyNames(input: string, key: Key): readonly string[] {
  if (key.tab) return [key.shift ? 'shift-tab' : 'tab']
  const named = NAMED.find(([property]) => key[property] === true)
  if (named) return [named[1]]
  if (key.ctrl) return input === '' ? [] : [`ctrl-${input}`]
  if (key.meta) return []
  return [...input].flatMap(letter => {
    const control = CONTROL.get(letter)
    if (control) return [control]
    const code = letter.charCodeAt(0)
    if (code > 0 && code <= LAST_CONTROL) return [`ctrl-${String.fromCharCode(BEFORE_A + code)}`]
    return code < 0x20 || code === 0x7f ? [] : [letter]
  })
}
