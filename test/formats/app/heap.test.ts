import { describe, expect, test } from 'vitest'
import { factIn, factsIn, wrapped } from '../node/lines.ts'

const JAVA = 'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space'
const NODE = 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'

describe('a program that got no more memory', () => {
  test.each([
    [JAVA, 'jvm', 'own-limit', 'java.lang.OutOfMemoryError: Java heap space'],
    [
      'java.lang.OutOfMemoryError: GC overhead limit exceeded',
      'jvm',
      'own-limit',
      'java.lang.OutOfMemoryError: GC overhead limit exceeded',
    ],
    ['Caused by: java.lang.OutOfMemoryError: Metaspace', 'jvm', 'own-limit', 'java.lang.OutOfMemoryError: Metaspace'],
    [
      'java.lang.OutOfMemoryError: Compressed class space',
      'jvm',
      'own-limit',
      'java.lang.OutOfMemoryError: Compressed class space',
    ],
    [
      'java.lang.OutOfMemoryError: Cannot reserve 4194304 bytes of direct buffer memory (allocated: 1, limit: 2)',
      'jvm',
      'own-limit',
      null,
    ],
    ['java.lang.OutOfMemoryError: Requested array size exceeds VM limit', 'jvm', 'own-limit', null],
    [
      'java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached',
      'jvm',
      'refused',
      null,
    ],
    ['java.lang.OutOfMemoryError: unable to create new native thread', 'jvm', 'refused', null],
    [
      'Terminating due to java.lang.OutOfMemoryError: Java heap space',
      'jvm',
      'own-limit',
      'Terminating due to java.lang.OutOfMemoryError: Java heap space',
    ],
    ['# There is insufficient memory for the Java Runtime Environment to continue.', 'jvm', 'refused', null],
    [
      `OpenJDK 64-Bit Server VM warning: INFO: os::commit_memory(0x1, 2, 0) failed; error='Not enough space' (errno=12)`,
      'jvm',
      'refused',
      null,
    ],
    [NODE, 'v8', 'own-limit', NODE],
    [`<--- Last few GCs ---> ${NODE}`, 'v8', 'own-limit', NODE],
    [
      'FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory',
      'v8',
      'own-limit',
      null,
    ],
    ['FATAL ERROR: CALL_AND_RETRY_LAST Allocation failed - process out of memory', 'v8', 'own-limit', null],
    ['fatal error: runtime: out of memory', 'go', 'refused', null],
    ['fatal error: out of memory', 'go', 'refused', null],
    ['fatal error: runtime: cannot allocate memory', 'go', 'refused', null],
    ['runtime: out of memory: cannot allocate 4194304-byte block (66781184 in use)', 'go', 'refused', null],
    ['MemoryError', 'python', 'refused', 'MemoryError'],
    ['numpy.core._exceptions._ArrayMemoryError: Unable to allocate 7.45 GiB for an array', 'python', 'refused', null],
    [
      `Unhandled exception. System.OutOfMemoryException: Exception of type 'System.OutOfMemoryException' was thrown.`,
      'dotnet',
      'unknown',
      null,
    ],
    ['Out of memory.', 'dotnet', 'unknown', 'Out of memory.'],
    ['[FATAL] failed to allocate memory', 'ruby', 'refused', null],
    ["app.rb:3:in `*': failed to allocate memory (NoMemoryError)", 'ruby', 'refused', null],
    [
      'PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes) in /app/x.php on line 3',
      'php',
      'own-limit',
      null,
    ],
    [
      'PHP Fatal error:  Out of memory (allocated 2097152) (tried to allocate 20480 bytes) in x',
      'php',
      'refused',
      null,
    ],
    ['# Fatal process out of memory: Failed to reserve virtual memory for CodeRange', 'v8', 'refused', null],
    ['# Fatal JavaScript out of memory: Reached heap limit', 'v8', 'own-limit', null],
    ['# Fatal javascript OOM in Reached heap limit', 'v8', 'own-limit', null],
    ['memory allocation of 8589934592 bytes failed', 'rust', 'refused', null],
    ['eheap_alloc: Cannot allocate 1078320 bytes of memory (of type "heap").', 'erlang', 'refused', null],
    ['Out of memory!', 'perl', 'refused', 'Out of memory!'],
    ['cc1plus: out of memory allocating 65536 bytes after a total of 40239104 bytes', 'gcc', 'refused', null],
    ['virtual memory exhausted: Cannot allocate memory', 'gcc', 'refused', null],
    ['-bash: fork: Cannot allocate memory', 'program', 'refused', 'fork: Cannot allocate memory'],
    ['OSError: [Errno 12] Cannot allocate memory', 'program', 'refused', null],
    ['Error: spawn ENOMEM', 'program', 'refused', null],
    [`terminate called after throwing an instance of 'std::bad_alloc'`, 'cxx', 'refused', null],
    ['  what():  std::bad_alloc', 'cxx', 'refused', null],
    ['2026-01-15 08:30:10.123 UTC [77] ERROR:  out of memory', 'postgres', 'refused', 'ERROR:  out of memory'],
    ['[ERROR] mysqld: Out of memory (Needed 128900 bytes)', 'mysql', 'refused', null],
    ['1:M 15 Jan 2026 08:30:10.123 # Out Of Memory allocating 1048576 bytes!', 'redis', 'refused', null],
    [`(error) OOM command not allowed when used memory > 'maxmemory'.`, 'redis', 'own-limit', null],
  ])('%s', (line, runtime, ranOut, says) => {
    const fact = factIn(line)
    expect(fact).toMatchObject({ kind: 'app.out-of-memory', severity: 'warning', runtime, ranOut })
    if (says !== null) expect(fact).toMatchObject({ says })
  })

  test.each(wrapped(NODE, 'web'))('in %s', (_, line) => {
    expect(factIn(line)).toMatchObject({ kind: 'app.out-of-memory', runtime: 'v8' })
  })

  const STARTS = [
    '',
    '2026-01-15T08:30:10Z ',
    '2026-01-15T08:30:10.123Z ',
    '2026-01-15 08:30:10.123 ',
    '[2026-01-15T08:30:10.123Z] ',
    '[pod/cart-0/app] ',
    '[pod/cart-0/app] 2026-01-15T08:30:10.123456789Z ',
    'cart-0 app ',
    'cart-0 app 2026-01-15T08:30:10.123456789Z ',
    'web-1  | ',
    '2026-01-15T08:30:10.123456+00:00 app[web.1]: ',
  ]
  test.each(
    STARTS.flatMap(start =>
      [
        [NODE, 'v8'],
        [JAVA, 'jvm'],
        ['fatal error: runtime: out of memory', 'go'],
        ['MemoryError', 'python'],
        ['memory allocation of 4096 bytes failed', 'rust'],
        ['Out of memory.', 'dotnet'],
      ].map(([text, runtime]) => [`${start}${text}`, runtime] as const),
    ),
  )('is told behind what collectors of logs print: %s', (line, runtime) => {
    expect(factIn(line)).toMatchObject({ kind: 'app.out-of-memory', runtime })
  })

  test('has the time before it, and the pod and the container', () => {
    expect(factIn(`2026-01-15T08:30:10Z ${NODE}`)?.stamp.wall?.epochMs).toBe(Date.UTC(2026, 0, 15, 8, 30, 10))
    expect(factIn('[pod/cart-0/app] 2026-01-15T08:30:10.123456789Z MemoryError')).toMatchObject({
      stamp: { wall: { epochMs: Date.UTC(2026, 0, 15, 8, 30, 10, 123) } },
      subject: { pod: { namespace: null, name: 'cart-0', uid: null }, container: { name: 'app', id: null } },
    })
  })

  test.each([
    'malloc(): corrupted top size',
    'raise MemoryError',
    'the memory allocation of 12 bytes failed over',
    'we print Out of memory! in red',
    'Cannot allocate memory for the dinner',
    'java -XX:+ExitOnOutOfMemoryError -XX:OnOutOfMemoryError="kill -9 %p" -jar app.jar',
    '06:39:39  ERROR  Java heap space',
    'catch (OutOfMemoryError e) {',
    'torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB',
    'except MemoryError as error:',
    'we ran out of memory. Twice.',
    'Failed to allocate memory for the cache',
    'memory size of 12 bytes',
    '[    1.000000] Out of memory.',
    'Jan 15 08:30:10 node-1 kernel: Out of memory.',
  ])('is not in %s', line => expect(factsIn(line).filter(({ kind }) => kind === 'app.out-of-memory')).toEqual([]))
})
