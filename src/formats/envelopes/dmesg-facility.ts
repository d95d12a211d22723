import type { Envelope } from '../../model/reader.ts'
import { mayHoldDmesgTime } from './dmesg-times.ts'
import { originOf } from './origin.ts'

const HEAD =
  /^(kern|user|mail|daemon|auth|syslog|lpr|news|uucp|cron|authpriv|ftp|res\d|local[0-7]) {0,5}:(?:emerg|alert|crit|err|warn|notice|info|debug) {0,3}: /

/** `kern  :warn  : …`: `dmesg -x`. Processes that write to /dev/kmsg have other facilities than the kernel. */
export const dmesgFacility: Envelope = {
  id: 'dmesg-x',
  first: /[a-z]/,
  open(body) {
    const [head, facility] = HEAD.exec(body.text) ?? []
    if (head === undefined || !mayHoldDmesgTime(body, 'dmesg-x') || body.envelopes.includes('dmesg')) return null
    return {
      ...body,
      text: body.text.slice(head.length),
      origin: originOf(body, facility === 'kern' ? 'kernel' : 'user'),
    }
  },
}
