import { pad } from '../../render/display-width.ts'
import { flow } from '../../render/flow.ts'
import { say } from '../../render/piece.ts'
import { KEYS } from '../state/keys.ts'

const KEY_COLUMNS = 12

const NOTES: readonly string[] = [
  'n and N are shared: while a search is on they go to its matches, as in less and vim; otherwise to incidents. i and p always go to incidents. Esc ends the search.',
  'A filter is words with a field: severity:warning node:worker-3 kind:kube java. Different fields must all fit, of one field any; severity means that or worse, kind its beginning. Tab completes.',
  'In the timeline ┃ spans an incident from its first entry to its last, ░ is thrashing, ~ is a time that may be a second or more off.',
]

/** Made from the table of keys, so that it cannot say anything else. */
export function helpLines(width: number): readonly string[] {
  const room = Math.max(KEY_COLUMNS + 20, width - 2)
  return [
    ...KEYS.flatMap(({ group, keys }) => [
      group,
      ...keys.flatMap(({ shown, does }) => {
        const [first = '', ...rest] = flow([say(does)], room, KEY_COLUMNS + 2)
        return [`  ${pad(shown, KEY_COLUMNS)}${first.trimStart()}`, ...rest]
      }),
      '',
    ]),
    ...NOTES.flatMap(note => [...flow([say(note)], room, 2), '']),
  ]
}
