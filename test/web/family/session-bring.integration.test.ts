import { gzipSync } from 'node:zlib'
import { DateTime } from 'luxon'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../shared/access/context.ts'
import { issueLink } from '../../../shared/family/family.operations.ts'
import { cancelSession } from '../../../shared/session/cancellation.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import { addSignUp, listSignUps, takePlaces } from '../../../shared/session/sign-up.operations.ts'
import { TEMPLATES } from '../../../shared/session/sign-up-template.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { createWeb } from '../../../web/app.ts'
import { learn, loadLanguages, PAGE_LANGUAGES, translator } from '../../../web/messages/catalogue.ts'
import { errors } from '../../../web/messages/en-errors.ts'
import { en as schoolEn } from '../../../web/messages/school/en.ts'
import { titledLines } from '../../../web/school/sign-up-titles.ts'
import { workHere } from '../../support/background-jobs.ts'
import { ALL_CARRIERS, contextFor, TEST_NOW } from '../../support/context.ts'
import { device } from '../../support/device.ts'
import { freshTable } from '../../support/engine.ts'
import { COOKIE_KEY } from '../../support/form-token.ts'
import { pictureStorage } from '../../support/picture-storage.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

let context: Context
let session: string
let families: string[]
let phone: ReturnType<typeof device>
let dish: string
const path = () => `/me/session/${session}`
const form = (line: string) => `${path()}/signups/${line}`

beforeAll(async () => {
  learn({ ...errors, ...schoolEn })
  await loadLanguages()
})

beforeEach(async () => {
  const table = await freshTable()
  const now = () => DateTime.fromISO(TEST_NOW, { zone: 'utc' })
  context = contextFor(DEPLOYMENT, { table })
  const made = await schoolWith(table, 2)
  families = made.ids
  const { id } = await createWorkshop(context, made.school, READING)
  const times = { options: [{ startLocal: '2027-03-10T18:00' }], closesAt: '2027-03-08T09:00' }
  const poll = await putPoll(context, id, times)
  session = (await schedule(context, id, { options: [poll.options[0]?.id ?? ''] })).sessions[0]?.id ?? ''
  const [rosa = ''] = families
  await putReply(context, session, rosa, ReplyInput.parse({ attending: true }))
  const title = { en: 'A main dish for ten', es: 'Un plato fuerte para diez' }
  dish = (await addSignUp(context, session, { title, wanted: 2, portions: 10 })).id
  await addSignUp(context, session, { title: { en: 'Set up chairs' }, wanted: 4, from: '17:30', to: '18:00' })
  const key = {
    cookieKey: COOKIE_KEY,
    jobs: workHere({ table, now }),
    pictures: pictureStorage(),
    carriers: ALL_CARRIERS,
  }
  phone = device(createWeb({ table, now, ...key }))
  await phone.get(`/f/${(await issueLink(context, made.school, rosa)).token}`)
})

const taken = async () => (await listSignUps(context, session)).find(({ id }) => id === dish)?.taken

test('a family that comes sees what it could bring, in its language where it is written in it', async () => {
  const { page } = await phone.get(path())
  expect(page).toContain('What could you bring?')
  expect(page).toContain('A main dish for ten')
  expect(page.replace(/\s/gu, ' ')).toContain('Set up chairs</bdi> · 5:30 – 6:00 PM')
  expect(page).toContain('4 places left')
  await phone.get(`${path()}?lang=es`)
  const { page: spanish } = await phone.get(path())
  expect(spanish).toContain('<bdi lang="es">Un plato fuerte para diez</bdi>')
  expect(spanish).toContain('<bdi lang="en">Set up chairs</bdi>')
})

