/** How a dot is drawn: by its shape as well as its colour, as on the vote. */
export type DotShape = 'full' | 'half' | 'empty' | 'small'

type Props = { title: string; description: string; parts: readonly { shape: DotShape; count: number }[] }

const MOST_DOTS = 100
const A_ROW = 25
const STEP = 14
const RADIUS = 5

/** How many families a dot stands for, so that at most about a hundred are drawn. */
export function familiesPerDot(families: number): number {
  return Math.max(1, Math.ceil(families / MOST_DOTS))
}

/** Families as dots, drawn on the server; their numbers are in the table around it. Nobody is rounded away. */
export function Dots({ title, description, parts }: Props) {
  const each = familiesPerDot(parts.reduce((sum, { count }) => sum + count, 0))
  const drawn = parts.map(({ shape, count }) => ({ shape, dots: Math.ceil(count / each) }))
  const total = drawn.reduce((sum, { dots }) => sum + dots, 0)
  const [width, height] = [Math.min(total, A_ROW) * STEP, Math.ceil(total / A_ROW) * STEP]
  let at = 0
  return (
    <svg class="dots" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img">
      <title>{title}</title>
      <desc>{description}</desc>
      {drawn.map(({ shape, dots }) => {
        const first = at
        at += dots
        const path = Array.from({ length: dots }, (_, place) => dotAt(shape, first + place)).join('')
        return path && <path class={`dot-${shape}`} d={path} />
      })}
    </svg>
  )
}

function dotAt(shape: DotShape, place: number): string {
  const x = (place % A_ROW) * STEP + STEP / 2
  const y = Math.floor(place / A_ROW) * STEP + STEP / 2
  if (shape === 'small') return circle(x, y, 2)
  const ring = circle(x, y, RADIUS)
  // The inner half runs the other way round, so that it stays open.
  return shape === 'half' ? `${ring}M${x} ${y - RADIUS}a${RADIUS} ${RADIUS} 0 0 0 0 ${2 * RADIUS}z` : ring
}

function circle(x: number, y: number, radius: number): string {
  const arc = `a${radius} ${radius} 0 1 1`
  return `M${x - radius} ${y}${arc} ${2 * radius} 0${arc} ${-2 * radius} 0`
}
