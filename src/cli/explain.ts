import { clip } from '../render/display-width.ts'
import { pageOf } from '../render/page.ts'
import { printable } from '../render/printable.ts'
import { topicLines, topicList } from '../render/topics.ts'
import { findTopics, similarTopics } from '../topics/find.ts'
import { UsageError } from './complain.ts'
import { type Io, type Parts, writeTo } from './io.ts'
import { textWidth, wantsColor } from './terminal.ts'

const ALL = '"oomlens explain" lists all.'
/** So many columns of what was asked for are said again. */
const SHOWN = 60

/** `oomlens explain [TOPIC]`: what a cause, a problem code, a term or a field of the report means; without one, what there is. */
export async function explainCommand(
  words: readonly string[],
  flags: { readonly color: boolean },
  io: Io,
  parts: Parts,
): Promise<number> {
  const topics = await parts.topics()
  const page = pageOf({ width: textWidth(io.columns), color: wantsColor(io, flags.color, false), verbose: false })
  const asked = words.join(' ')
  if (asked === '') {
    await writeTo(io.stdout, `${topicList(page, topics).join('\n')}\n`)
    return 0
  }
  const found = findTopics(topics, asked)
  if (found.length === 0) {
    const similar = similarTopics(topics, asked)
    const meant = similar.length === 0 ? '' : `Did you mean ${similar.join(', ')}? `
    throw new UsageError(`nothing is known of '${clip(printable(asked), SHOWN)}'. ${meant}${ALL}`)
  }
  await writeTo(io.stdout, `${found.map(topic => topicLines(page, topic).join('\n')).join('\n\n')}\n`)
  return 0
}
