/** What reads logs. It is large, so it is loaded when a command needs it: as one, since each file more takes time to find. */
export { analyze } from '../index.ts'
export { kit } from '../kit.ts'
