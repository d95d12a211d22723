import { defineConfig } from 'vitest/config'

// biome-ignore lint/style/noDefaultExport: vitest asks for one
export default defineConfig({ test: { globalSetup: ['.ci/page.mjs'] } })
