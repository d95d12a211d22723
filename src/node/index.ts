/**
 * Files, directories, archives and standard input as a case that `analyze` reads. For Node 22 and newer.
 *
 * @module oomlens/node
 */
export type { Bundle, Member } from '../model/bundle.ts'
export { type OpenOptions, openBundle } from './open-bundle.ts'
