import { raw } from 'hono/html'
import { renderSVG } from 'uqr'

/** An address as a QR code, dark on white in every colour scheme; `label` says where it leads. */
export function QrCode({ address, label }: { address: string; label: string }) {
  return (
    <div class="qr" role="img" aria-label={label}>
      {raw(renderSVG(address, { border: 4, ecc: 'M' }))}
    </div>
  )
}
