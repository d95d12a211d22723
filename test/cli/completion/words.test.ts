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

test('nothing but its own command loads what makes the scripts, and that only when it runs', () => {
  const files = readdirSync('src/cli', { recursive: true, encoding: 'utf8' }).filter(
    name => name.endsWith('.ts') && !name.startsWith('completion/'),
  )
  const loading = files.filter(name =>
    /['"/]completion\/(?:index|bash|zsh|fish|shape)/.test(readFileSync(`src/cli/${name}`, 'utf8')),
  )
  expect(loading).toEqual(['completion.ts'])
  expect(readFileSync('src/cli/completion.ts', 'utf8')).not.toMatch(/^import .*completion\/index/m)
})
