import { describe, expect, test } from 'vitest'
import { topics } from '../../src/cli/topics.ts'
import { keyOf } from '../../src/topics/find.ts'
import { TERMS } from '../../src/topics/terms/table.ts'

const terms = Object.values(TERMS).flat()

describe('the glossary', () => {
  test('has the words that people ask for', () => {
    expect(terms.length).toBeGreaterThan(60)
  })

  test.each(terms.map(term => [term.name, term] as const))('%s: two to five sentences, and a source', (_, term) => {
    const sentences = term.text.match(/[.](?= [A-Z`\d/-]|$)/g) ?? []
    expect(sentences.length).toBeGreaterThanOrEqual(2)
    expect(sentences.length).toBeLessThanOrEqual(5)
    expect(term.sources.length).toBeGreaterThan(0)
    expect(term.title).not.toMatch(/[.]$/)
    for (const source of term.sources)
      expect(source).toMatch(
        /^(?:man \d \S+|Documentation\/\S+\.(?:rst|txt)|\w[\w/-]*\/\w+\.[ch]|https:\/\/|[\w-]+\/[\w-]+ \S+)/,
      )
  })

  test('one word stands for one term, but for the file and the condition of that name', () => {
    const words = terms.flatMap(({ name, aliases }) => [...new Set([name, ...aliases].map(keyOf))])
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual(['memorypressure'])
  })

  test('another word for a term is none that its name says already', () => {
    for (const { name, aliases } of terms) {
      const keys = [name, ...aliases].map(keyOf)
      expect(new Set(keys).size, name).toBe(keys.length)
    }
  })
})

test('every topic says something, and nothing that controls a terminal', () => {
  for (const { name, parts } of topics) {
    expect(parts[0]?.text.length, name).toBeGreaterThan(4)
    expect(JSON.stringify(parts)).not.toMatch(/\p{Cc}/u)
  }
})
