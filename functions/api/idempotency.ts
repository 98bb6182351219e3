import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Context } from '../../shared/access/context.ts'
import { refuse } from '../../shared/access/refusal.ts'
import { ConditionFailed, type Key } from '../../shared/table/table.ts'

const HOURS = 24
const SECONDS_TO_FINISH = 60
// An item is smaller than 100 KB; what an import says of thousands of rows is not.
const PART_LETTERS = 90_000

/** `parts` is in how many more items the response goes on. */
type Kept = { fingerprint: string; revision: string; until: number; response?: string; parts?: number }

/** A POST as it is told from others: who sent it, under which key, and what exactly. */
export type Attempt = { bearer: string; key: string; target: string; bytes: Uint8Array }

/**
 * Does the work once a key and a day: the same request again gets the first one's response, another under
 * the same key is refused, one that comes while the first is at work is told to come again.
 */
export async function once(
  { table, now }: Context,
  attempt: Attempt,
  work: () => Promise<Response>,
): Promise<Response> {
  const place = placeOf(attempt)
  const fingerprint = digest(attempt.target, attempt.bytes)
  const seconds = Math.floor(now().toSeconds())
  const kept = await table.get<Kept>(place)
  const stands = kept && kept.until > seconds
  if (stands && kept.fingerprint !== fingerprint) refuse('idempotency-conflict')
  if (stands) return kept.response ? open(await wholeOf(table, place, kept), attempt) : refuse('conflict')
  const revision = randomBytes(8).toString('hex')
  const reservation = { fingerprint, revision, until: seconds + SECONDS_TO_FINISH }
  try {
    const when = kept ? { equals: { revision: kept.revision } } : ('absent' as const)
    await table.commit({ put: { ...place, ...reservation, expiresAt: reservation.until }, when })
  } catch (fault) {
    if (fault instanceof ConditionFailed) refuse('conflict')
    throw fault
  }
  const release = () => table.commit({ remove: place, when: { equals: { revision } } })
  const response = await work().catch(async (fault) => {
    // What broke down may be sent again at once; where even that cannot be said, a minute later.
    await release().catch(() => undefined)
    throw fault
  })
  if (response.status >= 500) {
    await release()
    return response
  }
  const until = seconds + HOURS * 3600
  const [first, ...more] = partsOf(await seal(response.clone(), attempt))
  // What goes on elsewhere is there before anybody is told that it does.
  await table.putAll(more.map((text, part) => ({ ...partKey(place, part), text, expiresAt: until })))
  const answered = { fingerprint, revision, until, response: first, parts: more.length }
  await table.commit({ put: { ...place, ...answered, expiresAt: until } })
  return response
}

function partsOf(text: string): string[] {
  const count = Math.max(1, Math.ceil(text.length / PART_LETTERS))
  return Array.from({ length: count }, (_, part) =>
    text.slice(part * PART_LETTERS, (part + 1) * PART_LETTERS),
  )
}

async function wholeOf(
  table: Context['table'],
  place: Key,
  { response = '', parts = 0 }: Kept,
): Promise<string> {
  const more = await Promise.all(
    Array.from({ length: parts }, (_, part) => table.get<{ text: string }>(partKey(place, part))),
  )
  return [response, ...more.map((part) => part?.text ?? '')].join('')
}

function partKey({ pk }: Key, part: number): Key {
  return { pk, sk: `PART#${part}` }
}

function placeOf({ bearer, key }: Attempt): Key {
  return { pk: `IDEMPOTENCY#${digest(bearer, Buffer.from(key))}`, sk: 'IDEMPOTENCY' }
}

function digest(text: string, bytes: Uint8Array): string {
  return createHash('sha256').update(text).update('\0').update(bytes).digest('base64url')
}

// A response may hold a secret (a link, an API key), so only who sent the request can open what is kept of it.
function sealingKey({ bearer, key }: Attempt): Buffer {
  return createHash('sha256').update(`idempotency\0${bearer}\0${key}`).digest()
}

async function seal(response: Response, attempt: Attempt): Promise<string> {
  const content = {
    status: response.status,
    type: response.headers.get('content-type'),
    body: await response.text(),
  }
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(attempt), nonce)
  const sealed = Buffer.concat([cipher.update(gzipSync(JSON.stringify(content))), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

const GZIP = 0x1f

function open(sealed: string, attempt: Attempt): Response {
  const bytes = Buffer.from(sealed, 'base64')
  const cipher = createDecipheriv('aes-256-gcm', sealingKey(attempt), bytes.subarray(0, 12))
  cipher.setAuthTag(bytes.subarray(12, 28))
  const opened = Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()])
  // Those of the day before a deployment may lie there as they are.
  const content = JSON.parse((opened[0] === GZIP ? gunzipSync(opened) : opened).toString())
  return new Response(content.body, { status: content.status, headers: { 'content-type': content.type } })
}
