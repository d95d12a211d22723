import { type Kit, kit as ownKit } from './kit.ts'
import { readMember } from './lines/read-member.ts'
import { type Bundle, isProblem, type Member } from './model/bundle.ts'
import type { Found, Readers } from './model/reader.ts'

/**
 * Reads a bundle once, as a stream, and gives what each line, report and object in it says, in the order in which it is read:
 * events (they have a `kind`), problems (a `code`) and samples as columns (`times`), which come at the end of their file.
 *
 * Nothing is joined and nothing is placed in time, which takes all of a bundle: a kill that two logs tell of comes twice, and
 * `stamp` is the time as its source printed it. No more is read than is asked for; whoever leaves the loop closes the file. Bad
 * input never rejects: it comes as a `Problem`.
 */
export async function* readEvents(bundle: Bundle, kit: Kit = ownKit): AsyncGenerator<Found, void, undefined> {
  for await (const member of bundle.members()) {
    if (isProblem(member)) yield member
    else yield* foundIn(member, kit.readers)
  }
}

/** What one file tells. The next chunk of it is read once everything that the last one told was taken. */
async function* foundIn(member: Member, readers: Readers): AsyncGenerator<Found, void, undefined> {
  const waiting: Found[] = []
  let isRead = false
  let isLeft = false
  let found = (): void => {}
  let taken = (): void => {}

  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const chunk of member.bytes()) {
      yield chunk
      if (waiting.length > 0)
        await new Promise<void>(resolve => {
          taken = resolve
          found()
        })
      if (isLeft) return
    }
  }

  const reading = readMember({ ...member, bytes }, readers, each => waiting.push(each)).finally(() => {
    isRead = true
    found()
  })
  try {
    while (!isRead || waiting.length > 0) {
      if (waiting.length === 0)
        await new Promise<void>(resolve => {
          found = resolve
        })
      yield* waiting.splice(0)
      taken()
    }
  } finally {
    isLeft = true
    taken()
    await reading
  }
}
