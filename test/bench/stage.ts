import { DateTime } from 'luxon'
import { SIMPLE_COLUMNS } from '../../shared/roster/simple.ts'
import { TOKEN_FIELD } from '../../web/form-token.ts'
import { familyRoutes } from '../../web/routes.ts'
import { PUENTE } from '../support/api.ts'
import { hiddenFields } from '../support/device.ts'
import { TEST_TOKEN } from '../support/server.ts'

/** A school on a running server whose families vote: each with the cookie of its device. */
export type BenchSchool = {
  school: string
  workshop: string
  options: string[]
  /** The path of the vote. */
  page: string
  voters: BenchVoter[]
}

/** A signed-in family of a stage, with the token of its forms. */
export type BenchVoter = { family: string; cookie: string; token: string }

/** A caller of a running server's API with every right; throws for a status that is no success. */
export function apiOf(baseUrl: string) {
  return async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const isText = typeof body === 'string'
    const response = await fetch(`${baseUrl}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${TEST_TOKEN}`,
        'content-type': isText ? 'text/csv' : 'application/json',
      },
      ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response.json() as Promise<T>
  }
}

// Mixed like a real roster: two languages, six grades, a shift.
function rosterOf(families: number): string {
  const rows = Array.from({ length: families }, (_, place) => {
    const language = place % 3 === 0 ? 'es' : 'en'
    const groups = [`language:${language}`, `grade:${place % 6}`, ...(place % 5 === 0 ? ['shift:night'] : [])]
    const email = `parent${place}@example.org`
    return `f${place},Parent ${place},,${email},${language},${language},email,${place % 6},,${groups.join(';')}`
  })
  return [SIMPLE_COLUMNS.join(','), ...rows].join('\n')
}

const WORKSHOP = {
  title: { en: 'Reading at home', es: 'Leer en casa' },
  description: { en: 'How the reading app works, and what helps.', es: 'Cómo funciona la aplicación.' },
  purpose: 'learning',
  audience: ['parents'],
  durationMinutes: 90,
  presentationLanguage: 'en',
  place: 'Library',
  presenters: 2,
  volunteers: 4,
  offers: { childcare: true, food: true, interpretation: true, rides: false },
}

type Made = { id: string }

/**
 * Makes a school of that number of families with an open vote about eight times, half of it cast, and visible counts.
 */
export async function stageOf(baseUrl: string, families: number): Promise<BenchSchool> {
  const api = apiOf(baseUrl)
  const { id: school } = await api<Made>('POST', '/schools', PUENTE)
  await api('POST', `/schools/${school}/roster`, rosterOf(families))
  const { id: workshop } = await api<Made>('POST', `/schools/${school}/workshops`, WORKSHOP)
  const day = (days: number) => DateTime.utc().plus({ days }).toISODate()
  const hours = ['08:30', '12:00', '16:00', '18:30']
  const { options } = await api<{ options: Made[] }>('PUT', `/workshops/${workshop}/poll`, {
    options: [21, 22].flatMap((days) => hours.map((hour) => ({ startLocal: `${day(days)}T${hour}` }))),
    closesAt: `${day(14)}T18:00`,
    answersVisible: true,
  })
  const ids = options.map(({ id }) => id)
  const voters = await inTurn(await familiesOf(baseUrl, school), async (family, place) => {
    const { url } = await api<{ url: string }>('POST', `/schools/${school}/families/${family}/link`)
    const cookie = await cookieOf(baseUrl, new URL(url).pathname)
    if (place % 2 === 0) {
      const answers = Object.fromEntries(ids.map((id, at) => [id, ANSWERS[(at + place) % 3]]))
      await api('PUT', `/workshops/${workshop}/poll/ballots/${family}`, { answers, via: 'phone' })
    }
    const page = await fetch(baseUrl + familyRoutes.vote(workshop), { headers: { cookie } })
    const { [TOKEN_FIELD]: token = '' } = hiddenFields(await page.text())
    return { family, cookie, token }
  })
  return { school, workshop, options: ids, page: familyRoutes.vote(workshop), voters }
}

const ANSWERS = ['yes', 'ifNeeded', 'no']
const AT_ONCE = 16

/** Does the work for each, up to a number at once, and returns the results in order. */
export async function inTurn<T, R>(all: readonly T[], work: (one: T, place: number) => Promise<R>) {
  const made: R[] = []
  const places = all.keys()
  const worker = async () => {
    for (const place of places) made[place] = await work(all[place] as T, place)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return made
}

/** The ids of a school's families. */
export async function familiesOf(baseUrl: string, school: string): Promise<string[]> {
  const ids: string[] = []
  let after = ''
  do {
    const path = `/schools/${school}/families?limit=100${after && `&cursor=${after}`}`
    const page = await apiOf(baseUrl)<{ items: Made[]; nextCursor?: string }>('GET', path)
    ids.push(...page.items.map(({ id }) => id))
    after = page.nextCursor ?? ''
  } while (after)
  return ids
}

async function cookieOf(baseUrl: string, link: string): Promise<string> {
  const response = await fetch(baseUrl + link, { redirect: 'manual' })
  const [cookie = ''] = response.headers.getSetCookie().map((one) => one.split(';')[0])
  if (!cookie) throw new Error(`no cookie from a personal link: ${response.status}`)
  return cookie
}
