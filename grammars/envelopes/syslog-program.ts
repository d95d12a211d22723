import { createToken, type TokenType } from 'chevrotain'
import { allBut } from '../start-chars.ts'

/** Facilities and levels by their names in syslog(3), with those that are out of use. */
export const FACILITIES = 'kern|user|mail|daemon|auth|syslog|lpr|news|uucp|cron|authpriv|ftp|ntp|security|local[0-7]'
export const LEVELS = 'emerg|panic|alert|crit|err|error|warn|warning|notice|info|debug'

/** Followed by a host and a program: a host may be called `2024` as well. */
export const Year: TokenType = createToken({
  name: 'Year',
  pattern: /(?:19|20)\d\d +(?=[^\s[\]]+ +[^\s[\]]+(?:\[[^\s\]]{0,32}\])?: )/,
})
export const Facility: TokenType = createToken({
  name: 'Facility',
  pattern: new RegExp(`(?:${FACILITIES})\\.(?:${LEVELS}) +`),
})
/** `kernel`, `(udev-worker)`, `dbus-:1.2-org.example@0.service`. */
export const Ident: TokenType = createToken({
  name: 'Ident',
  pattern: /[^\s:[\]]+(?::[^\s:[\]]+)*(?=(?:\[[^\s\]]{0,32}\])?:(?: |(?![\s\S])))/,
  start_chars_hint: allBut(/[\s:[\]]/),
})
export const Pid: TokenType = createToken({ name: 'Pid', pattern: /\[[^\s\]]{0,32}\]/ })
export const Colon: TokenType = createToken({ name: 'Colon', pattern: /: ?/, push_mode: 'message' })
/** What ends in a colon is a program. */
export const Host: TokenType = createToken({
  name: 'Host',
  pattern: /[^\s[\]]*[^\s[\]:] +/,
  start_chars_hint: allBut(/[\s[\]]/),
})
export const Rest: TokenType = createToken({ name: 'Rest', pattern: /[\u0000-\uffff]+/ })
