// How the time of an analysis grows with what is found: node test/scale/run.ts [--from 1000] [--to 16000] [--only TEXT]
import { parseArgs } from 'node:util'
import { analyze } from '../../src/analyze.ts'
import { bundleOfShape } from './shape.ts'
import { shapes } from './shapes.ts'

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '1000' },
    to: { type: 'string', default: '16000' },
    only: { type: 'string', default: '' },
  },
})
const [from, to] = [Number(values.from), Number(values.to)]

for (const shape of shapes.filter(({ name }) => name.includes(values.only))) {
  let last: number | null = null
  const cells: string[] = []
  for (let count = from; count <= to; count *= 4) {
    const began = process.cpuUsage()
    const { incidents } = await analyze(bundleOfShape(shape, count))
    const { user, system } = process.cpuUsage(began)
    const seconds = (user + system) / 1e6
    const { heapUsed } = process.memoryUsage()
    const exponent = last === null ? '' : ` ^${(Math.log(seconds / last) / Math.log(4)).toFixed(2)}`
    const wrong = incidents.length === shape.incidents(count) ? '' : ` (${incidents.length} incidents!)`
    cells.push(`${count}: ${seconds.toFixed(2)} s${exponent} ${Math.round(heapUsed / 1e6)} MB${wrong}`)
    last = seconds
    process.stdout.write(`${shape.name}  ${cells.at(-1)}\n`)
  }
}
