import { writeFileSync } from 'node:fs'
import { DOCS, PAGES } from './pages.ts'

// `npm run docs`: writes the pages that are made from the source.
for (const [name, text] of Object.entries(PAGES)) writeFileSync(DOCS + name, await text())
