type Library = typeof import('yaml')

let library: Library | null = null

/** Loads the library of YAML, which is large and which most logs do not need. */
export async function loadYaml(): Promise<void> {
  library ??= await import('yaml')
}

/** The library. Throws unless `loadYaml` was awaited before. */
export function yaml(): Library {
  if (library === null) throw new Error('the library of YAML is not loaded')
  return library
}
