/** A row of the table: a name, its measurement, its target, and whether it is met; a row for context has no target. */
export type Figure = { what: string; value: number; unit: string; most?: number; least?: number }

/** Whether a figure meets its target. */
export function isReached({ value, most, least }: Figure): boolean {
  return value <= (most ?? Number.POSITIVE_INFINITY) && value >= (least ?? Number.NEGATIVE_INFINITY)
}

/** The figures as a Markdown table. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { what, value, unit, most, least } = figure
    const bound = most !== undefined ? `≤ ${most}` : least !== undefined ? `≥ ${least}` : ''
    const verdict = bound === '' ? '' : isReached(figure) ? 'yes' : '**no**'
    return `| ${what} | ${Number(value.toFixed(2)).toLocaleString('en')} ${unit} | ${bound} | ${verdict} |`
  })
  return ['| what | measured | to reach | reached |', '| --- | --- | --- | --- |', ...rows].join('\n')
}
