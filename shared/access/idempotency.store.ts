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
  const more = await Promise.all(
    Array.from({ length: parts }, (_, part) => table.get<{ text: string }>(partKey(name, part))),
  )
  return [response, ...more.map((part) => part?.text ?? '')]
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

/** What work of several commits read before it changed it, encrypted. */
export async function getRemembered(table: Table, name: string, id: string): Promise<string | undefined> {
  return (await table.get<{ text: string }>(rememberedKey(name, id)))?.text
}

/** Stores it for the repeats of the request. */
export function putRemembered(
  name: string,
  id: string,
  { text, expiresAt }: { text: string; expiresAt: number },
): Write {
  return { put: { ...rememberedKey(name, id), text, expiresAt } }
}

function rememberedKey(name: string, id: string): Key {
  return { pk: requestKey(name).pk, sk: `REMEMBERED#${id}` }
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
