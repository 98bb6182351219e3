type Props = {
  /** Whom it shows, in words; the numbers are in them. */
  title: string
  /** How many have a seat, and how many of them were heard from. */
  seats: number
  taken: number
}

const WIDTH = 600
const EDGE = 14
const MOST_SEATS = 120
const LARGEST_RADIUS = 12
const BOARD = 26
// Between a seat and the table, and at the edge of the drawing.
const GAP = 4

/**
 * Families around one long table, drawn on the server: a seat is filled for whom was heard from, and an empty ring for
 * whom we wait. Above 120 each seat stands for several families.
 */
export function LongTable({ title, seats, taken }: Props) {
  if (seats === 0) return null
  const { shown, filled } = seated(seats, taken)
  const aside = Math.ceil(shown / 2)
  const step = (WIDTH - 2 * EDGE) / aside
  // More families sit closer, and the drawing is flatter.
  const radius = Math.min(LARGEST_RADIUS, step * 0.38)
  const inset = Math.ceil(2 * radius) + 2 * GAP
  const height = 2 * inset + BOARD
  return (
    <svg class="long-table" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={title}>
      <title>{title}</title>
      <rect class="board" x="4" y={inset} width={WIDTH - 8} height={BOARD} rx="10" />
      {Array.from({ length: shown }, (_, seat) => (
        <circle
          class={seat < filled ? 'seat taken' : 'seat'}
          cx={(EDGE + step * (Math.floor(seat / 2) + 0.5)).toFixed(1)}
          cy={(seat % 2 === 0 ? GAP + radius : height - GAP - radius).toFixed(1)}
          r={radius.toFixed(1)}
        />
      ))}
    </svg>
  )
}

/** How many seats are drawn, and how many of them filled; nobody heard from is rounded away, nor is somebody awaited. */
export function seated(seats: number, taken: number): { shown: number; filled: number } {
  const each = Math.ceil(seats / MOST_SEATS)
  const shown = Math.ceil(seats / each)
  if (taken >= seats) return { shown, filled: shown }
  const nearest = Math.round(taken / each)
  const least = taken > 0 ? 1 : 0
  return { shown, filled: Math.max(least, Math.min(shown - 1, nearest)) }
}
