export type { Bundle, Member } from '../model/bundle.ts'
export { type OpenOptions, openBundle } from './open-bundle.ts'
