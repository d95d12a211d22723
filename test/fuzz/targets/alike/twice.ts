import { filesOf } from '../../bundle-text.ts'
import { verdictOf } from '../../laws/verdict.ts'
import { choiceOf } from '../../mutate/chosen.ts'
import type { Random } from '../../random.ts'
import type { SeedFile } from '../../seeds.ts'
import type { Seeds, Target } from '../../target.ts'
import { smallBundles } from '../whole.ts'
import { chosenTarget, reportOf, sameVerdict } from './support.ts'

/** Another name for a file, as people who collect give it. */
function otherName(path: string, isPlain: boolean, random: Random): string {
  const at = path.lastIndexOf('/') + 1
  const [folder, name] = [path.slice(0, at), path.slice(at)]
  const dot = name.lastIndexOf('.')
  const numbered = dot > 0 ? `${name.slice(0, dot)} (1)${name.slice(dot)}` : `${name} (1)`
  // In what a collector packed, another folder is another machine.
  return random.pick([
    folder + numbered,
    `${folder}copy-of-${name}`,
    isPlain ? `copy/${path}` : `${path}~`,
    `${path}.bak`,
  ])
}

const EXCERPT = 'kubernetes-excerpt'

/** A file that is there twice, under two names, tells nothing twice. */
export function twice({ bundles }: Seeds): Target {
  return chosenTarget('with one file twice', smallBundles(bundles), async input => {
    const { random, text } = choiceOf(input)
    const files = filesOf(text)
    if (files.length === 0) return 'refused'
    const copied = random.pick(files)
    const once = await reportOf(files)
    // What a piece of a description leaves out may be another pod's in each file.
    if (once.sources.some(source => source.path === copied.path && source.format === EXCERPT)) return 'refused'
    const path = otherName(copied.path, once.bundle.layout === 'plain', random)
    if (files.some(file => file.path === path)) return 'refused'
    const more: readonly SeedFile[] = [...files, { path, bytes: copied.bytes }]
    return sameVerdict(verdictOf(once), verdictOf(await reportOf(more)), 'a file under another name tells nothing new')
  })
}
