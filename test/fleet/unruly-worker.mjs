// Speaks as a worker of `oomlens fleet` does, and does what the name of the bundle says.
const say = message => process.send(message)
let name = ''
let held = []
const acts = {
  good: () => say({ did: 'analyse', record: { name, pid: process.pid } }),
  hang: () => {},
  spin: () => {
    for (;;);
  },
  exit: () => process.exit(7),
  abort: () => process.kill(process.pid, 'SIGABRT'),
  heap: () => {
    const kept = []
    for (;;) kept.push({ text: `${kept.length}` })
  },
  buffers: () => {
    held = Array.from({ length: 40 }, () => Buffer.alloc(16 * 1024 * 1024, 1))
  },
  // What one bundle leaves behind, the next one stumbles over.
  litter: () => {
    held = ['litter']
    say({ did: 'analyse', record: { name, pid: process.pid } })
  },
  touchy: () => (held.length > 0 ? process.exit(1) : say({ did: 'analyse', record: { name, pid: process.pid } })),
}
if (process.argv[2] === 'stillborn') process.exit(3)
process.on('message', message => {
  if (message.do === 'hash') {
    name = message.name
    say({ did: 'hash', sha256: `sha of ${name}`, bytes: 5 })
  } else acts[name]()
})
process.on('disconnect', () => process.exit(0))
say({ did: 'start' })
