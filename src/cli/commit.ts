/** Put in by the build, where it knows one; the sources alone have none. */
declare const OOMLENS_COMMIT: string | null

/** The commit that the program was built from, with a word when its sources had changed; null where nothing tells. */
export const COMMIT: string | null = typeof OOMLENS_COMMIT === 'undefined' ? null : OOMLENS_COMMIT
