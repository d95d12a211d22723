import { kit } from '../../../../src/kit.ts'
import { newPeeler } from '../../../../src/lines/peel.ts'
import { filesOf } from '../../bundle-text.ts'
import { verdictOf } from '../../laws/verdict.ts'
import { choiceOf } from '../../mutate/chosen.ts'
import type { Random } from '../../random.ts'
import { binary, type SeedFile, unbinary } from '../../seeds.ts'
import type { Seeds, Target } from '../../target.ts'
import { lineOf } from '../lines.ts'
import { smallBundles } from '../whole.ts'
import { chosenTarget, reportOf, sameVerdict } from './support.ts'

/** Formats of which each line stands by itself, so that any program may write between two. */
const LOGS = new Set(['dmesg', 'dmesg-T', 'dmesg-iso', 'kmsg', 'syslog', 'journal-monotonic', 'journal-full'])

const KERNEL = [
  'usb 1-1: new high-speed USB device number 5 using xhci_hcd',
  'IPv6: ADDRCONF(NETDEV_CHANGE): veth1: link becomes ready',
  'perf: interrupt took too long (2501 > 2500), lowering kernel.perf_event_max_sample_rate to 79750',
  'EXT4-fs (sda1): mounted filesystem with ordered data mode. Quota mode: none.',
  'audit: type=1400 audit(1772359000.123:42): apparmor="ALLOWED" operation="open" profile="ntpd" pid=4242',
  'cni0: port 2(veth1) entered forwarding state',
]
const PROGRAMS = [
  'CRON[812]: (root) CMD (test -x /usr/sbin/anacron)',
  'sshd[4321]: Accepted publickey for core from 10.0.0.7 port 51514 ssh2: ED25519 SHA256:x',
  'systemd[1]: Started Session 5 of user core.',
  'chronyd[650]: Selected source 10.0.0.1',
  'dhclient[702]: bound to 10.0.0.7 -- renewal in 1402 seconds.',
]
/** Behind it a program stands as well as the kernel. */
const OF_KERNEL = /kernel: (?:\[ *\d+\.\d+\] ?)?$/

const peel = newPeeler(kit.readers.envelopes)

/** What stands before the text of a line, where it is wrapped and plain; null for another. */
function prefixOf(line: string): string | null {
  const bodies = peel(lineOf(line), line)
  const [body] = bodies
  if (bodies.length !== 1 || !body || body.envelopes.length === 0 || body.text === '') return null
  return line.endsWith(body.text) && !body.envelopes.some(id => !LOGS.has(id))
    ? line.slice(0, line.length - body.text.length)
    : null
}

function quietLine(prefix: string, random: Random): string {
  if (!OF_KERNEL.test(prefix) || random.chance(0.3)) return prefix + random.pick(KERNEL)
  return prefix.replace(OF_KERNEL, '') + random.pick(PROGRAMS)
}

/** The same with quiet lines between some lines that are wrapped alike. */
function withQuietLines(file: SeedFile, random: Random): SeedFile {
  const lines = binary(file.bytes).split('\n')
  const prefixes = lines.map(prefixOf)
  if (prefixes.every(prefix => prefix === null)) return file
  const share = random.pick([0.02, 0.2, 0.6])
  const made = lines.flatMap((line, at) => {
    const prefix = prefixes[at]
    const isBetween = prefix !== null && prefix !== undefined && prefixes[at + 1] !== null && at + 1 < lines.length
    return isBetween && random.chance(share) ? [line, quietLine(prefix, random)] : [line]
  })
  return { path: file.path, bytes: unbinary(made.join('\n')) }
}

/** Whatever others log in between, the same was killed for the same cause. */
export function between({ bundles }: Seeds): Target {
  const seeds = smallBundles(bundles)
  return chosenTarget('with quiet lines between', seeds, async input => {
    const { random, text } = choiceOf(input)
    const files = filesOf(text)
    const noisy = files.map(file => withQuietLines(file, random))
    if (noisy.every((file, at) => file === files[at])) return 'refused'
    return sameVerdict(
      verdictOf(await reportOf(files)),
      verdictOf(await reportOf(noisy)),
      'quiet lines in between change nothing',
    )
  })
}
