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
