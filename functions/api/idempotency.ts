import type { KeyedAnswer } from '../../shared/access/idempotency.ts'

// They say how things are at the moment, not what came of the request.
const PASSING = new Set([409, 429])

/** A response as the text that is kept under an idempotency key. Faults and what may pass are not kept. */
export async function keyedAnswer(response: Response): Promise<KeyedAnswer> {
  const { status, headers } = response
  const content = {
    status,
    type: headers.get('content-type'),
    retryAfter: headers.get('retry-after'),
    body: await response.text(),
  }
  return { content: JSON.stringify(content), isKept: status < 500 && !PASSING.has(status) }
}

/** The response that `keyedAnswer` made a text of. */
export function responseOf(text: string): Response {
  const { status, type, retryAfter, body } = JSON.parse(text)
  const headers = { ...(type && { 'content-type': type }), ...(retryAfter && { 'retry-after': retryAfter }) }
  return new Response(status === 204 ? null : body, { status, headers })
}
