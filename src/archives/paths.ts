/**
 * A member's name as a path that stays under its root: `./`, leading `/` and empty parts dropped, `..` resolved
 * without leaving. Empty when nothing is left.
 */
export function safePath(name: string): string {
  const parts: string[] = []
  for (const part of name.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** Files that archivers leave behind beside the real ones: macOS resource forks, attributes of pax. */
const CLUTTER = /(?:^|\/)(?:\._[^/]*$|__MACOSX\/|PaxHeaders?(?:\.\d+)?\/)/

export const isClutter = (path: string): boolean => CLUTTER.test(path)

/** Gives each path once: the second of the same name becomes `name#2`. */
export type Namer = (path: string) => string

export function openNamer(): Namer {
  const counts = new Map<string, number>()
  return path => {
    let count = (counts.get(path) ?? 0) + 1
    let name = path
    if (count > 1) {
      while (counts.has(`${path}#${count}`)) count += 1
      name = `${path}#${count}`
      counts.set(name, 1)
    }
    counts.set(path, count)
    return name
  }
}
