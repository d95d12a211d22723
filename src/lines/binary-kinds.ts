import type { Problem } from '../model/problem.ts'

/** A kind of file that is no text, told by its first bytes. */
interface BinaryKind {
  /** As in "is …". */
  readonly describes: string
  /** How to get text out of it; null where there is none that oomlens could use. */
  readonly advice: string | null
  matches(head: Uint8Array): boolean
}

const startsWith = (head: Uint8Array, magic: readonly number[], offset = 0): boolean =>
  magic.every((byte, at) => head[offset + at] === byte)
const ascii = (text: string): readonly number[] => [...text].map(letter => letter.charCodeAt(0))

const JOURNAL = ascii('LPKSHHRH')
const DUMPS = ['KDUMP   ', 'DISKDUMP', 'makedumpfile\0'].map(ascii)
const ELF = [0x7f, ...ascii('ELF')]
const CORE = 4
const PCAPS = [
  [0xd4, 0xc3, 0xb2, 0xa1],
  [0xa1, 0xb2, 0xc3, 0xd4],
  [0x4d, 0x3c, 0xb2, 0xa1],
  [0xa1, 0xb2, 0x3c, 0x4d],
  [0x0a, 0x0d, 0x0d, 0x0a],
]

const PICTURES = [[0x89, ...ascii('PNG\r\n')], [0xff, 0xd8, 0xff], ascii('GIF8')]

const TO_DMESG = 'makedumpfile --dump-dmesg FILE dmesg.txt'

const KINDS: readonly BinaryKind[] = [
  {
    // struct Header of systemd, journal-def.h: seven reserved bytes follow the state.
    describes: 'a binary journal of systemd',
    advice: 'Turn it into text: journalctl --file FILE -o short-iso-precise (or -o export), and give that.',
    matches: head => startsWith(head, JOURNAL) && startsWith(head, [0, 0, 0, 0, 0, 0, 0], 17),
  },
  {
    // SYSSTAT_MAGIC 0xd596 and a FORMAT_MAGIC 0x21.. as 16-bit numbers of the machine that wrote it (sysstat, sa.h).
    describes: 'a data file of sysstat (sadc)',
    advice: 'Turn it into text: sar -A -f FILE, or sadf -d FILE -- -A, with the sysstat that wrote it, and give that.',
    matches: head =>
      (startsWith(head, [0x96, 0xd5]) && head[3] === 0x21) || (startsWith(head, [0xd5, 0x96]) && head[2] === 0x21),
  },
  {
    describes: 'a memory dump of a machine (kdump)',
    advice: `Get the kernel log out of it: ${TO_DMESG}, and give that.`,
    matches: head => DUMPS.some(magic => startsWith(head, magic)),
  },
  {
    describes: 'a core dump (ELF)',
    advice: `If it is of a machine (vmcore), get the kernel log out of it: ${TO_DMESG}. The core of a process holds none.`,
    matches: head => startsWith(head, ELF) && head[head[5] === 2 ? 17 : 16] === CORE,
  },
  {
    // The header is text, and names who can read it (age-encryption.org/v1); what is below it is not.
    describes: 'encrypted with age',
    advice:
      'Decrypt it first (age -d -i KEY FILE), or collect it unencrypted: talosctl support --no-encryption, for Talos 1.14 and later.',
    matches: head => startsWith(head, ascii('age-encryption.org/v1\n-> ')),
  },
  {
    describes: 'a network capture',
    advice: null,
    matches: head => PCAPS.some(magic => startsWith(head, magic)),
  },
  { describes: 'a program or a library (ELF)', advice: null, matches: head => startsWith(head, ELF) },
  { describes: 'a picture', advice: null, matches: head => PICTURES.some(magic => startsWith(head, magic)) },
  { describes: 'a PDF document', advice: null, matches: head => startsWith(head, ascii('%PDF-')) },
  { describes: 'a database of SQLite', advice: null, matches: head => startsWith(head, ascii('SQLite format 3\0')) },
]

/** What a file that is no text is, and how to get text out of it; null where its first bytes do not tell. */
export function binaryProblem(path: string, head: Uint8Array): Problem | null {
  const kind = KINDS.find(each => each.matches(head))
  if (!kind) return null
  const { describes, advice } = kind
  return {
    code: advice === null ? 'SOURCE_BINARY' : 'SOURCE_NEEDS_EXPORT',
    severity: advice === null ? 'info' : 'warning',
    detail: `${path} is ${describes}, which oomlens does not read.`,
    advice,
    evidence: [],
    path,
  }
}
