import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isThere, playground, WORDS } from './scripts.ts'

describe.skipIf(!isThere('fish'))('fish', () => {
  let root = ''
  let script = ''
  beforeAll(async () => {
    ;({ root, script } = await playground('fish'))
  })
  afterAll(() => rmSync(root, { recursive: true }))

  /** What fish itself would show, without the descriptions. */
  const offered = (typed: string): readonly string[] =>
    execFileSync('fish', ['--no-config', '-c', 'source $argv[1]; complete -C $argv[2]', script, typed], {
      encoding: 'utf8',
      cwd: join(root, 'work'),
      env: { ...process.env, HOME: root },
    })
      .split('\n')
      .flatMap(line => line.split('\t')[0] || [])

  test.each(WORDS)('%s', (typed, words, only) => {
    const found = offered(typed)
    expect(found).toEqual(expect.arrayContaining([...words]))
    if (only) expect(found.toSorted()).toEqual(words.toSorted())
  })

  test('files, directories, and nothing where only the user knows', () => {
    expect(offered('oomlens analyze ')).toEqual(expect.arrayContaining(['dmesg one.txt', 'out-1/']))
    expect(offered('oomlens analyze -o ')).toEqual(expect.arrayContaining(['dmesg one.txt']))
    expect(offered('oomlens fleet ')).toEqual(expect.arrayContaining(['summary', 'merge', 'out-1/']))
    expect(offered('oomlens fleet merge ')).toEqual(['out-1/'])
    expect(offered('oomlens fleet merge -o ')).toEqual(['out-1/'])
    expect(offered('oomlens analyze --namespace ')).toEqual([])
    expect(offered('oomlens collect ')).toEqual([])
  })

  test('what was typed behind = and :', () => {
    expect(offered('oomlens analyze --format=js')).toEqual(['--format=json'])
    expect(offered('oomlens explain not-oom:live')).toEqual(['not-oom:liveness-probe'])
  })
})
