import { failedWrite, tryCommit } from '../table/attempt.ts'
import { type HeldCommit, heldCommit } from '../table/held-commit.ts'
import { requestCache } from '../table/request-cache.ts'
import { backoff, type Table, type Write } from '../table/table.ts'
import type { Context } from './context.ts'
import {
  getAnswerParts,
  getKeptRequest,
  getRemembered,
  type KeptRequest,
  keepAnswer,
  partItems,
  putRemembered,
  releaseRequest,
  reserveRequest,
} from './idempotency.store.ts'
import {
  fingerprintOf,
  KEPT_SECONDS,
  type KeyedAnswer,
  type KeyedRequest,
  keyOf,
  nameOf,
  nameOfKey,
  opened,
  RESERVED_SECONDS,
  sealed,
  sealingKeyOf,
  sealingKeyOfKey,
} from './idempotency.ts'
import { newId } from './identifier.ts'
import { Refusal, refuse } from './refusal.ts'

const WAIT_MS = 5_000
const ATTEMPTS = 20

/** The work of a request, with the table and `Context.key` that it is given. It may run again where nothing was written. */
export type KeyedWork = (own: { table: Table; key: string }) => Promise<KeyedAnswer>

/**
 * Does the work of a request once a key and a day, and returns its answer. The same request again gets the same answer,
 * another one under the key is refused; one that comes while the first is under way waits for its answer, then is refused
 * with `idempotency-in-progress`. Work of one commit is committed together with its answer: after a crash both are
 * there, or neither. `severalCommits`: the work commits step by step; each step can be repeated, with ids from `idFor` and
 * what was read by `remember`.
 */
export async function answerOnce(
  { table, now }: Pick<Context, 'table' | 'now'>,
  request: KeyedRequest,
  work: KeyedWork,
  { severalCommits = false }: { severalCommits?: boolean } = {},
): Promise<string> {
  const name = nameOf(request)
  const end = performance.now() + WAIT_MS
  for (let attempt = 0; ; attempt++) {
    const seconds = Math.floor(now().toSeconds())
    const known = await getKeptRequest(table, name)
    const valid = known && known.until > seconds ? known : undefined
    const fingerprint = fingerprintOf(request)
    if (valid && valid.fingerprint !== fingerprint) refuse('idempotency-conflict')
    if (valid?.response) return opened(await getAnswerParts(table, name, valid), sealingKeyOf(request))
    const reservation = reservationOf(fingerprint, seconds, known)
    const expiresAt = seconds + KEPT_SECONDS
    if (
      !valid &&
      (await tryCommit(table, reserveRequest(name, { ...reservation, expiresAt, before: known })))
    ) {
      const reserved = { table, name, request, reservation, until: expiresAt }
      return severalCommits ? stepByStep(reserved, work) : atOnce(reserved, work)
    }
    if (performance.now() >= end) refuse('idempotency-in-progress', { retryAfter: WAIT_MS / 1000 })
    await backoff(attempt)
  }
}

// A repeat of work that was interrupted goes on with the same id.
function reservationOf(fingerprint: string, seconds: number, known: KeptRequest | undefined) {
  const isInterrupted = known?.fingerprint === fingerprint && !known.response
  const id = (isInterrupted && known.id) || newId()
  return { id, fingerprint, revision: newId(), until: seconds + RESERVED_SECONDS }
}

type Reserved = {
  table: Table
  name: string
  request: KeyedRequest
  reservation: KeptRequest & { id: string }
  /** When the answer expires, in seconds since 1970. */
  until: number
}

/** Commits the work and its answer in one transaction; work of more than one commit goes step by step. */
async function atOnce(reserved: Reserved, work: KeyedWork): Promise<string> {
  const { table } = reserved
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // Only where a condition did not hold, the work has to learn which: it answers for it, or reads again.
    const held = heldCommit(table, { verifies: attempt > 0 })
    const answer = await run(reserved, held, work)
    if (!answer) return stepByStep(reserved, work)
    const writes = held.writes()
    const mark = await markOf(reserved, answer)
    const failed = await failedWrite(table, ...writes, mark).catch((fault) => released(reserved, fault))
    if (failed === undefined) return answer.content
    if (failed >= writes.length) return refuseInProgress()
    await backoff(attempt)
  }
  return released(reserved, new Refusal('conflict'))
}

/** Runs work whose commit is held back; undefined where it has more than one, and nothing was written. */
async function run(reserved: Reserved, held: HeldCommit, work: KeyedWork): Promise<KeyedAnswer | undefined> {
  try {
    const answer = await work({ table: requestCache(held.table), key: keyOfReserved(reserved) })
    return held.isMoreThanOne() ? undefined : answer
  } catch (fault) {
    return held.isMoreThanOne() ? undefined : released(reserved, fault)
  }
}

async function stepByStep(reserved: Reserved, work: KeyedWork): Promise<string> {
  const { table } = reserved
  const own = { table: requestCache(table), key: keyOfReserved(reserved) }
  const answer = await work(own).catch((fault) => released(reserved, fault))
  const isOurs = await tryCommit(table, await markOf(reserved, answer))
  return isOurs ? answer.content : refuseInProgress()
}

const keyOfReserved = ({ request, reservation }: Reserved) => keyOf(request, reservation.id)

/**
 * Returns what the first attempt of a request read before it changed it, also to a repeat that goes on where it stopped.
 * A request without a key, which nobody repeats, just reads. One thing a request, as JSON.
 */
export async function remember<T>(
  { table, now, key }: Pick<Context, 'table' | 'now' | 'key'>,
  read: () => Promise<T>,
): Promise<T> {
  if (key === undefined) return read()
  const [name, sealingKey] = [nameOfKey(key), sealingKeyOfKey(key)]
  const known = await getRemembered(table, name)
  if (known) return JSON.parse(opened(known, sealingKey))
  const value = await read()
  const until = Math.floor(now().toSeconds()) + KEPT_SECONDS
  const isFirst = await tryCommit(
    table,
    ...putRemembered(name, sealed(JSON.stringify(value), sealingKey), until),
  )
  return isFirst ? value : remember({ table, now, key }, read)
}

/** The write that ends a request: its answer takes the place of the reservation, or nothing does. */
async function markOf(reserved: Reserved, { content, isKept }: KeyedAnswer): Promise<Write> {
  const { table, name, request, reservation, until } = reserved
  if (!isKept) return releaseRequest(name, reservation)
  const [response, ...more] = sealed(content, sealingKeyOf(request))
  // The parts exist before the item that counts them.
  if (more.length > 0) await table.putAll(partItems(name, more, until))
  const { fingerprint } = reservation
  const answered = { fingerprint, revision: newId(), until, response, parts: more.length }
  return keepAnswer(name, reservation, answered)
}

// A failed request may be repeated at once; if even the release fails, the reservation expires. An answer is not
// released: a commit whose outcome is unknown has either replaced the reservation, or cannot do so any more.
async function released({ table, name, reservation }: Reserved, fault: unknown): Promise<never> {
  await tryCommit(table, releaseRequest(name, reservation)).catch(() => undefined)
  throw fault
}

function refuseInProgress(): never {
  return refuse('idempotency-in-progress', { retryAfter: WAIT_MS / 1000 })
}
