import { type SeedBundle, type SeedFile, seedBundles, seedLines } from './seeds.ts'
import type { Seeds } from './target.ts'
import { peeledTexts } from './targets/lines.ts'
import { testLines } from './test-lines.ts'

const WIDEST = 4096

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16()

/** Some small files once more as UTF-16, little end first and last, with a mark and without. */
function widened(files: readonly SeedFile[]): readonly SeedFile[] {
  const decoder = new TextDecoder()
  return files
    .filter(({ bytes }) => bytes.length <= WIDEST)
    .filter((_, at) => at % 4 === 0)
    .map(({ path, bytes }, at) => {
      const text = Buffer.from(`${at % 2 === 0 ? '\ufeff' : ''}${decoder.decode(bytes)}`, 'utf16le')
      return { path, bytes: new Uint8Array(at % 4 < 2 ? text : swapped(text)) }
    })
}

/** What all targets are made of: the corpus, lines that tests hold, and what else is given. */
export async function loadSeeds(folders: readonly string[] = []): Promise<Seeds> {
  const bundles = await seedBundles(folders)
  const lines = [...new Set([...seedLines(bundles), ...testLines()])]
  const wide: SeedBundle[] = bundles.map(({ name, files }) => ({ name: `${name} wide`, files: widened(files) }))
  return { bundles: [...bundles, ...wide], lines, texts: peeledTexts(lines) }
}
