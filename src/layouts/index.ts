import type { Layout } from '../model/reader.ts'
import { plain } from './plain.ts'

/** Layouts of collectors, the most telling first; `plain` is for everything else. */
export const layouts: readonly Layout[] = [plain]
