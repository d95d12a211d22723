import type { Confidence } from '../model/report.ts'
import { h, icon } from './dom.ts'

const SIGN: Readonly<Record<Confidence, string>> = { certain: '●', likely: '◐', possible: '○' }

/** How sure a claim is: a shape and the word. */
export const sureness = (confidence: Confidence): HTMLElement =>
  h('span', { class: `sure ${confidence}` }, icon(SIGN[confidence]), confidence)

const SEVERITY: Readonly<Record<string, string>> = { info: '○', warning: '▲', error: '✕', critical: '◆' }

export const severityMark = (severity: string): HTMLElement =>
  h('span', { class: `severity ${severity}` }, icon(SEVERITY[severity] ?? '○'), severity)

const ANSWER: Readonly<Record<string, string>> = { yes: '●', no: '○', unknown: '?' }

export const answerMark = (answer: string): HTMLElement =>
  h('span', { class: `answer ${answer}` }, icon(ANSWER[answer] ?? '?'), answer)
