import fc from 'fast-check'

/** Arbitrary words of kernel lines, hostile ones among them. */

/** Pieces of the kernel's own lines that fit into the fifteen bytes of a name. */
const FRAGMENTS = [
  ') total-vm:1kB',
  ') total-vm:1kB,',
  '(a) score 1 or',
  '), UID 0, x',
  ') UID:0 a',
  ', UID 0, (x)',
  'a) is already e',
  'x sharing same',
  ',pid=1,uid=0',
  'x,pid=1,uid=0',
  ',task=y,pid=1',
  ',global_oom',
  ',task_memcg=/a',
  'oom-kill:a',
  ' invoked oom-k',
  'Killed process',
  ' Not tainted 6',
  'Tainted: G',
  ' #1',
  'x:12 blocked',
  ' cpuset=/ mems',
  'mems_allowed=0',
  '[ 12] 0 12 3 4',
  '0 0 0 0 0 0',
  '12',
  '-1',
  'Node 0 DMA:',
  '), now anon-rss',
  ': page allocati',
  'order=0',
  'gfp_mask=0x1',
] as const

const ORDINARY = [
  'java',
  'nginx',
  'kworker/0:1',
  'tmux: server',
  '(sd-pam)',
  'VM Periodic Tas',
  'tokio-runtime-w',
  'C2 CompilerThre',
  'systemd-journal',
  'a b',
] as const

const ODD = [
  '(',
  ')',
  '()',
  ')(',
  'a) b',
  '"',
  "'",
  '=',
  ',',
  ':',
  '#',
  '[1]',
  ']',
  '%s',
  '\\x0',
  '#012',
  '<0>',
] as const

/** Bytes that are no printable ASCII, as /dev/kmsg and dmesg print them, at most fifteen bytes of a name. */
const escapes = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 4 })
  .map(text => [...new TextEncoder().encode(text)].slice(0, 15).map(byte => `\\x${byte.toString(16).padStart(2, '0')}`))
  .map(bytes => bytes.join(''))

const utf8 = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 15 })
  .filter(name => new TextEncoder().encode(name).length <= 15 && !/[\r\n]/.test(name))

const printable = fc.string({ minLength: 1, maxLength: 15 })

/** A name as a log prints it: at most fifteen bytes of the task's own choice, no newline. */
export const name: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ORDINARY) },
  { weight: 4, arbitrary: fc.constantFrom(...FRAGMENTS) },
  { weight: 2, arbitrary: fc.constantFrom(...ODD) },
  { weight: 2, arbitrary: printable },
  { weight: 1, arbitrary: utf8 },
  { weight: 1, arbitrary: escapes },
)

/** The same for a name that no blank begins or ends. */
export const trimmedName: fc.Arbitrary<string> = name.filter(each => each.trim() === each)

export const pid: fc.Arbitrary<number> = fc.integer({ min: 1, max: 4_194_304 })
/** OpenShift gives uids of ten digits; 4294967294 is `nobody` of a user namespace. */
export const uid: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, 33, 1000, 65_534, 1_000_620_000, 4_294_967_294),
  fc.nat(4_294_967_295),
)
export const adj: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, -1000, -998, 1000, 968),
  fc.integer({ min: -1000, max: 1000 }),
)
export const oldAdj: fc.Arbitrary<number> = fc.integer({ min: -17, max: 15 })
export const kib: fc.Arbitrary<number> = fc.oneof(fc.nat(9), fc.nat(99_999_999), fc.constantFrom(0, 2 ** 40))
export const pages: fc.Arbitrary<number> = fc.oneof(fc.nat(9), fc.nat(99_999_999))
export const order: fc.Arbitrary<number> = fc.integer({ min: -1, max: 10 })

/** `%*pbl`: nodes as a list of ranges. */
export const nodeList: fc.Arbitrary<string> = fc.constantFrom('0', '1', '0-1', '0,2', '0-1,4', '0-3,8-11', '12', '0-63')
export const nodemask: fc.Arbitrary<string> = fc.oneof(fc.constant('(null)'), nodeList)

export const FLAGS = [
  ['0xcc0', 'GFP_KERNEL'],
  ['0x140dca', 'GFP_HIGHUSER_MOVABLE|__GFP_COMP|__GFP_ZERO'],
  ['0x100cca', 'GFP_HIGHUSER_MOVABLE'],
  ['0x1100cca', 'GFP_HIGHUSER_MOVABLE|0x1000000'],
  ['0x6000c0', 'GFP_KERNEL'],
  ['0x14200ca', 'GFP_HIGHUSER_MOVABLE'],
  ['0x201da', 'GFP_HIGHUSER_MOVABLE|__GFP_COLD'],
  ['0x0', ''],
] as const
export const gfp: fc.Arbitrary<(typeof FLAGS)[number]> = fc.constantFrom(...FLAGS)

const hex = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })
const uuid = (separator: string): fc.Arbitrary<string> =>
  fc.tuple(...[8, 4, 4, 4, 12].map(hex)).map(parts => parts.join(separator))

export const containerId: fc.Arbitrary<string> = hex(64)
const podScope = fc
  .tuple(uuid('_'), containerId)
  .map(
    ([pod, id]) =>
      `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${pod}.slice/cri-containerd-${id}.scope`,
  )
const podDirectory = fc.tuple(uuid('-'), containerId).map(([pod, id]) => `/kubepods/burstable/pod${pod}/${id}`)
const mismatch = fc
  .tuple(uuid('_'), containerId)
  .map(([pod, id]) => `/system.slice/containerd.service/kubepods-besteffort-pod${pod}.slice:cri-containerd:${id}`)
const PARTS = [
  'user.slice',
  'user-1000.slice',
  'user@1000.service',
  'app\\x2dserver.service',
  'app-org.gnome.Terminal.slice',
  'lxc.payload.db',
  'a b',
  'a:b',
  'x,y',
  'x=y',
  'stats for',
  'memory',
  '1',
] as const
const anyPath = fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 4 }).map(parts => `/${parts.join('/')}`)

/** A path of a cgroup as kubelet, container runtimes and systemd name them. */
export const cgroup: fc.Arbitrary<string> = fc.oneof(podScope, podDirectory, mismatch, anyPath)
/** Only the last part of a cpuset's path is printed. */
export const cpuset: fc.Arbitrary<string> = fc.oneof(
  fc.constant('/'),
  containerId,
  containerId.map(id => `cri-containerd-${id}.scope`),
  fc.constantFrom('user.slice', 'app\\x2dserver', 'a b', 'x,y', 'x=y'),
)
