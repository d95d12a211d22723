import type { Block, Message } from '../../model/reader.ts'
import { kernelBoot } from './boot.ts'
import { notices } from './notices.ts'
import { quotedKernelLine, unreadKernelLine } from './quoted.ts'
import { oomReport } from './report/block.ts'

export const kernelBlocks: readonly Block[] = [oomReport]
export const kernelMessages: readonly Message[] = [kernelBoot, notices, quotedKernelLine, unreadKernelLine]
