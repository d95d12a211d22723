import type { Topic, TopicGroup } from '../model/topic.ts'
import { displayWidth } from './display-width.ts'
import { flow } from './flow.ts'
import { labelled, type Page } from './page.ts'
import { say, whole } from './piece.ts'
import { printable } from './printable.ts'

const KINDS: Readonly<Record<TopicGroup, string>> = {
  cause: 'a cause',
  problem: 'a problem code',
  term: 'a term',
  field: 'a field of the report',
}

/** Everything about one topic. */
export function topicLines(page: Page, { group, name, title, parts, sources }: Topic): readonly string[] {
  const { bold, dim } = page.ink
  const head = title === null ? [say(name, bold)] : [say(`${name}:`, bold), say(title)]
  return [
    ...flow([...head, say(`(${KINDS[group]})`, dim)], page.width),
    ...parts.flatMap(({ label, text }) =>
      label === null ? flow([say(text)], page.width, 2) : labelled(page, label, [[say(text)]]),
    ),
    ...labelled(
      page,
      'Sources',
      sources.map(source => [whole(source, dim)]),
    ),
  ]
}

/** Names one after another, below what they have in common. */
const names = (page: Page, common: string, all: readonly string[]): readonly string[] => [
  ...(common === '' ? [] : flow([say(common)], page.width, 2)),
  ...flow(
    all.map((name, at) => whole(at < all.length - 1 ? `${name},` : name, page.ink.cyan)),
    page.width,
    4,
  ),
]

const bySubject = (topics: readonly Topic[]): readonly (readonly [string, readonly Topic[]])[] => {
  const subjects = new Map<string, Topic[]>()
  for (const topic of topics) {
    const subject = topic.subject ?? ''
    const list = subjects.get(subject) ?? []
    list.push(topic)
    subjects.set(subject, list)
  }
  return [...subjects]
}

/** Names with their titles beside them, or below them where the page is narrow. */
function titles(page: Page, topics: readonly Topic[]): readonly string[] {
  const column = 6 + Math.max(0, ...topics.map(({ name }) => displayWidth(name)))
  const room = page.width >= 2 * column
  return topics.flatMap(({ name, title }) => {
    const [first = '', ...rest] = flow([say(title ?? '')], page.width, room ? column : 6)
    const shown = page.ink.cyan(printable(name))
    const gap = ' '.repeat(Math.max(1, column - 4 - displayWidth(name)))
    return room ? [`    ${shown}${gap}${first.trimStart()}`, ...rest] : [`    ${shown}`, first, ...rest]
  })
}

/** The names of all topics, by what they are. */
export function topicList(page: Page, topics: readonly Topic[]): readonly string[] {
  const { bold } = page.ink
  const of = (wanted: TopicGroup): readonly Topic[] => topics.filter(({ group }) => group === wanted)
  const heading = (text: string): readonly string[] => flow([say(text, bold)], page.width)
  return [
    ...heading('Causes'),
    ...titles(page, of('cause')),
    '',
    ...heading('Problem codes'),
    ...names(
      page,
      '',
      of('problem').map(({ name }) => name),
    ),
    '',
    ...heading('Terms'),
    ...bySubject(of('term')).flatMap(([subject, all]) =>
      names(
        page,
        subject,
        all.map(({ name }) => name),
      ),
    ),
    '',
    ...heading('Fields of the report'),
    ...bySubject(of('field')).flatMap(([subject, all]) =>
      names(
        page,
        subject === '' ? 'the report itself' : subject,
        all.map(({ name }) => name.slice(subject === '' ? 0 : subject.length + 1)),
      ),
    ),
  ]
}
