import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { topicWords } from '../../../src/cli/completion/index.ts'
import { topics } from '../../../src/cli/topics.ts'
import { findTopics } from '../../../src/topics/find.ts'
import { oomlens } from '../support.ts'

test('every topic has a word that a shell takes as it is, and that explain finds it by', () => {
  for (const topic of topics) {
    const [word = ''] = topicWords([topic])
    expect(word).toMatch(/^[\w.:/-]+$/)
    expect(findTopics(topics, word), word).toContain(topic)
  }
})

test('what explain offers is no more and no less than what it knows', () => {
  expect(new Set(topicWords(topics)).size).toBe(topicWords(topics).length)
  expect(topicWords(topics).length).toBeGreaterThan(300)
})

test('an unknown shell is told, with those that are known', async () => {
  const { status, stderr } = await oomlens(['completion', 'zhs'])
  expect(status).toBe(2)
  expect(stderr).toBe("oomlens: shell: 'zhs' is none of bash, zsh, fish. Did you mean zsh?\n")
})

test('nothing loads what few commands need before one of them runs', () => {
  const files = readdirSync('src/cli', { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'))
  const naming = (parts: RegExp) => files.filter(name => parts.test(readFileSync(`src/cli/${name}`, 'utf8')))
  expect(naming(/import\('\.{1,2}\/seldom\.ts'\)/)).toEqual(
    expect.arrayContaining(['completion.ts', 'fleet/program.ts', 'main.ts']),
  )
  expect(naming(/from '[./]*\/seldom\.ts'/)).toEqual([])
  const within = naming(/from '[./]*\/(?:completion\/index|topics)\.ts'|from '\.[./\w]*\/(?:fleet|merge|summary)\.ts'/)
  expect(within.filter(name => name !== 'seldom.ts' && !name.startsWith('fleet/'))).toEqual([])
  expect(readFileSync('src/cli/fleet/program.ts', 'utf8')).not.toMatch(
    /^import \{.*\} from '\.\/(?:fleet|merge|summary)\.ts'/m,
  )
})
