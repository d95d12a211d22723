// How many bundles a second one worker and two analyse.
import { fleetSpeed } from './speed.ts'

const BUNDLES = Number(process.env.BUNDLES ?? 1000)
const TRIES = Number(process.env.TRIES ?? 12)
const say = (text: string): unknown => process.stdout.write(`${text}\n`)

const speed = await fleetSpeed(BUNDLES, TRIES, say)
say(
  speed === null
    ? `too few quiet runs of ${TRIES}: no result`
    : `medians: ${[speed.one, speed.two].map(seconds => (BUNDLES / seconds).toFixed(0)).join(' and ')} bundles/s, ${(speed.one / speed.two).toFixed(2)} times as many`,
)
