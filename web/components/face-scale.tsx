import { FACE_MOUTHS } from './face.tsx'

const WIDTH = 160
const EDGE = 14
const FACES = 4
const LINE = 26
const FACES_AT = 40

type Props = {
  title: string
  before: number
  now: number
  /** The same two in the reader's language. */
  said: { before: string; now: string }
}

/** Two medians on the four faces, each from 1 to 4: an open dot for before, a full one for now. */
export function FaceScale({ title, before, now, said }: Props) {
  const at = (face: number) => EDGE + ((face - 1) / (FACES - 1)) * (WIDTH - 2 * EDGE)
  return (
    <svg class="scale" viewBox={`0 0 ${WIDTH} 60`} role="img" aria-label={title}>
      <line x1={at(1)} x2={at(FACES)} y1={LINE} y2={LINE} />
      {FACE_MOUTHS.map((mouth, place) => (
        <g class="mouth" transform={`translate(${(at(place + 1) - 9).toFixed(1)} ${FACES_AT}) scale(.75)`}>
          <circle cx="12" cy="12" r="10" />
          <path d={`M8.5 9.5v.01M15.5 9.5v.01${mouth}`} />
        </g>
      ))}
      {now !== before && (
        <>
          <line class={now > before ? 'up' : ''} x1={at(before)} x2={at(now)} y1={LINE} y2={LINE} />
          <circle class="before" cx={at(before)} cy={LINE} r="6" />
          <text x={at(before)} y="14" text-anchor="middle">
            {said.before}
          </text>
        </>
      )}
      <circle class="now" cx={at(now)} cy={LINE} r="7" />
      <text class="now" x={at(now)} y="14" text-anchor="middle">
        {said.now}
      </text>
    </svg>
  )
}
