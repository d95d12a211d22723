/** Words of the seeds themselves, so that a reader's own words are among those that are put in. */
export function wordsOf(seeds: readonly string[]): readonly string[] {
  const words = new Set<string>()
  for (const seed of seeds.slice(0, 400))
    for (const [word] of seed.slice(0, 4000).matchAll(/[A-Za-z_][\w.:=/-]{2,30}|[^\w\s]{2,4}/g))
      if (words.size < 3000) words.add(word)
  return words.size > 0 ? [...words] : ['']
}
