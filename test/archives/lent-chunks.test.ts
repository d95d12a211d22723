import { expect, test } from 'vitest'
import { expandMember, openExpansion } from '../../src/archives/index.ts'
import { lent } from '../lent.ts'
import { memberOf, readAll } from './support.ts'
import { packers } from './writers.ts'

const FILES = {
  'node/dmesg': Array.from({ length: 4000 }, (_, at) => `[${at}.${at * 7919}] line ${at}\n`).join(''),
  'node/date': 'Tue Nov 25 04:14:38 UTC 2026\n',
}

test.each(Object.entries(packers))('%s is read whole from chunks that are lent', async (_, pack) => {
  const member = memberOf('bundle', await pack(FILES))
  for (const size of [511, 4096]) {
    const read = await readAll(expandMember(lent(member, size), openExpansion(), ''))
    expect(read).toEqual(await readAll(expandMember(member, openExpansion(), '')))
    expect(read.problems).toEqual([])
  }
})