test('it takes a place, says what it brings, and gives it back', async () => {
  const field = (name: string) => `${dish}.${name}`
  expect(await phone.post(form(dish), { [field('places:int')]: '1' })).toMatchObject({
    status: 303,
    to: `${path()}#bring`,
  })
  expect((await phone.get(path())).page).toContain('You bring one. One place left')
  const said = {
    [field('places:int')]: '2',
    [field('note')]: 'Arroz con pollo',
    [field('allergens:list')]: 'nuts',
  }
  expect((await phone.post(form(dish), said)).status).toBe(303)
  const { page } = await phone.get(path())
  expect(page).toContain('value="Arroz con pollo"')
  expect(page).toMatch(/value="nuts" checked/)
  expect(await taken()).toBe(2)
  await phone.post(form(dish), { [field('places:int')]: '0' })
  expect(await taken()).toBe(0)
})

test('it is told where somebody took the last a moment before, and what it typed stays', async () => {
  const [, bao = ''] = families
  await takePlaces(context, session, { line: dish, family: bao }, { places: 2 })
  const late = await phone.post(form(dish), { [`${dish}.places:int`]: '1' })
  expect(late.status).toBe(422)
  expect(late.page).toContain('Somebody took the last of it a moment before you.')
  expect(late.page).toContain('All taken, thank you')
  const [, chairs] = await listSignUps(context, session)
  await phone.post(form(chairs?.id ?? ''), { [`${chairs?.id}.places:int`]: '1' })
  const long = { [`${chairs?.id}.places:int`]: '1', [`${chairs?.id}.note`]: 'x'.repeat(81) }
  const refused = await phone.post(form(chairs?.id ?? ''), long)
  expect(refused.status).toBe(422)
  expect(refused.page).toContain(`href="#${chairs?.id}.note"`)
  expect(refused.page).toContain('x'.repeat(81))
})

test('who does not come is shown what it took alone, to give it back', async () => {
  const [rosa = ''] = families
  await putReply(context, session, rosa, ReplyInput.parse({ attending: false }))
  expect((await phone.get(path())).page).not.toContain('What could you bring?')
  await takePlaces(context, session, { line: dish, family: rosa }, { places: 1 })
  expect((await phone.get(path())).page).toContain('Give it back')
})

describe('What cannot be recorded is said in the language of the reader, and nothing of it is written:', () => {
  const takeInSpanish = async (places: string) => {
    await phone.get(`${path()}?lang=es`)
    return phone.post(form(dish), { [`${dish}.places:int`]: places })
  }

  test('a place of a session that was cancelled while its page was open', async () => {
    await phone.get(`${path()}?lang=es`)
    await cancelSession(context, session)
    const { status, page } = await takeInSpanish('1')
    expect(status).toBe(422)
    expect(page).toContain(translator('es')('error.session-cancelled'))
    expect(await taken()).toBe(0)
  })

  test.each(['-1', '101', '1.5', 'one', ''])('%j places', async (places) => {
    const { status, page } = await takeInSpanish(places)
    expect(status).toBe(422)
    expect(page).toContain(translator('es')('error.invalid-input'))
    expect(await taken()).toBe(0)
  })
})

// What arrives in the first round trip of a new connection: ten packets (RFC 6928), without those of the handshake.
const MOST_BYTES = 14_000
const EVENING = {
  ...{ families: 60, languages: [...PAGE_LANGUAGES] },
  ...{ start: '2027-03-10T23:00:00.000Z', end: '2027-03-11T00:00:00.000Z' },
}

test.each(PAGE_LANGUAGES)(
  'with every list that there is the page weighs at most 14 KB in %s',
  async (language) => {
    const [rosa = '', bao = ''] = families
    for (const template of TEMPLATES)
      for (const line of titledLines(template, EVENING)) {
        const { id } = await addSignUp(context, session, line)
        const said = { places: 1, note: 'Arroz con pollo', allergens: ['nuts', 'sesame'] }
        await takePlaces(context, session, { line: id, family: line.wanted > 1 ? rosa : bao }, said)
      }
    await phone.get(`${path()}?lang=${language}`)
    const { page } = await phone.get(path())
    expect(page).toContain(`<html lang="${language}"`)
    expect(page.match(/class="give/g)?.length).toBeGreaterThan(12)
    expect(gzipSync(page, { level: 6 }).length).toBeLessThanOrEqual(MOST_BYTES)
  },
)
