import { describe, expect, test } from 'vitest'
import { killSentence, unitSentence } from '../../../src/engine/report/killer-sentence.ts'
import type { UnitOom } from '../../../src/model/killer.ts'
import type { Incident } from '../../../src/model/report.ts'
import { incident, killerKill, victim } from '../../rules/cases.ts'

describe('what another killer did', () => {
  const by = (kill: Parameters<typeof killerKill>[0] = {}, of: Partial<Incident> = {}) =>
    killSentence(
      killerKill({ policy: null, signal: null, ...kill }),
      incident(of),
      each => each.comm ?? 'the processes of x',
    )
  const died = (parts: Parameters<typeof victim>[0]) => ({ victims: [victim(parts)] })
  const who = "earlyoom, not the kernel's OOM killer,"

  test.each<[string, Parameters<typeof killerKill>[0], Partial<Incident>, string]>([
    ['a death', {}, {}, 'killed crawler.'],
    ['a death by SIGTERM', { signal: 'SIGTERM' }, {}, 'killed crawler by SIGTERM.'],
    ['a death by SIGTERM of nobody', { signal: 'SIGTERM', victims: [] }, {}, 'killed crawler.'],
    [
      'a death by what followed SIGTERM',
      { signal: 'SIGTERM', escalated: true },
      {},
      'killed crawler by SIGKILL, since SIGTERM did not end it in time.',
    ],
    [
      'a signal',
      { signal: 'SIGTERM' },
      died({ outcome: 'signalled' }),
      'sent SIGTERM to crawler; its end is not in the log.',
    ],
    [
      'two signals',
      { signal: 'SIGTERM', escalated: true },
      died({ outcome: 'signalled' }),
      'sent SIGTERM and then SIGKILL to crawler; its end is not in the log.',
    ],
    [
      'some signal',
      {},
      died({ outcome: 'survived' }),
      'sent a signal to crawler; it was still alive when the killer gave up.',
    ],
    [
      'an attempt',
      {},
      died({ outcome: 'unknown' }),
      'acted on crawler; whom it killed, if anybody, the log does not say.',
    ],
    ['several deaths', {}, { victims: [victim(), victim()] }, 'killed crawler and 1 more.'],
    ['nobody', {}, { victims: [] }, 'acted on somebody; whom it killed'],
    [
      'a cgroup',
      { policy: { kind: 'pressure', cgroup: '/a', percent: null, limitPercent: null, forSeconds: null } },
      { victims: [] },
      'acted on /a,',
    ],
    [
      'a cgroup of unknown name',
      { policy: { kind: 'pressure', cgroup: null, percent: null, limitPercent: null, forSeconds: null } },
      { victims: [] },
      'acted on a cgroup',
    ],
    ['what was in a cgroup', {}, died({ comm: null, pid: null, cgroup: '/a' }), 'killed /a.'],
    [
      'processes of a cgroup',
      {},
      { victims: [victim({ comm: null, cgroup: '/a' }), victim({ comm: null, cgroup: '/a' })] },
      'killed 2 processes of /a.',
    ],
    ['a process of a cgroup', {}, died({ comm: null, cgroup: '/a' }), 'killed 1 process of /a.'],
    [
      'for a reason in words',
      { policy: { kind: 'words', words: 'because' } },
      {},
      'killed crawler; its reason: because.',
    ],
  ])('%s', (_, kill, of, words) => {
    expect(by(kill, of)).toContain(`${who} ${words}`)
  })

  test('in a pod is said with its name', () => {
    const inPod = { ...died({ comm: null, pid: null, cgroup: '/a', pod: { namespace: 'a', name: 'b', uid: null } }) }
    expect(killSentence(killerKill({ policy: null, signal: null }), incident(inPod), () => 'pod a/b')).toContain(
      'killed pod a/b (/a).',
    )
    expect(by({}, inPod)).toContain('killed /a.')
  })

  const unit = (says: UnitOom['says'], processes: number | null = null): UnitOom =>
    ({ unit: 'a.service', says, processes }) as unknown as UnitOom
  test.each<[readonly UnitOom[], string]>([
    [[unit('oomd-kill', 1)], 'systemd says that systemd-oomd killed 1 process of a.service;'],
    [[unit('oomd-kill', 2)], 'systemd says that systemd-oomd killed 2 processes of a.service;'],
    [[unit('result'), unit('oomd-kill')], 'systemd says that systemd-oomd killed processes of a.service;'],
    [[unit('kernel-kill')], 'systemd says that the OOM killer killed a process of a.service;'],
    [[unit('result'), unit('kernel-kill')], 'systemd says that the OOM killer killed a process of a.service;'],
    [
      [unit('result')],
      'systemd says that a.service failed because a process of it was killed for lack of memory (oom-kill);',
    ],
  ])('systemd alone (%#)', (units, words) => {
    expect(unitSentence(units)).toContain(words)
  })
})
