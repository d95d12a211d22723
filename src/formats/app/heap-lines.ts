import type { HeapExhausted, HeapOwner } from '../../model/node-log.ts'
import { SAYS } from './line-start.ts'

/** One way in which a program says that it got no more memory. */
export interface HeapLine {
  readonly runtime: HeapOwner
  readonly ranOut: HeapExhausted['ranOut']
  /** Literals, one of which every such line holds. */
  readonly cues: readonly string[]
  /** The first group is what the program says. */
  readonly words: RegExp
}

/** HotSpot names what ran out: a space of its own, or what the system refused (java.lang.OutOfMemoryError, JDK 8 to 24). */
const JVM_REFUSED = String.raw`(?:unable to create (?:new )?native thread|Map failed|.{0,60}\(errno=12\)|reason stack_trace_with_native_method)`

export const HEAP_LINES: readonly HeapLine[] = [
  {
    runtime: 'jvm',
    ranOut: 'refused',
    cues: ['OutOfMemoryError', 'Java Runtime Environment to continue', 'os::commit_memory('],
    words: new RegExp(
      String.raw`(?:^|[\s:])(java\.lang\.OutOfMemoryError: ${JVM_REFUSED}.{0,80}|There is insufficient memory for the Java Runtime Environment to continue|os::commit_memory\(.{1,80}\) failed; error='.{1,40}' \(errno=12\))`,
    ),
  },
  {
    runtime: 'jvm',
    ranOut: 'own-limit',
    cues: ['OutOfMemoryError'],
    words: /(?:^|[\s:])((?:Terminating due to |Aborting due to )?java\.lang\.OutOfMemoryError(?:: .{0,100})?)/,
  },
  {
    // node::OnFatalError and V8::FatalProcessOutOfMemory, V8 3 to 13.
    runtime: 'v8',
    ranOut: 'own-limit',
    cues: [
      'JavaScript heap out of memory',
      'Allocation failed - process out of memory',
      'Fatal JavaScript out of memory',
    ],
    words:
      /((?:FATAL ERROR: .{1,120}(?:JavaScript heap out of memory|Allocation failed - process out of memory)|Fatal JavaScript out of memory: .{1,80}))/,
  },
  {
    // V8 names the process where its own memory beside the heap was refused (api.cc, logging.cc; V8 5 to 13).
    runtime: 'v8',
    ranOut: 'refused',
    cues: ['Fatal process out of memory: ', 'Fatal process OOM in '],
    words: /(Fatal process (?:out of memory: |OOM in ).{1,80})/,
  },
  {
    runtime: 'v8',
    ranOut: 'own-limit',
    cues: ['Fatal javascript OOM in '],
    words: /(Fatal javascript OOM in .{1,80})/,
  },
  {
    // runtime/malloc.go and mem_linux.go: the system gave no more pages.
    runtime: 'go',
    ranOut: 'refused',
    cues: ['fatal error: runtime: ', 'fatal error: out of memory', 'runtime: out of memory: '],
    words: new RegExp(
      `${SAYS}(fatal error: (?:runtime: )?(?:out of memory|cannot allocate memory).{0,60}|runtime: out of memory: cannot allocate .{1,80})`,
    ),
  },
  {
    // The last line of a traceback; numpy's is a subclass. An error of CUDA is of the memory of a graphics card.
    runtime: 'python',
    ranOut: 'refused',
    cues: ['MemoryError'],
    words: new RegExp(String.raw`${SAYS}((?:numpy\.[\w.]{1,60}\.)?_?(?:Array)?MemoryError(?:: .{0,120})?)$`),
  },
  {
    runtime: 'dotnet',
    ranOut: 'unknown',
    cues: ['System.OutOfMemoryException', 'Out of memory.'],
    words: new RegExp(
      String.raw`(?:(?:^|[\s:>])(System\.OutOfMemoryException(?:: .{0,100})?)|${SAYS}(Out of memory\.)$)`,
    ),
  },
  {
    runtime: 'ruby',
    ranOut: 'refused',
    cues: ['failed to allocate memory'],
    words: /((?:\[FATAL\] )?failed to allocate memory(?: \(NoMemoryError\)|$))/,
  },
  {
    // memory_limit of php.ini (Zend/zend_alloc.c).
    runtime: 'php',
    ranOut: 'own-limit',
    cues: ['Allowed memory size of '],
    words: /(Allowed memory size of \d{1,20} bytes exhausted(?: \(tried to allocate \d{1,20} bytes\))?)/,
  },
  {
    runtime: 'php',
    ranOut: 'refused',
    cues: ['Out of memory (allocated '],
    words: /(Out of memory \(allocated .{1,40}\) \(tried to allocate \d{1,20} bytes\))/,
  },
  {
    runtime: 'cxx',
    ranOut: 'refused',
    cues: ['std::bad_alloc'],
    words:
      /((?:terminate called after throwing an instance of 'std::bad_alloc'|what\(\): {1,4}std::bad_alloc|libc\+\+abi: .{0,60}std::bad_alloc.{0,40}))/,
  },
  {
    // alloc::alloc::handle_alloc_error of Rust.
    runtime: 'rust',
    ranOut: 'refused',
    cues: ['memory allocation of '],
    words: new RegExp(String.raw`${SAYS}(memory allocation of \d{1,20} bytes failed)`),
  },
  {
    // erts/emulator/beam/erl_alloc.c
    runtime: 'erlang',
    ranOut: 'refused',
    cues: ['_alloc: Cannot '],
    words:
      /(\b[a-z_]{1,20}_alloc: Cannot (?:re)?allocate \d{1,20} bytes of memory(?: \(of type ".{1,40}"(?:, thread \d{1,5})?\))?)/,
  },
  {
    runtime: 'perl',
    ranOut: 'refused',
    cues: ['Out of memory!', 'Out of memory in perl:'],
    words: new RegExp(`${SAYS}(Out of memory!(?= ?$)|Out of memory in perl:.{1,60})`),
  },
  {
    // libiberty/xmalloc.c, also of the linker.
    runtime: 'gcc',
    ranOut: 'refused',
    cues: [': out of memory allocating ', 'virtual memory exhausted: '],
    words:
      /(\b[\w+./-]{1,80}: out of memory allocating \d{1,20} bytes.{0,60}|virtual memory exhausted: Cannot allocate memory)/,
  },
  {
    // ENOMEM: of fork(2) and mmap(2) also over a limit of processes, of address space or of vm.overcommit_memory=2.
    runtime: 'program',
    ranOut: 'refused',
    cues: ['Cannot allocate memory', 'spawn ENOMEM'],
    words:
      /((?:\bfork: (?:retry: )?|\bOSError: \[Errno 12\] |\berror=12, |\bOs \{ code: 12, kind: (?:OutOfMemory|Other), message: ")Cannot allocate memory|Error: spawn ENOMEM)/,
  },
  {
    // src/backend/utils/mmgr/aset.c: two blanks follow the colon.
    runtime: 'postgres',
    ranOut: 'refused',
    cues: [':  out of memory'],
    words: /((?:ERROR|FATAL|PANIC): {2}out of memory)/,
  },
  {
    runtime: 'mysql',
    ranOut: 'refused',
    cues: ['Out of memory (Needed ', 'Out of memory; ', 'Cannot allocate memory for the buffer pool'],
    words:
      /(Out of memory \(Needed \d{1,20} bytes\)|mysqld.{0,20}: Out of memory; .{0,100}|Cannot allocate memory for the buffer pool)/,
  },
  {
    // zmalloc.c of Redis and Valkey.
    runtime: 'redis',
    ranOut: 'refused',
    cues: ['Out Of Memory allocating ', 'Out of memory trying to allocate '],
    words: /((?:Out Of Memory allocating|zmalloc: Out of memory trying to allocate) \d{1,20} bytes)/,
  },
  {
    runtime: 'redis',
    ranOut: 'own-limit',
    cues: ['OOM command not allowed when used memory'],
    words: /(OOM command not allowed when used memory > 'maxmemory')/,
  },
]
