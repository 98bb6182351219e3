import type { Services } from '../../shared/access/context.ts'
import type { Carriers } from '../../shared/delivery/delivery.operations.ts'
import { Undeliverable } from '../../shared/delivery/message.operations.ts'
import { keepTextName } from '../../shared/delivery/text-status.operations.ts'
import { textOf } from '../../web/messages/outgoing.tsx'
import type { TextGateway } from '../variables.ts'

// Well under the two-minute lease of a message: a longer wait would send it twice.
const TIMEOUT_MS = 20_000
// The gateway understood the request, and takes no text to this number.
const UNPROCESSABLE = 422

/** The gateway did not take a text; `code` has its status. */
class GatewayFault extends Error {
  readonly code: string
  constructor(status: number) {
    super(`the text gateway answered ${status}`)
    this.name = 'GatewayFault'
    this.code = `GATEWAY_${status}`
  }
}

/** Sends texts through the HTTP gateway at `url`, which is shown `secret`; `origin` is the origin of links. */
export function gatewaySend(
  { url, secret, origin }: TextGateway & { origin: string },
  services: Pick<Services, 'table' | 'now'>,
): NonNullable<Carriers['sms']> {
  return async (message) => {
    const { to, text } = await textOf(message, origin)
    // Kept before the gateway can tell what became of it.
    const id = await keepTextName(services, message)
    const answer = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id, to, text }),
      // The secret goes nowhere else.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    await answer.body?.cancel()
    if (answer.ok) return id
    throw answer.status === UNPROCESSABLE
      ? new Undeliverable('INVALID_NUMBER')
      : new GatewayFault(answer.status)
  }
}
