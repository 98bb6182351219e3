import { encode } from 'uqr'

// Four of white on each side, as the standard asks.
const MARGIN = 4

/** An address as a QR code, dark on white in every colour scheme; `label` says where it leads. */
export function QrCode({ address, label }: { address: string; label: string }) {
  const { size, data } = encode(address, { border: MARGIN, ecc: 'M' })
  return (
    <div class="qr" role="img" aria-label={label}>
      <svg viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges" aria-hidden="true">
        <path d={data.map(runsOf).join('')} />
      </svg>
    </div>
  )
}

// A sheet of codes for a whole school stays small: what is dark side by side is drawn in one stroke.
function runsOf(row: readonly boolean[], y: number): string {
  const text = row.map((isDark) => (isDark ? '#' : ' ')).join('')
  return [...text.matchAll(/#+/g)]
    .map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`)
    .join('')
}
