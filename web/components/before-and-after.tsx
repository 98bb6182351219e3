/** A median before and now, each from 1 to 4, of one session. */
export type BeforeAndNow = { label: string; before: number; now: number }

type Props = { title: string; description: string; moves: readonly BeforeAndNow[] }

const STEP = 28
const HEIGHT = 72
const EDGE = 10
const MOST = 4

/** How one question moved, session after session: an open dot for before, a full one for now. */
export function BeforeAndAfter({ title, description, moves }: Props) {
  const y = (face: number) => EDGE + ((MOST - face) / (MOST - 1)) * (HEIGHT - 2 * EDGE)
  return (
    <svg class="moves" viewBox={`0 0 ${Math.max(6, moves.length) * STEP} ${HEIGHT}`} role="img">
      <title>{title}</title>
      <desc>{description}</desc>
      {moves.map(({ before, now }, place) => {
        const x = (place + 0.5) * STEP
        return (
          <g>
            <line class={now > before ? 'up' : ''} x1={x} x2={x} y1={y(before)} y2={y(now)} />
            <circle class="before" cx={x} cy={y(before)} r="5" />
            <circle class="now" cx={x} cy={y(now)} r="4" />
          </g>
        )
      })}
    </svg>
  )
}
