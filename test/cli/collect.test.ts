import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { COLLECT_SCRIPT } from '../../src/cli/collect-script.ts'
import { openBundle } from '../../src/node/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'oomlens-collect-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Every word that begins a command, outside of comments. */
const commands = (script: string): readonly string[] =>
  script
    .split('\n')
    .filter(line => !/^\s*#/.test(line))
    .flatMap(line => [...line.matchAll(/(?:^|[|;&(]|\bdo\b|\bthen\b|\belse\b)\s*([a-z][\w-]*)(?=\s|$)/g)])
    .map(([, word = '']) => word)

describe('the script that collect prints', () => {
  it('is POSIX shell', () => {
    const file = join(folder, 'collect.sh')
    writeFileSync(file, COLLECT_SCRIPT)
    expect(() => execFileSync('sh', ['-n', file], { stdio: 'pipe' })).not.toThrow()
    expect(COLLECT_SCRIPT.startsWith('#!/bin/sh\n')).toBe(true)
    expect(COLLECT_SCRIPT).not.toMatch(/\[\[ |\bfunction \w|<\(|\blocal\b/)
  })

  it('changes nothing on the machine or in the cluster', () => {
    expect(
      commands(COLLECT_SCRIPT).filter(word =>
        /^(?:mv|dd|chmod|chown|kill|mount|sysctl|tee|reboot|swapoff)$/.test(word),
      ),
    ).toEqual([])
    const code = COLLECT_SCRIPT.replace(/^\s*#.*$/gm, '')
    const kubectl = [...code.matchAll(/kubectl ([a-z]+)/g)].map(([, verb]) => verb)
    expect(new Set(kubectl)).toEqual(new Set(['get', 'describe']))
    expect(COLLECT_SCRIPT).not.toMatch(/get secrets?\b|configmaps?/)
  })

  it('masks what may be secret in pods', () => {
    const pods = [
      '                "value": "hunter2"',
      '                "value": "hunter2",',
      '            "kubectl.kubernetes.io/last-applied-configuration": "{hunter2}",',
      '                "name": "PASSWORD"',
      '',
    ].join('\n')
    const masked = /masked\(\) \{\n([\s\S]*?)\n\}/.exec(COLLECT_SCRIPT)?.[1] ?? ''
    const text = execFileSync('sh', ['-c', masked], { input: pods, encoding: 'utf8' })
    expect(text).not.toContain('hunter2')
    expect(text.split('\n')).toHaveLength(pods.split('\n').length)
    expect(text).toContain('"name": "PASSWORD"')
  })

  it('says how it is used', () => {
    const file = join(folder, 'usage.sh')
    writeFileSync(file, COLLECT_SCRIPT)
    expect(() => execFileSync('sh', [file, '-s', 'many'], { stdio: 'pipe' })).toThrow(/takes a number of seconds/)
    expect(() => execFileSync('sh', [file, '-x'], { stdio: 'pipe' })).toThrow()
  })

  it.skipIf(process.platform !== 'linux')(
    'writes a bundle that is read',
    async () => {
      const file = join(folder, 'run.sh')
      writeFileSync(file, COLLECT_SCRIPT)
      // Without a cluster, and without waiting for one.
      const written = execFileSync('sh', [file, '-s', '2', '-o', folder], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { ...process.env, KUBECONFIG: '/nonexistent' },
      })
      const bundle = written.trim()
      expect(readFileSync(bundle).length).toBeGreaterThan(100)
      const report = await analyze(await openBundle(bundle))
      const formats = new Map(report.sources.map(({ path, format }) => [path.replace(/^[^/]+\//, ''), format]))
      expect(formats.get('node/proc/meminfo')).toBe('meminfo')
      expect(formats.get('node/pressure-samples.log')).toBe('samples')
      expect(formats.get('node/hostname')).toBe('hostname')
      expect(report.nodes[0]?.ramBytes).toBeGreaterThan(0)
    },
    60_000,
  )
})
