import { describe, expect, it } from 'vitest'
import type { Report } from '../../src/model/report.ts'
import { markdown } from '../../src/outputs/markdown.ts'
import { containerLimit } from './container-limit.ts'
import { globalOom, noIncident, told, twelve } from './reports.ts'

const write = (report: Report, verbose = false): string => markdown.write(report, { width: 80, color: false, verbose })

describe('the Markdown output', () => {
  it('settles one incident within sixty lines', () => {
    const text = write({ ...containerLimit, groups: [], contradictions: [] })
    expect(text.split('\n').length).toBeLessThanOrEqual(60)
    expect(text).toContain('| **Ran out** | container cart of pod shop/cart-7d9f6c5b4-x2x9z: limit 512 MiB')
    expect(text).toContain('- **container-limit** (certain): ')
    expect(text).toContain('*Will not help:* ')
    expect(text).toContain('<details><summary>Evidence: 3 places</summary>')
  })

  it('opens as many folds as it closes', () => {
    for (const report of [containerLimit, globalOom, twelve, noIncident]) {
      const text = write(report, true)
      expect(text.split('<details>').length).toBe(text.split('</details>').length)
    }
  })

  it('begins with a table where there are many, and tells the first ones', () => {
    const text = write(twelve)
    expect(text).toContain('**All 12 incidents**')
    expect([...text.matchAll(/^### i\d+ /gm)].length).toBe(5)
    expect([...write(twelve, true).matchAll(/^### i\d+ /gm)].length).toBe(12)
  })

  it('says what it does not know where there is no incident', () => {
    expect(write(noIncident)).toMatch(/^## .+\n/)
  })

  it('keeps what a log holds as text', () => {
    const whole = write(told('</details><script>x</script> ![x](http://evil) @all\n# h'))
    const text = whole.replace(/^```text\n[\s\S]*?^```$/gm, '').replace(/(`+)[^\n]*?[^`]\1(?!`)/g, '')
    expect(text.split('</details>').length).toBe(text.split('<details>').length)
    expect(text).not.toContain('<script')
    expect(text).not.toContain('@all')
    expect(text).not.toContain('![x]')
  })
})
