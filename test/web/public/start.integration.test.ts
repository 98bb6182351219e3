import { beforeEach, describe, expect, test } from 'vitest'
import { RATE_LIMITS } from '../../../shared/access/rate-limit.ts'
import type { WholeTable } from '../../../shared/table/table.ts'
import { createWeb } from '../../../web/app.ts'
import { PAGE_LANGUAGES } from '../../../web/messages/catalogue.ts'
import { routes } from '../../../web/routes.ts'
import { workHere } from '../../support/background-jobs.ts'
import { ALL_CARRIERS, contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { pictureStorage } from '../../support/picture-storage.ts'
import { DEPLOYMENT } from '../../support/puente.ts'

const SETUP_CODE = 'a2b3c4d5e6f7g8h9'
const FIELDS = {
  'school.name': 'Puente',
  'school.timeZone': 'America/Los_Angeles',
  'school.schoolDay.start': '08:00',
  'school.schoolDay.end': '15:00',
  'school.languages:list': 'en',
  'school.defaultLanguage': 'en',
  'organizer.name': 'Dana',
  'organizer.email': 'dana@example.org',
}

let table: WholeTable
beforeEach(async () => {
  table = await freshTable()
})

function site(setupCode?: string) {
  const { now } = contextFor(DEPLOYMENT, { table })
  const cookieKey = 'a key for tests of at least thirty-two signs'
  const web = createWeb({
    table,
    now,
    cookieKey,
    jobs: workHere({ table, now }),
    pictures: pictureStorage(),
    carriers: ALL_CARRIERS,
    ...(setupCode && { setupCode }),
  })
  const network = { incoming: { socket: { remoteAddress: '192.0.2.7' } } }
  const ask = (init: RequestInit) => web.request(`http://localhost${routes.start()}`, init, network)
  return {
    get: (language = 'en') => ask({ headers: { cookie: `language=${language}` } }),
    post: (fields: Record<string, string>) =>
      ask({ method: 'POST', body: new URLSearchParams(fields), headers: { origin: 'http://localhost' } }),
  }
}
const written = async () => (await table.scan()).items.filter(({ pk }) => !pk.startsWith('GUESSES#'))

describe('the first run', () => {
  test('asks for no set-up code where the deployment has none', async () => {
    const { get, post } = site()
    expect(await (await get()).text()).not.toContain('setupCode')
    expect((await post(FIELDS)).status).toBe(303)
    expect((await get()).status).toBe(404)
  })

  test.each(PAGE_LANGUAGES)(
    'asks for the set-up code in %s where the deployment has one',
    async (language) => {
      const page = await (await site(SETUP_CODE).get(language)).text()
      expect(page).toContain('name="setupCode"')
      expect(page).not.toContain(SETUP_CODE)
    },
  )

  test('writes nothing without the set-up code, keeps what was typed, and founds the school with it', async () => {
    const { post } = site(SETUP_CODE)
    for (const setupCode of [undefined, '', 'wrong', SETUP_CODE.slice(1), `${SETUP_CODE}0`]) {
      const refused = await post({ ...FIELDS, ...(setupCode !== undefined && { setupCode }) })
      expect(refused.status).toBe(422)
      expect(await refused.text()).toContain('value="Puente"')
    }
    expect(await written()).toEqual([])
    expect((await post({ ...FIELDS, 'school.name': '', setupCode: SETUP_CODE })).status).toBe(422)
    const founded = await post({ ...FIELDS, setupCode: ` ${SETUP_CODE.toUpperCase()} ` })
    expect(founded.headers.get('location')).toBe('/school')
    expect((await post({ ...FIELDS, setupCode: SETUP_CODE })).status).toBe(404)
  })

  test('rate-limits guesses at the set-up code', async () => {
    const { post } = site(SETUP_CODE)
    for (let time = 0; time < RATE_LIMITS.setup.most; time++)
      expect((await post({ ...FIELDS, setupCode: String(time) })).status).toBe(422)
    expect((await post({ ...FIELDS, setupCode: 'x' })).status).toBe(429)
    expect((await post({ ...FIELDS, setupCode: SETUP_CODE })).status).toBe(429)
    expect(await written()).toEqual([])
  })
})
