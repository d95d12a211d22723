import { type ArchiveLimits, expandMember, openExpansion } from './archives/index.ts'
import { type Bundle, isProblem } from './model/bundle.ts'

/**
 * The same case with its archives opened: tar, zip, gzip, xz, zstd and bzip2, in one another too, told by their content.
 * Members of an archive have its path, `!/`, and their own; those of the archive that has the name of the bundle, and so is
 * the bundle, have their own alone. What is damaged or too large comes as a `Problem`; nothing rejects that would not
 * have before. A zip is held in memory, everything else is a stream.
 *
 * `openBundle` of `oomlens/node` does this by itself. xz and zstd need WebAssembly; where it is not allowed, that is a
 * `Problem` as well.
 */
export function unpacked(bundle: Bundle, limits?: ArchiveLimits): Bundle {
  return {
    name: bundle.name,
    async *members() {
      const expansion = openExpansion(limits)
      for await (const item of bundle.members()) {
        if (isProblem(item)) yield item
        else if (item.path === bundle.name) yield* expandMember(item, expansion, '')
        else yield* expandMember({ ...item, path: expansion.name(item.path) }, expansion)
      }
    },
  }
}
