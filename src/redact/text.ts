import type { Names } from './names.ts'
import { allOrdinary, isOrdinary } from './ordinary.ts'
import { type Kind, TOKEN, type Tokens } from './tokens.ts'

const WORD = /[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/g
const KEPT_TOKEN = new RegExp(`^${TOKEN}$`)
const TOKENS = new RegExp(TOKEN, 'g')
/** `postgres-0`: the pod of a stateful set, of ordinary words though it is. */
const NUMBERED = /^[a-z]+(?:-[a-z]+)*-\d{1,5}$/
const SUFFIX = /(?:\.(?:tar|json|txt|log|ya?ml|gz|tgz|xz|zst|bz2|zip|service|slice|scope|current|md|csv)){1,4}$/

/** Patterns in the order of trust: what is found by one is not looked at by those after it. */
const FOUND = new RegExp(
  [
    // Two tokens may touch, where what they stand for did.
    `(?<token>(?:(?<=pod|${TOKEN})|(?<![A-Za-z0-9]))${TOKEN}(?:(?=${TOKEN})|(?![A-Za-z0-9])))`,
    String.raw`(?<url>\b[a-z][a-z0-9+.-]{0,20}://[^\s"'<>\x60]+)`,
    String.raw`(?<env>\b[A-Z][A-Z0-9_]{2,}=(?:"[^"]*"|'[^']*'|[^\s"',;]+))`,
    String.raw`(?<image>(?<![\w/.-])[\w.-]+(?::\d+)?(?:/[\w.-]+)*(?::[\w.-]+)?@sha256:[0-9a-f]{8,}|(?<![\w/.-])(?:[\w-]+\.)+[\w-]+(?::\d+)?/[\w./-]+(?::[\w.-]+)?)`,
    String.raw`(?<user>(?<![\w.+-])[\w.+-]+@[A-Za-z][\w.-]*[A-Za-z0-9])`,
    String.raw`(?<uid>(?:(?<=pod)|(?<![A-Za-z0-9]))[0-9a-fA-F]{8}([-_])[0-9a-fA-F]{4}\k<dash>[0-9a-fA-F]{4}\k<dash>[0-9a-fA-F]{4}\k<dash>[0-9a-fA-F]{12}(?![0-9A-Za-z]))`.replace(
      '([-_])',
      '(?<dash>[-_])',
    ),
    String.raw`(?<mac>(?<![\w:])[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5}(?![\w:]))`,
    String.raw`(?<ip>(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\w)|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}(?![\w:])|(?<![\w:])(?:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4})*)?::[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4})*(?![\w:]))`,
    String.raw`(?<id>(?:(?<=pod)|(?<![0-9A-Za-z]))(?=\d*[a-f]|[0-9a-f]{32})[0-9a-f]{12,}(?![0-9A-Za-z]))`,
    String.raw`(?<host>(?<![\w.-])(?:[A-Za-z0-9-]+\.)+(?:com|net|org|io|dev|cloud|internal|local|lan|corp|intra|home|test|example)(?![\w-]))`,
    String.raw`(?<unit>(?<![\w/@.:\\-])[\w@.:\\-]+\.(?:service|scope|slice)(?![\w-]))`,
    String.raw`(?<path>(?<![\w/.~])/[\w@.:+~-]+(?:/[\w@.:+~-]+)*)`,
  ].join('|'),
  'g',
)

export interface Texts {
  /** A name in a field of its own: replaced whatever word it is. */
  name(kind: Kind, name: string): string
  /** Text that oomlens wrote. */
  prose(text: string): string
  /** Text that comes from the log: words that are not ordinary do not stay, except names of programs and containers. */
  foreign(text: string, kept: ReadonlySet<string>): string
  path(path: string): string
}

export function textsOf({ kinds: names, comms }: Names, tokens: Tokens): Texts {
  const longest = Math.max(1, ...[...names.keys()].map(name => name.split(/[._-]/).length))

  function name(kind: Kind, text: string): string {
    if (KEPT_TOKEN.test(text)) return text
    if (kind === 'id') return tokens.of('id', text, text.toLowerCase().slice(0, 12))
    if (kind === 'uid') return tokens.of('uid', text, text.toLowerCase().replaceAll('_', '-'))
    return tokens.of(names.get(text) ?? kind, text)
  }
  const known = (text: string): string | null => {
    const kind = isOrdinary(text) ? undefined : names.get(text)
    return kind === undefined ? null : name(kind, text)
  }

  /** The longest names that begin and end at the marks between the parts of a word. */
  function word(text: string): string {
    const whole = known(text)
    if (whole !== null) return whole
    if (comms.has(text)) return text
    const parts = text.split(/([._-])/)
    let out = ''
    for (let at = 0; at < parts.length; at += 2) {
      let end = Math.min(parts.length, at + 2 * longest - 1)
      let found: string | null = null
      for (; end > at; end -= 2) {
        found = known(parts.slice(at, end).join(''))
        if (found !== null) break
      }
      if (found === null) end = at + 1
      out += (found ?? parts[at]) + (parts[end] ?? '')
      at = end - 1
    }
    return out
  }
  /** A word that stands where a name must stand is one, even when it is ordinary: `default/memory`, `-n default`. */
  const placed = (text: string): string =>
    text
      .replace(
        /(?<![\w./-])([a-z0-9-]+)\/([a-z0-9][a-z0-9.-]*[a-z0-9])(?![\w/])/g,
        (all, left: string, right: string) => {
          const pod = /^(?:pod|node|pods|nodes)$/.test(left)
          const [ns, kind] = [names.get(left), names.get(right)]
          if (pod && kind !== undefined) return `${left}/${name(kind, right)}`
          return ns !== undefined && kind !== undefined ? `${name(ns, left)}/${name(kind, right)}` : all
        },
      )
      .replace(/((?:^|\s)(?:-n|--namespace|namespace)[ =])([a-z0-9-]+)(?![\w-])/g, (all, before: string, ns: string) =>
        names.has(ns) ? before + name(names.get(ns) ?? 'ns', ns) : all,
      )
  const words = (text: string): string => text.replace(WORD, word)

  function segment(text: string): string {
    const suffix = SUFFIX.exec(text)?.[0] ?? ''
    const body = text.slice(0, text.length - suffix.length)
    const read = scan(body, words)
    const rest = read.replace(TOKENS, '')
    return (allOrdinary(rest) && !NUMBERED.test(rest) ? read : tokens.of('path', body)) + suffix
  }
  const path = (text: string): string =>
    text
      .split(/(!?\/)/)
      .map((part, at) => (at % 2 === 1 ? part : segment(part)))
      .join('')

  function scan(text: string, between: (text: string) => string): string {
    let out = ''
    let last = 0
    for (const match of text.matchAll(FOUND)) {
      const [kind, found] =
        Object.entries(match.groups ?? {}).find(([key, value]) => key !== 'dash' && value !== undefined) ?? []
      if (kind === undefined || found === undefined) continue
      out += between(text.slice(last, match.index))
      last = match.index + found.length
      if (kind === 'token') out += found
      else if (kind === 'path' || kind === 'unit') out += path(found)
      else if (kind === 'env') {
        const at = found.indexOf('=') + 1
        const value = found.slice(at)
        out += found.slice(0, at) + (KEPT_TOKEN.test(value) ? value : tokens.of('env', value))
      } else out += name(kind as Kind, found)
    }
    return out + between(text.slice(last))
  }
  const prose = (text: string): string => scan(placed(text), words)
  return {
    name,
    prose,
    path,
    foreign: (text, kept) =>
      scan(placed(text), between =>
        between.replace(/[^\s"'`,;:()[\]{}=/]+/g, each => {
          const read = words(each)
          const rest = read.replace(TOKENS, '')
          return kept.has(each) || allOrdinary(rest) || /^\d[\d.]*[a-zA-Z%]{0,3}\.?$/.test(each)
            ? read
            : tokens.of('text', each)
        }),
      ),
  }
}
