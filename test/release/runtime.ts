import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { done } from './shell.ts'

/** An empty project. Node comes by a script of its package, which npm runs only where that is allowed. */
export function emptyProject(folder: string): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, allowScripts: { node: true } }))
  return folder
}

/** A Node that is installed for a check: the folder to begin the path with, and its version. */
export interface Runtime {
  readonly bin: string
  readonly version: string
}

/** Brings the newest Node of a line, by npm. */
export function runtimeOf(line: number, folder: string): Runtime {
  const project = emptyProject(join(folder, `node-${line}`))
  const bin = join(project, 'node_modules/.bin')
  if (!existsSync(bin)) done('npm', ['install', '--no-audit', '--no-fund', `node@${line}`], project)
  const version = done('node', ['--version'], project, bin).stdout.trim()
  if (!version.startsWith(`v${line}.`)) throw new Error(`node@${line} brings ${version}`)
  return { bin, version }
}
