import { beforeAll, describe, expect, test } from 'vitest'
import { addFamily, openCode, openLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import type { ReplyInput } from '../../../shared/session/reply.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { routes } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
let voting: string
let decided: string
let session: string
const sheet = (page: string) => page.split(/<article class="sheet [a-z]*"/).slice(1)

beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  const { context, school } = site
  const workshop = async (title: Record<string, string>) => {
    const offers = { childcare: true, food: true, interpretation: true, rides: true }
    const { id } = await createWorkshop(context, school.id, { ...READING, title, offers, place: 'Library' })
    const options = [{ startLocal: '2027-03-10T18:00' }, { startLocal: '2027-03-13T09:00' }]
    const poll = await putPoll(context, id, { options, closesAt: '2027-03-08T09:00' })
    return { id, first: poll.options[0]?.id ?? '' }
  }
  voting = (await workshop({ en: 'Reading at home', es: 'Leer en casa' })).id
  const chosen = await workshop({ en: 'Fractions in the kitchen' })
  decided = chosen.id
  session = (await schedule(context, decided, { options: [chosen.first] })).sessions[0]?.id ?? ''
  const family = async (name: string, input: object, reply?: ReplyInput) => {
    const caregivers = [{ givenName: name, familyName: 'Diaz', channels: [] }]
    const { id } = await addFamily(context, school.id, FamilyInput.parse({ caregivers, ...input }))
    if (reply) await putReply(context, session, id, reply)
    return id
  }
  await family(
    'Rosa',
    { writtenLanguage: 'es', spokenLanguage: 'es' },
    {
      attending: true,
      adults: 2,
      children: [{ ageBand: 'three' }, { months: 8 }],
      interpretation: [{ language: 'es', adults: 2 }],
      allergens: ['peanuts'],
      diets: { halal: 1 },
      ride: 3,
      access: 'a ramp',
    },
  )
  await family('Amina', { writtenLanguage: 'en', spokenLanguage: 'ar' }, { attending: true, adults: 1 })
  await family('Linh', {
    writtenLanguage: 'en',
    spokenLanguage: 'en',
    caregivers: [
      { givenName: 'Linh', familyName: 'Tran', channels: [{ kind: 'email', address: 'l@example.org' }] },
    ],
  })
})

describe('flyers', () => {
  test('come one a language, each in its own words, with the way to the page', async () => {
    const { page } = await dana.get(schoolRoutes.printFlyers(decided))
    const [english, spanish] = sheet(page)
    expect(english).toMatch(/^ lang="en" dir="ltr"/)
    expect(english).toContain('Fractions in the kitchen')
    expect(english).toContain('Wednesday, March 10, 2027')
    expect(english).toContain(`http://localhost${routes.publicWorkshop(decided)}`)
    expect(spanish).toMatch(/^ lang="es" dir="ltr"/)
    expect(spanish).toContain('Miércoles, 10 de marzo de 2027')
    expect(spanish).toContain('<h2><span lang="en" dir="ltr">Fractions in the kitchen</span></h2>')
    expect(spanish).toContain('<svg')
  })

  test('of a vote ask to help choose, and of one language come alone', async () => {
    const { page } = await dana.get(`${schoolRoutes.printFlyers(voting)}?language=es`)
    expect(sheet(page)).toHaveLength(1)
    expect(page).toContain('Leer en casa')
    expect(page).toContain('Ayúdenos a elegir el horario')
    expect(page).toContain('Sábado, 13 de marzo de 2027')
  })
})

test('a workshop for staff alone has no flyer, since it has no public page', async () => {
  const { context, school } = site
  const { id } = await createWorkshop(context, school.id, { ...READING, audience: ['staff'] })
  expect((await dana.get(schoolRoutes.printWorkshop(id))).page).not.toContain(schoolRoutes.printFlyers(id))
  expect((await dana.get(schoolRoutes.printFlyers(id))).status).toBe(409)
})

describe('ballots', () => {
  test('are numbered, with the weekday in words and a sign for each answer', async () => {
    const { page } = await dana.get(schoolRoutes.printBallots(voting))
    const [english] = sheet(page)
    expect(english).toContain('<ol class="ballot">')
    expect(english).toContain('Saturday, March 13, 2027')
    for (const sign of ['● Yes', '◐ If needed', '○ No']) expect(english).toContain(sign)
    expect(english).toContain('Your name')
  })

  test('for families by paper bring each its own way in', async () => {
    const { page } = await dana.post(schoolRoutes.printBallots(voting), { families: 'paper' })
    const sheets = sheet(page)
    expect(sheets).toHaveLength(2)
    expect(page).not.toContain('Linh')
    const [rosa] = sheets.filter((one) => one.includes('Diaz (Rosa)'))
    expect(rosa).toMatch(/^ lang="es"/)
    const [, code = ''] = /class="code"><bdi dir="ltr">([^<]+)</.exec(rosa ?? '') ?? []
    expect(await openCode(site.context, code)).toMatchObject({ school: site.school.id })
    await expect(openLink(site.context, code)).rejects.toMatchObject({ code: 'link-expired' })
  })

  test('for all families are as many', async () => {
    expect(
      sheet((await dana.post(schoolRoutes.printBallots(voting), { families: 'all' })).page),
    ).toHaveLength(3)
  })

  test('are there while families vote only', async () => {
    expect((await dana.get(schoolRoutes.printBallots(decided))).status).toBe(409)
    expect((await dana.get(schoolRoutes.printWorkshop(decided))).page).toContain('while families vote')
    const { page } = await dana.get(schoolRoutes.printWorkshop(voting))
    expect(page).toContain('the 2 families that neither text nor e-mail reaches')
    expect(page).toContain('The links they have go on working.')
  })
})

