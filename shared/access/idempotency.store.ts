import type { Item, Key, Table, Write } from '../table/table.ts'

/**
 * What is stored under an idempotency key: a reservation, or the answer. It is valid until `until` (seconds since 1970); an
 * expired reservation still names the `id` with which a repeat goes on. `parts` is the number of further items that hold
 * the rest of the answer.
 */
export type KeptRequest = {
  id?: string
  fingerprint: string
  revision: string
  until: number
  response?: string
  parts?: number
}

function requestKey(name: string): Key {
  return { pk: `IDEMPOTENCY#${name}`, sk: 'IDEMPOTENCY' }
}

function partKey(name: string, part: number): Key {
  return { pk: requestKey(name).pk, sk: `PART#${part}` }
}

/** What is stored for a request. */
export function getKeptRequest(table: Table, name: string): Promise<KeptRequest | undefined> {
  return table.get<KeptRequest>(requestKey(name))
}

/** Every part of a kept answer. */
export async function getAnswerParts(
  table: Table,
  name: string,
  { response = '', parts = 0 }: KeptRequest,
): Promise<string[]> {
  return [response, ...(await getParts(table, name, parts))]
}

async function getParts(table: Table, name: string, count: number): Promise<string[]> {
  const parts = await Promise.all(
    Array.from({ length: count }, (_, part) => table.get<{ text: string }>(partKey(name, part))),
  )
  return parts.map((part) => part?.text ?? '')
}

/** Reserves a key, or takes over an expired reservation or answer. It is stored until `expiresAt`, also once expired. */
export function reserveRequest(
  name: string,
  { before, ...request }: KeptRequest & { expiresAt: number; before?: KeptRequest | undefined },
): Write {
  const when = before ? { equals: { revision: before.revision } } : ('absent' as const)
  return { put: { ...requestKey(name), ...request }, when }
}

/** Gives a reservation back: it expires now. */
export function releaseRequest(name: string, { revision }: KeptRequest): Write {
  return { amend: requestKey(name), set: { until: 0 }, when: { equals: { revision } } }
}

type Remembered = { text: string; parts: number }

function rememberedKey(name: string): Key {
  return { pk: requestKey(name).pk, sk: 'REMEMBERED' }
}

/** The parts of what a request remembers for its repeats, encrypted; undefined where it remembers nothing. */
export async function getRemembered(table: Table, name: string): Promise<string[] | undefined> {
  const known = await table.get<Remembered>(rememberedKey(name))
  return known && [known.text, ...(await getParts(table, name, known.parts))]
}

/** Stores it until `until`, unless the request remembers something already. */
export function putRemembered(
  name: string,
  [text, ...more]: readonly [string, ...string[]],
  until: number,
): Write[] {
  const put = { ...rememberedKey(name), text, parts: more.length, expiresAt: until }
  return [{ put, when: 'absent' }, ...partItems(name, more, until).map((part) => ({ put: part }))]
}

/** Replaces a reservation by its answer, which has a revision of its own, so that nobody releases it. */
export function keepAnswer(name: string, { revision }: KeptRequest, answered: KeptRequest): Write {
  const put = { ...requestKey(name), ...answered, expiresAt: answered.until }
  return { put, when: { equals: { revision } } }
}

/** The items of the further parts of an answer. */
export function partItems(name: string, parts: readonly string[], until: number): Item[] {
  return parts.map((text, part) => ({ ...partKey(name, part), text, expiresAt: until }))
}
