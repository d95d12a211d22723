import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './pages.ts'

const CASES = join(ROOT, 'corpus/cases')

/** A directory in which there is what the examples name, made of cases of the corpus. */
export function makePlayground(directory: string, oomlens: string): void {
  mkdirSync(directory, { recursive: true })
  const at = (path: string): string => join(directory, path)
  const of = (name: string, file = ''): string => join(CASES, name, 'bundle', file)
  for (const name of ['corpus', 'docs', 'src', 'test', 'node_modules', 'package.json'])
    symlinkSync(ROOT + name, at(name))

  for (const name of ['bundle.tar.gz', 'monday.tar.gz', 'bundles/a.tgz', 'data/c.tgz'])
    pack(at(name), of('container-limit'), '-czf')
  for (const name of ['tuesday.tar.gz', 'bundles/b.tgz']) pack(at(name), of('global-critical-agent'), '-czf')
  pack(at('bundle.tar'), of('container-limit'), '-cf')

  cpSync(of('container-limit', 'dmesg.txt'), at('dmesg.txt'))
  cpSync(of('container-limit', 'pods.json'), at('pods.json'))
  cpSync(of('global-critical-agent', 'pods.yaml'), at('pods.yaml'))
  cpSync(of('cgroup-v1', 'var/log/syslog'), at('syslog'))
  writeFileSync(at('events.json'), '{ "apiVersion": "v1", "kind": "List", "items": [] }\n')
  for (const node of ['node', 'node-3']) {
    mkdirSync(at(node))
    cpSync(of('global-critical-agent', 'dmesg-T.txt'), at(`${node}/dmesg-T.txt`))
  }
  mkdirSync(at('case'))
  cpSync(of('container-limit', 'dmesg.txt'), at('case/dmesg-a.txt'))
  cpSync(of('global-critical-agent', 'dmesg-T.txt'), at('case/dmesg-b.txt'))
  for (const place of ['home/.local/share/bash-completion/completions', 'home/.config/fish/completions', 'home/.zfunc'])
    mkdirSync(at(place), { recursive: true })

  const run = (...args: readonly string[]): void =>
    void execFileSync(oomlens, args, { cwd: directory, stdio: 'ignore' })
  run('analyze', 'bundle.tar.gz', '-o', 'report.json')
  run('fleet', 'bundles', '-o', 'out', '--quiet')
  for (const copy of ['out-0', 'out-1', 'out-2', 'a/out', 'b/out']) cpSync(at('out'), at(copy), { recursive: true })
}

function pack(archive: string, directory: string, how: string): void {
  mkdirSync(join(archive, '..'), { recursive: true })
  execFileSync('tar', ['-C', directory, how, archive, '.'])
}
