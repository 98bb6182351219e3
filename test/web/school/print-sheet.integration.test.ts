import { beforeAll, describe, expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { updateSchool } from '../../../shared/school/school.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import { addSignUp, takePlaces } from '../../../shared/session/sign-up.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
let workshop: string
const sheets = (page: string) => page.split(/<article class="sheet [a-z]*"/).slice(1)

async function voting(title: Record<string, string>): Promise<{ id: string; option: string }> {
  const offers = { childcare: true, food: true, interpretation: false, rides: false }
  const { id } = await createWorkshop(site.context, site.school.id, { ...READING, title, offers })
  const options = [{ startLocal: '2027-03-10T18:00' }]
  const poll = await putPoll(site.context, id, { options, closesAt: '2027-03-08T09:00' })
  return { id, option: poll.options[0]?.id ?? '' }
}

beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  await updateSchool(site.context, site.school.id, {
    languages: ['es', 'ar', 'so', 'fr'],
    defaultLanguage: 'es',
  })
  workshop = (await voting({ en: 'Reading', es: 'Leer', ar: 'القراءة' })).id
})

describe('a sheet in a language', () => {
  test('runs from right to left where it is written so, and marks what is in another language', async () => {
    const { page } = await dana.get(`${schoolRoutes.printFlyers(workshop)}?language=ar`)
    const [arabic] = sheets(page)
    expect(arabic).toMatch(/^ lang="ar" dir="rtl"/)
    expect(arabic).toContain('<h2>القراءة</h2>')
    expect(arabic).toMatch(/<li><strong>الأربعاء، [^<]*(٢٠٢٧|2027)<\/strong>/)
    expect(arabic).toContain('أهلًا وسهلًا بكم هنا.')
    expect(arabic).toContain('<bdi dir="ltr">http://localhost/w/')
  })

  test('is printed with the others where the pages exist in it, or there is a title in it', async () => {
    const { page } = await dana.get(schoolRoutes.printFlyers(workshop))
    expect(sheets(page).map((one) => one.slice(0, 21))).toEqual([
      ' lang="es" dir="ltr">',
      ' lang="ar" dir="rtl">',
      ' lang="so" dir="ltr">',
    ])
    expect((await dana.get(schoolRoutes.printWorkshop(workshop))).page).not.toContain('language=fr')
  })

  test('in which there are no pages has the words of the school’s language, marked so', async () => {
    const [french] = sheets((await dana.get(`${schoolRoutes.printFlyers(workshop)}?language=fr`)).page)
    expect(french).toMatch(/^ lang="fr" dir="ltr"/)
    expect(french).toContain('<span lang="es" dir="ltr">Aquí son bienvenidos.</span>')
  })

  test('falls back on the title in the language of the school', async () => {
    const { id } = await voting({ en: 'Fractions', es: 'Fracciones' })
    const [somali] = sheets((await dana.get(`${schoolRoutes.printFlyers(id)}?language=so`)).page)
    expect(somali).toMatch(/^ lang="so" dir="ltr"/)
    expect(somali).toContain('<h2><span lang="es" dir="ltr">Fracciones</span></h2>')
  })
})

test('A flyer shows with a picture what is there for families, and nothing that is not', async () => {
  const [spanish] = sheets((await dana.get(schoolRoutes.printFlyers(workshop))).page)
  expect(spanish?.match(/class="icon"/g)).toHaveLength(2)
  expect(spanish).toContain('Cuidado de niños')
  expect(spanish).not.toContain('Transporte')
})

test('Before any family is there, ballots and the sheets of a session say so, and one can sign in by hand', async () => {
  const none = await dana.post(schoolRoutes.printBallots(workshop), { families: 'all' })
  expect(none.page).toContain('No hay ninguna familia para la que imprimir.')
  expect(none.page).not.toContain('Entréguelo solo a esa familia.')
  const session = await scheduled()
  const page = async (sheet: string) => (await dana.get(schoolRoutes.printSheet(session, sheet))).page
  expect(await page('interpreters')).toContain('Todavía nadie ha pedido ayuda con el idioma.')
  expect(await page('childcare')).toContain('Todavía ninguna familia trae niños.')
  const signIn = await page('sign-in')
  expect(signIn).toContain('Nadie ha respondido todavía.')
  expect(signIn.match(/Primera vez:/g)?.length).toBe(6)
  expect(await page('name-tags')).toContain('Hablo …')
})

async function scheduled(): Promise<string> {
  const { id, option } = await voting({ es: 'Sumar' })
  return (await schedule(site.context, id, { options: [option] })).sessions[0]?.id ?? ''
}

test('Ballots with a way in say whose it is, and where the code is typed in', async () => {
  const caregivers = [{ givenName: 'Amina', channels: [{ kind: 'paper' as const }] }]
  const input = { caregivers, writtenLanguage: 'ar', spokenLanguage: 'ar' }
  await addFamily(site.context, site.school.id, FamilyInput.parse(input))
  const { page } = await dana.post(schoolRoutes.printBallots(workshop), { families: 'all' })
  expect(page).toContain('Entréguelo solo a esa familia.')
  const [arabic] = sheets(page)
  expect(arabic).toMatch(/^ lang="ar" dir="rtl"/)
  expect(arabic).toContain('http://localhost/code')
  expect((await dana.get(schoolRoutes.printBallots(workshop))).page).not.toContain('Entréguelo')
})

test('Allergens are on the sheet for childcare alone', async () => {
  const session = await scheduled()
  const caregivers = [{ givenName: 'Ubah' }]
  const { id } = await addFamily(site.context, site.school.id, FamilyInput.parse({ caregivers }))
  await putReply(site.context, session, id, {
    attending: true,
    adults: 1,
    children: [{ ageBand: 'three' }],
    interpretation: [{ language: 'so', adults: 1 }],
    allergens: ['sesame'],
  })
  const shown = await Promise.all(
    ['sign-in', 'name-tags', 'interpreters', 'childcare'].map(async (sheet) => {
      const { page } = await dana.get(schoolRoutes.printSheet(session, sheet))
      return page.includes('sesame')
    }),
  )
  expect(shown).toEqual([false, false, false, true])
})

test('What a family brings is on the sheet to sign in, to tick by its name', async () => {
  const session = await scheduled()
  const input = { caregivers: [{ givenName: 'Bashir' }] }
  const { id: family } = await addFamily(site.context, site.school.id, FamilyInput.parse(input))
  await putReply(site.context, session, family, ReplyInput.parse({ attending: true, adults: 1 }))
  const dish = { title: { en: 'Main dish', es: 'Plato fuerte' }, wanted: 4, portions: 10 }
  const { id: line } = await addSignUp(site.context, session, dish)
  const brought = { places: 2, note: 'Rice', allergens: ['sesame'] }
  await takePlaces(site.context, session, { line, family }, brought)
  const { page } = await dana.get(schoolRoutes.printSheet(session, 'sign-in'))
  expect(page).toMatch(/Bashir<\/bdi><div>☐ (<span[^>]*>)?Plato fuerte(<\/span>)? × 2<\/div>/)
  expect(page).not.toMatch(/Rice|sésamo/)
})
