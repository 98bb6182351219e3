const STEP = 20
const RADIUS = 7
// More would be a row of dots that nobody counts; the words beside say how many.
const MOST_SHOWN = 12

/** The places of a line as a row of dots: first one's own, then those of others, then what is left. Words stand beside. */
export function Seats({ wanted, taken, own = 0 }: { wanted: number; taken: number; own?: number }) {
  if (wanted > MOST_SHOWN) return null
  return (
    <svg class="seats" viewBox={`0 0 ${wanted * STEP} ${STEP}`} aria-hidden="true">
      {Array.from({ length: wanted }, (_, place) => (
        <circle
          cx={place * STEP + STEP / 2}
          cy={STEP / 2}
          r={RADIUS}
          class={place < own ? 'own' : place < taken ? 'taken' : 'free'}
        />
      ))}
    </svg>
  )
}
