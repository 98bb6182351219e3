import { DateTime } from 'luxon'
import { createApi } from '../../functions/api/app.ts'
import type { Table } from '../../shared/table/table.ts'
import { workHere } from './background-jobs.ts'
import { ALL_CARRIERS, TEST_NOW } from './context.ts'
import { mustBeDescribed } from './described.ts'
import { pictureStorage } from './picture-storage.ts'

/** The bearer token with every right on the API of a test. */
export const API_TOKEN = 'a token for tests, of no worth elsewhere'.replaceAll(' ', '-')

// Tests check responses field by field.
// biome-ignore lint/suspicious/noExplicitAny: the shape of an answer is the subject of the test
export type ApiResponse = { status: number; type: string; body: any }

/**
 * Calls the API on a table, as its outside callers do, and holds every answer against the OpenAPI document; `clock.now`
 * may be moved.
 */
export function apiOn(table: Table, clock = { now: TEST_NOW }) {
  const now = () => DateTime.fromISO(clock.now, { zone: 'utc' })
  const app = createApi({
    table,
    now,
    apiToken: API_TOKEN,
    cookieKey: 'cookie-key-of-tests',
    jobs: workHere({ table, now }),
    pictures: pictureStorage(),
    carriers: ALL_CARRIERS,
  })
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<ApiResponse> => {
    const raw = body instanceof Uint8Array || typeof body === 'string'
    const response = await app.request(`http://localhost/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${API_TOKEN}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: (raw ? body : JSON.stringify(body)) as BodyInit }),
    })
    const type = response.headers.get('content-type') ?? ''
    const text = await response.text()
    mustBeDescribed(method, path, response, text)
    return { status: response.status, type, body: type.includes('json') ? JSON.parse(text) : text }
  }
  /** The same without a token and a kind of body of its own: a request as it is. */
  const raw = async (path: string, init: RequestInit) => app.request(`http://localhost${path}`, init)
  return Object.assign(call, { raw })
}

/** A school as the contract makes one. */
export const PUENTE = {
  name: 'Puente Elementary',
  timeZone: 'America/New_York',
  languages: ['en', 'es'],
  defaultLanguage: 'en',
}