describe('the sheets of a session', () => {
  const of = async (name: string) => (await dana.get(schoolRoutes.printSheet(session, name))).page

  test('sign in by language, with the needs that a host must see and no allergens', async () => {
    const page = await of('sign-in')
    const [arabic, spanish] = sheet(page)
    expect(arabic).toContain('العربية')
    expect(arabic).toContain('Diaz (Amina)')
    expect(spanish).toContain('Llegada · Español')
    expect(spanish).toContain('Español para 2 · transporte para 3 · <bdi>a ramp</bdi>')
    expect(page).not.toMatch(/peanuts|halal/i)
    expect(page).not.toContain('Linh')
  })

  test('name people with their language, from right to left where it is written so', async () => {
    const page = await of('name-tags')
    expect(page).toMatch(/lang="ar" dir="rtl"><strong>Amina Diaz<\/strong><span>العربية/)
    expect(page).toMatch(/lang="es" dir="ltr"><strong>Rosa Diaz<\/strong><span>Español/)
    expect(page).toContain('I speak …')
  })

  test('tell interpreters for whom, and nothing else', async () => {
    const page = await of('interpreters')
    expect(sheet(page)).toHaveLength(1)
    expect(page).toContain('Interpreter · Spanish')
    expect(page).toContain('The workshop is held in English.')
    expect(page).not.toMatch(/peanuts|a ramp/)
  })

  test('tell childcare the ages and what a child must not eat', async () => {
    const page = await of('childcare')
    expect(page).toContain('8 months · 3 years')
    expect(page).toContain('<strong>peanuts</strong>')
    expect(page).not.toContain('Amina')
    expect(page).not.toContain('a ramp')
  })

  test('are listed, and are for organizers alone', async () => {
    const { page } = await dana.get(schoolRoutes.printSession(session))
    for (const name of ['sign-in', 'name-tags', 'interpreters', 'childcare'])
      expect(page).toContain(schoolRoutes.printSheet(session, name))
    const helper = await site.member('helper')
    const stranger = await (await schoolSite(site.context)).member()
    for (const path of [
      schoolRoutes.printSession(session),
      schoolRoutes.printSheet(session, 'childcare'),
      schoolRoutes.printFlyers(voting),
      schoolRoutes.printBallots(voting),
    ]) {
      expect((await helper.get(path)).status, path).toBe(403)
      expect((await stranger.get(path)).status, path).toBe(404)
    }
    expect((await helper.post(schoolRoutes.printBallots(voting), { families: 'all' })).status).toBe(403)
  })
})

test('the sheets of a series are of one session each: who comes to three of four is missing on one', async () => {
  const { context, school } = site
  const { id } = await createWorkshop(context, school.id, { ...READING, title: { en: 'Sewing together' } })
  const options = [{ startLocal: '2027-03-09T18:00' }]
  const poll = await putPoll(context, id, { options, closesAt: '2027-03-08T09:00' })
  const decision = { options: [poll.options[0]?.id ?? ''], weeks: 4 }
  const { sessions } = await schedule(context, id, decision)
  const comer = async (givenName: string) => {
    const caregivers = [{ givenName, familyName: 'Cruz' }]
    return (await addFamily(context, school.id, FamilyInput.parse({ caregivers }))).id
  }
  const [ines, hugo] = [await comer('Ines'), await comer('Hugo')]
  for (const [place, one] of sessions.entries()) {
    await putReply(context, one.id, ines, { attending: place !== 2 })
    if (place === 1) await putReply(context, one.id, hugo, { attending: true })
  }
  const days = ['March 9', 'March 16', 'March 23', 'March 30']
  const seen = await Promise.all(
    sessions.map(async ({ id: of }) => {
      const [signIn, tags] = await Promise.all(
        ['sign-in', 'name-tags'].map((name) => dana.get(schoolRoutes.printSheet(of, name))),
      )
      const names = (page = '') => ['Ines', 'Hugo'].filter((name) => page.includes(name))
      expect(names(tags?.page)).toEqual(names(signIn?.page))
      return [days.filter((day) => signIn?.page.includes(`${day},`)), names(signIn?.page)]
    }),
  )
  expect(seen).toEqual([
    [['March 9'], ['Ines']],
    [['March 16'], ['Ines', 'Hugo']],
    [['March 23'], []],
    [['March 30'], ['Ines']],
  ])
})
