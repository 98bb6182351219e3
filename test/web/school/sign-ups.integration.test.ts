import { beforeEach, describe, expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { addSignUp, listTakenLines, takePlaces } from '../../../shared/session/sign-up.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

const DISH = { title: { en: 'A main dish for ten' }, wanted: 4, portions: 10 }

let site: Awaited<ReturnType<typeof schoolSite>>
let dana: Awaited<ReturnType<typeof site.member>>
let session: string
let rosa: string
let path: string

beforeEach(async () => {
  site = await schoolSite()
  dana = await site.member()
  const offers = { childcare: false, food: true, interpretation: false, rides: false }
  const { id } = await createWorkshop(site.context, site.school.id, { ...READING, offers })
  const times = { options: [{ startLocal: '2027-03-10T18:00' }], closesAt: '2027-03-08T09:00' }
  const poll = await putPoll(site.context, id, times)
  session = (await schedule(site.context, id, { options: [poll.options[0]?.id ?? ''] })).sessions[0]?.id ?? ''
  const input = FamilyInput.parse({
    caregivers: [{ givenName: 'Rosa', familyName: 'Núñez' }],
    writtenLanguage: 'es',
  })
  rosa = (await addFamily(site.context, site.school.id, input)).id
  await putReply(site.context, session, rosa, { attending: true, adults: 20 })
  path = schoolRoutes.signUps(session)
})

const lines = () => listTakenLines(site.context, session)
const shown = async (query = '') => (await dana.get(path + query)).page

describe("the team's sign-up list", () => {
  test('begins from a template, in each language of the school', async () => {
    expect(await shown()).toContain('What could families bring or do?')
    expect(await dana.post(schoolRoutes.signUpTemplate(session), { template: 'potluck' })).toMatchObject({
      status: 303,
      to: path,
    })
    const [dish] = await lines()
    expect(dish?.title).toEqual({ en: 'A main dish for ten', es: 'Un plato fuerte para diez' })
    expect(await shown()).toContain('0 of 4 places are taken')
  })

  test('takes an own line, and says what is wrong with one', async () => {
    const line = { 'title.en': 'Set up chairs', 'wanted:int': '2', from: '17:30', to: '18:00' }
    expect((await dana.post(path, line)).status).toBe(303)
    expect(await lines()).toMatchObject([{ from: '2027-03-10T22:30:00.000Z', wanted: 2 }])
    const wrong = await dana.post(path, { ...line, to: '17:00' })
    expect(wrong.status).toBe(422)
    expect(wrong.page).toContain('href="#to"')
    expect(wrong.page).toContain('value="Set up chairs"')
  })

  test('says who brings what, how many are left, and what it saves', async () => {
    const { id: line } = await addSignUp(site.context, session, DISH)
    const said = { places: 1, note: 'rice and beans', allergens: ['nuts', 'sesame'] }
    await takePlaces(site.context, session, { line, family: rosa }, said)
    const page = await shown()
    expect(page).toContain('1 of 4 places are taken')
    expect(page).toContain('Núñez: rice and beans · Contains: nuts and sesame')
    expect(page).toContain('3 places left')
    expect(page).toContain('Portions families bring')
    const checklist = (await dana.get(schoolRoutes.checklist(session))).page
    expect(checklist).toContain(`href="${path}">What families bring</a>`)
    const sam = await site.member('helper')
    const helped = (await sam.get(schoolRoutes.checklist(session))).page
    expect(helped).toContain('What families bring')
    expect(helped).not.toContain(path)
    expect((await dana.get(schoolRoutes.session(session))).page).toContain(`href="${path}"`)
  })

  test('takes places down for a family that told it, and gives them back', async () => {
    const { id: line } = await addSignUp(site.context, session, DISH)
    const action = schoolRoutes.signUpFamily(session, line)
    expect((await dana.post(action, { family: rosa, 'places:int': '2', note: 'Rice' })).status).toBe(303)
    expect(await lines()).toMatchObject([{ takings: [{ family: rosa, places: 2, recordedBy: 'organizer' }] }])
    const tooMany = await dana.post(action, { family: rosa, 'places:int': '5' })
    expect(tooMany.status).toBe(422)
    await dana.post(action, { family: rosa, 'places:int': '0' })
    expect(await lines()).toMatchObject([{ taken: 0 }])
  })

  test('changes a line, not below what is taken, and removes it while nothing is', async () => {
    const { id: line } = await addSignUp(site.context, session, DISH)
    expect(await shown(`?edit=${line}`)).toContain('value="10"')
    const action = schoolRoutes.signUpLine(session, line)
    await takePlaces(site.context, session, { line, family: rosa }, { places: 2 })
    const fewer = await dana.post(action, { 'title.en': 'A dish', 'wanted:int': '1' })
    expect(fewer.status).toBe(422)
    expect(fewer.page).toContain('Families took more of it than that already.')
    await dana.post(action, { 'title.en': 'A dish', 'wanted:int': '3' })
    const [changed] = await lines()
    expect(changed).toMatchObject({ title: { en: 'A dish' }, wanted: 3 })
    expect(changed?.portions).toBeUndefined()
    await takePlaces(site.context, session, { line, family: rosa }, { places: 0 })
    await dana.post(action, { remove: 'yes' })
    expect(await lines()).toEqual([])
  })

  test('prints a card for each dish in the languages of those coming', async () => {
    const cards = schoolRoutes.printSheet(session, 'table-cards')
    expect((await dana.get(cards)).page).toContain('No family brings food yet.')
    const { id: line } = await addSignUp(site.context, session, DISH)
    const said = { places: 1, note: 'Arroz con pollo', allergens: ['nuts'] }
    await takePlaces(site.context, session, { line, family: rosa }, said)
    const { page } = await dana.get(cards)
    expect(page).toContain('<strong>Arroz con pollo</strong>')
    expect(page).toContain('<li lang="es" dir="ltr">Contiene: nueces</li>')
  })
})
