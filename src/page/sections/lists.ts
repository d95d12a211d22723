import type { App } from '../app.ts'
import { cites } from '../cite.ts'
import { command } from '../commands.ts'
import { h } from '../dom.ts'
import { answerMark, severityMark } from '../marks.ts'
import { section, table } from './section.ts'

/** The checklist of the first five minutes. */
export const triage = (app: App): HTMLElement | null =>
  section(
    'triage',
    'First five minutes',
    app.report.triage.length > 0 &&
      h(
        'ol',
        { class: 'triage panel' },
        app.report.triage.map(({ question, answer, detail, evidence, collect }) =>
          h(
            'li',
            {},
            h('div', { class: 'question' }, h('b', {}, question), answerMark(answer)),
            h('p', {}, detail, ' ', cites(app, question, evidence)),
            collect !== null && command(collect),
          ),
        ),
      ),
  )

export const contradictions = (app: App): HTMLElement | null =>
  section(
    'contradictions',
    'Contradictions',
    app.report.contradictions.map(({ says, against, settledBy, evidence }) =>
      h(
        'article',
        { class: 'panel contradiction' },
        h('p', {}, says),
        h('p', {}, h('b', {}, 'But: '), against, ' ', cites(app, 'Contradiction', evidence)),
        h('p', { class: 'muted' }, `Settled by: ${settledBy}`),
      ),
    ),
  )

export const healthy = (app: App): HTMLElement | null =>
  section(
    'healthy',
    'Looks bad and is not',
    app.report.healthy.length > 0 &&
      h(
        'ul',
        { class: 'panel plain' },
        app.report.healthy.map(({ finding, evidence }) => h('li', {}, finding, ' ', cites(app, finding, evidence))),
      ),
  )

export const missing = (app: App): HTMLElement | null =>
  section(
    'missing',
    'What is missing',
    app.report.missing.map(({ what, wouldSettle, collect }) =>
      h(
        'article',
        { class: 'panel' },
        h('p', {}, h('b', {}, what)),
        h('p', {}, `Would settle: ${wouldSettle}`),
        command(collect),
      ),
    ),
  )

export const problems = (app: App): HTMLElement | null =>
  section(
    'problems',
    'Problems of the input',
    table(
      ['Severity', 'What', 'Where'],
      app.report.problems.map(({ code, severity, detail, advice, evidence, path }) =>
        h(
          'tr',
          {},
          h('td', {}, severityMark(severity)),
          h('td', {}, h('b', {}, code), h('p', {}, detail), advice !== null && h('p', { class: 'muted' }, advice)),
          h('td', {}, cites(app, code, evidence) ?? path ?? ''),
        ),
      ),
    ),
  )
