import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import type { Packed } from './pack.ts'

/**
 * Two answers that are meant. `node10` is TypeScript's resolution for Node before 12.20, which knows no `exports`.
 * `node16-cjs` resolves to a module, which `require` loads in every Node that oomlens runs on from 22.12 on: tried on each
 * of them by `npm run release:check`.
 */
const isMeant = (problem: Problem): boolean =>
  'resolutionKind' in problem &&
  ((problem.kind === 'NoResolution' && problem.resolutionKind === 'node10') ||
    (problem.kind === 'CJSResolvesToESM' && problem.resolutionKind === 'node16-cjs'))

/** What attw and publint say of the entries of a package, a line each. */
export async function entryFaults({ bytes }: Pick<Packed, 'bytes'>): Promise<readonly string[]> {
  const checked = await checkPackage(createPackageFromTarballData(bytes))
  const types = checked.types
    ? checked.problems.filter(problem => !isMeant(problem)).map(problem => `attw: ${JSON.stringify(problem)}`)
    : ['attw: the package has no types']
  const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, strict: true })
  return [...types, ...messages.map(message => `publint: ${formatMessage(message, pkg) ?? message.code}`)]
}
