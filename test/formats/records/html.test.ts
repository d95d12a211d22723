import { describe, expect, test } from 'vitest'
import { reportOf } from '../../engine/report-of.ts'

const HEAD = '[  500.000100] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0'
const KILL =
  '[  500.000200] Out of memory: Killed process 777 (java) total-vm:20000kB, anon-rss:3000kB, file-rss:10kB, shmem-rss:0kB, UID:0 pgtables:50kB oom_score_adj:0'
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

describe('a log in the source of a web page', () => {
  test.each([
    ['entities', `${escaped(`<4>${HEAD}`)}\n${escaped(`<3>${KILL}`)}\n`],
    ['numbers of characters', `&#60;4&#62;${HEAD}\n&#x3c;3&#x3E;${KILL}\n`],
    ['br', `<p>dear all</p><code>${HEAD}<br/>${KILL}<br>\n</code>`],
    ['pre', `<pre class="bz_comment_text">${HEAD}\n${KILL}</pre>`],
    ['spans', `<span style="color:red">${HEAD}</span>\n<span class='x'>${KILL}</span>\n`],
    ['table', `<tr><td>${HEAD}</td></tr>\n<tr><td>${KILL}</td></tr>\n`],
  ])('with %s', async (_, text) => {
    const { incidents } = await reportOf({ 'page.html': text })
    expect(incidents).toMatchObject([
      { trigger: { comm: 'java' }, victims: [{ pid: 777, comm: 'java', pgtablesKiB: 50 }] },
    ])
  })

  test('is none where a name only looks like it', async () => {
    const { incidents, sources } = await reportOf({ dmesg: `${HEAD}\n${KILL.replace('(java)', '(a&b)')}\n` })
    expect(sources[0]?.format).toBe('dmesg')
    expect(incidents).toMatchObject([{ victims: [{ comm: 'a&b' }] }])
  })
})

test.each(['12:', '  12  ', '12) '])('a line behind nothing but its number is read: %j', async number => {
  const { incidents } = await reportOf({ log: `${number}${KILL}\n` })
  expect(incidents).toMatchObject([{ victims: [{ pid: 777 }] }])
})

test('a kill in the middle of a line that is not read is told', async () => {
  const { headline } = await reportOf({ log: `x; ${HEAD}; ${KILL}\n` })
  expect(headline).toBe('The OOM killer left lines in these files, in a form that oomlens does not read.')
})
