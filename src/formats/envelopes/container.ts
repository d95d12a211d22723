import type { Body } from '../../model/reader.ts'
import { isKernelWrapped } from './kernel-wrapped.ts'

/**
 * A line that a container wrote. It is what a program says, unless it is a line of the kernel's log with its wrapping: then
 * somebody prints that log in a container, which is not proven, but not dropped.
 */
export const ofContainer = (line: Body): Body =>
  isKernelWrapped(line) ? line : { ...line, ident: 'container', origin: 'user' }
