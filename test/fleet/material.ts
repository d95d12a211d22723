import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'fflate'
import { packTar } from 'modern-tar'

const CASES = fileURLToPath(new URL('../../corpus/cases/', import.meta.url))
const MODELS = [
  'container-limit',
  'earlyoom',
  'eviction-kubelet-log',
  'kernel-log-only',
  'kubelet-log-joins-kernel',
  'no-oom-decoys',
]
const LOG = /dmesg|log|journal/
const NODES = 40
const DAYS = 28

function filesBelow(folder: string, prefix = ''): [string, string][] {
  return readdirSync(join(folder, prefix))
    .sort()
    .flatMap(name => {
      const path = prefix === '' ? name : `${prefix}/${name}`
      const whole = join(folder, path)
      return statSync(whole).isDirectory() ? filesBelow(folder, path) : [[path, readFileSync(whole, 'utf8')]]
    })
}

const two = (value: number): string => String(value).padStart(2, '0')

/** The same case on another node and another day. After `NODES * DAYS / gcd` bundles a kill comes again, in another bundle. */
function varied(text: string, at: number): string {
  const day = 1 + (at % DAYS)
  const weekday = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][new Date(Date.UTC(2026, 10, day)).getUTCDay()]
  return text
    .replaceAll(/\b(worker|web|node)-(\d+)\b/g, `$1-${at % NODES}-$2`)
    .replaceAll('2026-11-23', `2026-11-${two(day)}`)
    .replaceAll(
      /\b(?:Mon )?Nov 23\b/g,
      found => `${found.startsWith('Mon') ? `${weekday} ` : ''}Nov ${String(day).padStart(2)}`,
    )
    .replaceAll('Mon, 23 Nov 2026', `${weekday}, ${two(day)} Nov 2026`)
}

/** Writes bundles made of corpus cases, in turn a directory, a `.tar.gz` and a single log. `padding` lines of noise in each log make one slow. */
export async function writeBundles(folder: string, count: number, padding = 0): Promise<void> {
  const models = MODELS.map(name => filesBelow(`${CASES}${name}/bundle`))
  const noise = 'Nov 23 10:00:00 web-07 app[1]: nothing of interest happened here\n'.repeat(padding)
  for (let at = 0; at < count; at++) {
    const model = models[at % models.length] ?? []
    const files = model.map(([path, text]) => [path, varied(LOG.test(path) ? text + noise : text, at)] as const)
    const own = [...files, ['number', `bundle ${at}\n`] as const]
    const name = join(folder, `bundle-${String(at).padStart(4, '0')}`)
    if (at % 3 === 0) {
      for (const [path, text] of own) {
        mkdirSync(dirname(join(name, path)), { recursive: true })
        writeFileSync(join(name, path), text)
      }
    } else if (at % 3 === 1) {
      const entries = own.map(([path, text]) => ({ header: { name: path, size: Buffer.byteLength(text) }, body: text }))
      writeFileSync(`${name}.tar.gz`, gzipSync(await packTar(entries), { mtime: 0 }))
    } else {
      const [, text] = files.find(([path]) => LOG.test(path)) ?? ['', '']
      writeFileSync(`${name}.log`, `${text}bundle ${at}\n`)
    }
  }
}
