/** Something that the program should take at most, and what it took. */
export interface Aim {
  readonly work: string
  readonly against: string
  /** `×` for a ratio, else a unit. */
  readonly unit: '×' | 's' | 'MB'
  readonly must: number
  readonly goal: number
  /** More is better, as of a speed-up. */
  readonly isLeast?: boolean
  /** Null where it was not measured. */
  readonly measured: number | null
}

const shown = (value: number, unit: Aim['unit']): string =>
  `${unit === 'MB' ? value.toFixed(0) : value.toFixed(value < 10 ? 2 : 1)} ${unit}`

export function verdict({ measured, must, goal, isLeast = false }: Aim): 'goal' | 'must' | 'missed' | 'not measured' {
  if (measured === null) return 'not measured'
  const meets = (bound: number): boolean => (isLeast ? measured >= bound : measured <= bound)
  return meets(goal) ? 'goal' : meets(must) ? 'must' : 'missed'
}

/** A table in Markdown. */
export function aimsTable(aims: readonly Aim[]): string {
  const rows = aims.map(aim => {
    const sign = aim.isLeast ? '≥' : '≤'
    const bound = (value: number): string => `${sign} ${value} ${aim.unit}`
    const measured = aim.measured === null ? '' : shown(aim.measured, aim.unit)
    return [aim.work, aim.against, measured, bound(aim.must), bound(aim.goal), verdict(aim)]
  })
  const head = ['work', 'against', 'measured', 'must', 'goal', 'meets']
  const lines = [head, head.map(() => '---'), ...rows]
  return `${lines.map(cells => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n')}\n`
}
