import type { Block, LineJoin, Message } from '../../model/reader.ts'
import { kernelBoot } from './boot.ts'
import { joins } from './broken-lines.ts'
import { lostLines } from './lost-lines.ts'
import { notices } from './notices.ts'
import { quotedKernelLine, unreadKernelLine } from './quoted.ts'
import { oomReport } from './report/block.ts'

export const kernelJoins: readonly LineJoin[] = joins
export const kernelBlocks: readonly Block[] = [oomReport]
export const kernelMessages: readonly Message[] = [kernelBoot, notices, lostLines, quotedKernelLine, unreadKernelLine]
