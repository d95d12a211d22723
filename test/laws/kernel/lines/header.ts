import fc from 'fast-check'
import { type OomHeader, readOomHeader } from '../../../../grammars/kernel/oom-header.ts'
import { ERAS, type Era } from '../eras.ts'
import { type LineLaw, LOST, said } from '../line-law.ts'
import * as words from '../words.ts'

export interface HeaderFacts {
  readonly comm: string
  readonly mask: string
  readonly flags: string
  readonly nodemask: string
  readonly order: number | string
  readonly oomAdj: number | string
  readonly adj: number | string
}

/** `dump_header` of mm/oom_kill.c. */
export function printHeader({ header }: Era, facts: HeaderFacts): string {
  const { comm, mask, flags, nodemask, order, oomAdj, adj } = facts
  const start = `${comm} invoked oom-killer: gfp_mask=${mask}`
  switch (header) {
    case 'oom_adj':
      return `${start}, order=${order}, oom_adj=${oomAdj}`
    case 'both':
      return `${start}, order=${order}, oom_adj=${oomAdj}, oom_score_adj=${adj}`
    case 'score':
      return `${start}, order=${order}, oom_score_adj=${adj}`
    case 'flags':
      return `${start}(${flags}), order=${order}, oom_score_adj=${adj}`
    case 'nodemask':
      return `${start}(${flags}), nodemask=${nodemask}, order=${order}, oom_score_adj=${adj}`
    case 'two blanks':
      return `${start}(${flags}), nodemask=${nodemask},  order=${order}, oom_score_adj=${adj}`
  }
}

export const headerFacts: fc.Arbitrary<HeaderFacts> = fc
  .record({
    comm: words.name,
    gfp: words.gfp,
    nodemask: words.nodemask,
    order: words.order,
    oomAdj: words.oldAdj,
    adj: words.adj,
  })
  .map(({ gfp: [mask, flags], ...rest }) => ({ mask, flags, ...rest }))

const factsAgain = ({ comm, fields, flags }: OomHeader): HeaderFacts => ({
  comm: comm.text,
  mask: fields.get('gfp_mask') ?? LOST,
  flags: flags ?? LOST,
  nodemask: fields.get('nodemask') ?? LOST,
  order: fields.get('order') ?? LOST,
  oomAdj: fields.get('oom_adj') ?? LOST,
  adj: fields.get('oom_score_adj') ?? LOST,
})

export const headerLaw = (era: Era): LineLaw<HeaderFacts, OomHeader> => ({
  name: `the header of ${era.name}`,
  facts: headerFacts,
  print: facts => printHeader(era, facts),
  said: ({ comm, mask, flags, nodemask, order, oomAdj, adj }) => {
    const has = { flags: !['oom_adj', 'both', 'score'].includes(era.header), nodemask: /nodemask|two/.test(era.header) }
    return said({
      comm,
      gfp_mask: mask,
      flags: has.flags ? flags : null,
      nodemask: has.nodemask ? nodemask : null,
      order,
      oom_adj: era.header === 'oom_adj' || era.header === 'both' ? oomAdj : null,
      oom_score_adj: era.header === 'oom_adj' ? null : adj,
    })
  },
  read: readOomHeader,
  says: ({ comm, fields, flags }) => said({ comm: comm.text, flags, ...Object.fromEntries(fields) }),
  printAgain: header => printHeader(era, factsAgain(header)),
  printShorter: header => printHeader(ERAS[0], factsAgain(header)),
})
