import { DateTime } from 'luxon'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../../../shared/access/actor.ts'
import type { Context } from '../../../shared/access/context.ts'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { NewSchool } from '../../../shared/school/school.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { createSchool } from '../../../shared/team/founding.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { listProposals } from '../../../shared/workshop/proposal.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { NewWorkshop } from '../../../shared/workshop/workshop.ts'
import { createWeb } from '../../../web/app.ts'
import { FAMILY_WAYS, routes } from '../../../web/routes.ts'
import { workHere } from '../../support/background-jobs.ts'
import { ALL_CARRIERS, contextFor, TEST_NOW } from '../../support/context.ts'
import { countAll } from '../../support/counting.ts'
import { device, hiddenFields } from '../../support/device.ts'
import { freshTable } from '../../support/engine.ts'
import { pictureStorage } from '../../support/picture-storage.ts'

/** A school with a workshop for three seats that votes, and a web side with a clock that can be moved. */
async function world(beside?: Context) {
  const table = beside?.table ?? (await freshTable())
  const clock = { now: TEST_NOW }
  const now = () => DateTime.fromISO(clock.now, { zone: 'utc' })
  const services = {
    table,
    now,
    cookieKey: 'a key for tests of at least thirty-two signs',
    jobs: workHere({ table, now }),
    pictures: pictureStorage(),
    carriers: ALL_CARRIERS,
  }
  const context = contextFor({ kind: 'deployment' } satisfies Actor, { table, now: () => clock.now })
  const school = await createSchool(
    context,
    NewSchool.parse({
      name: 'Puente',
      timeZone: 'America/New_York',
      languages: ['en', 'es'],
      defaultLanguage: 'en',
    }),
  )
  const workshop = await createWorkshop(
    context,
    school.id,
    NewWorkshop.parse({
      title: { en: 'Reading at home', es: 'Leer en casa' },
      purpose: 'learning',
      durationMinutes: 60,
      presentationLanguage: 'en',
      seats: 3,
      offers: { childcare: true, food: true, interpretation: true, rides: true },
    }),
  )
  const voting = async (title: Record<string, string>) => {
    const { id } = await createWorkshop(
      context,
      school.id,
      NewWorkshop.parse({ title, purpose: 'learning', durationMinutes: 60, presentationLanguage: 'en' }),
    )
    await putPoll(context, id, {
      options: [{ startLocal: '2027-03-20T18:00' }],
      closesAt: '2027-03-15T09:00',
    })
    return id
  }
  const family = async (givenName: string) => {
    const caregiver = {
      givenName,
      familyName: givenName,
      channels: [{ kind: 'sms', address: '212 555 0123' }],
    }
    const input = FamilyInput.parse({ caregivers: [caregiver], writtenLanguage: 'es' })
    const { id } = await addFamily(context, school.id, input)
    return { id, ...(await issueLink(context, school.id, id)) }
  }
  const poll = (options: { id?: string; startLocal: string }[]) =>
    putPoll(context, workshop.id, { options, closesAt: '2027-03-08T09:00', answersVisible: true })
  return { app: createWeb(services), clock, context, school, workshop, family, poll, voting }
}

type World = Awaited<ReturnType<typeof world>>

describe('a family on its phone', () => {
  let here: World
  let options: { id: string }[]
  let rosa: Awaited<ReturnType<World['family']>>
  beforeAll(async () => {
    here = await world()
    const poll = await here.poll([{ startLocal: '2027-03-10T18:00' }, { startLocal: '2027-03-11T09:00' }])
    options = poll.options
    rosa = await here.family('Rosa')
  })
  const optionAt = (place: number) => options[place]?.id ?? ''

  test('opens its link, which leaves the address, and sees in its language what waits', async () => {
    const phone = device(here.app)
    expect(await phone.get(`/f/${rosa.token}`)).toMatchObject({ status: 303, to: '/me' })
    const { page } = await phone.get('/me')
    expect(page).toContain('¡Hola, Rosa!')
    expect(page).toContain('Leer en casa')
    expect(page).toContain(`href="/me/vote/${here.workshop.id}"`)
  })

  test('opens the link for fewer messages, where it says how it is reached', async () => {
    const phone = device(here.app)
    expect((await phone.get(routes.familyWaysLink(rosa.token))).to).toBe(FAMILY_WAYS)
    expect((await phone.get(FAMILY_WAYS)).page).toContain('<details class="fold" id="edit" open')
  })

  test('gets in by its code, and out for the next family', async () => {
    const shared = device(here.app)
    expect(await shared.post('/code', { code: rosa.code.toLowerCase() })).toMatchObject({
      status: 303,
      to: '/me',
    })
    for (const path of ['/me', '/me/about', '/me/teach', `/me/vote/${here.workshop.id}`, '/me/gone']) {
      const ways = (await shared.get(path)).page.match(/action="\/me\/leave"/g)
      expect(ways, path).toHaveLength(1)
    }
    expect(await shared.post('/me/leave', {})).toMatchObject({ status: 303, to: '/code?left' })
    expect((await shared.get('/code?left')).page).not.toContain('/me/leave')
    expect(await shared.get('/me')).toMatchObject({ status: 303, to: '/code' })
  })

  test('votes, sees what was recorded, and finds it filled in', async () => {
    const phone = device(here.app)
    await phone.get(`/f/${rosa.token}`)
    const path = `/me/vote/${here.workshop.id}`
    const vote = { [`answers.${optionAt(0)}`]: 'yes', 'couldComeIf:list': 'childcare' }
    expect(await phone.fill(path, vote)).toMatchObject({ status: 303, to: `${path}/done` })
    const done = await phone.get(`${path}/done`)
    expect(done.page).toContain('Gracias, Rosa')
    expect(done.page).toMatch(/<b class="yes">.*?Sí<\/b>/)
    expect(done.page).toContain('cuidado de niños')
    await countAll(here.context.table)
    const again = await phone.get(path)
    expect(again.page).toContain('1 sí, 0 si hace falta')
    expect(again.page).toMatch(new RegExp(`name="answers.${optionAt(0)}" value="yes" checked=""`))
  })

  test('changes the language in the midst of a vote: nothing is written, and what was typed stays', async () => {
    const phone = device(here.app)
    const nora = await here.family('Nora')
    await phone.get(`/f/${nora.token}`)
    const path = `/me/vote/${here.workshop.id}`
    const typed = {
      ...hiddenFields((await phone.get(path)).page),
      [`answers.${optionAt(0)}`]: 'ifNeeded',
      'couldComeIf:list': 'childcare',
      'wish.band.preschool:int': '2',
      line: 'After the shift',
    }
    const other = await phone.post(`${path}?lang=en`, typed)
    expect(other.status).toBe(200)
    expect(other.page).toContain('<html lang="en"')
    expect(other.page).toMatch(new RegExp(`name="answers.${optionAt(0)}" value="ifNeeded" checked=""`))
    expect(other.page).toContain('After the shift')
    const untouched = await phone.get(path)
    expect(untouched.page).toContain('<html lang="en"')
    expect(untouched.page).not.toContain('After the shift')
    await phone.post(path, typed)
    // What would help is asked with what makes it real, and kept.
    const again = (await phone.get(path)).page
    expect(again).toMatch(/name="wish.band.preschool:int"[^>]*value="2"/)
  })

  test('is asked again for an empty vote', async () => {
    const phone = device(here.app)
    await phone.get(`/f/${rosa.token}`)
    const path = `/me/vote/${here.workshop.id}`
    const stale = hiddenFields((await phone.get(path)).page)
    const empty = await phone.post(path, stale)
    expect(empty.status).toBe(422)
    expect(empty.page).toContain('No eligió nada')
  })

  test('clears its answers by "none of these", and is asked when it answers beside that', async () => {
    const phone = device(here.app)
    await phone.get(`/f/${rosa.token}`)
    const path = `/me/vote/${here.workshop.id}`
    const both = { [`answers.${optionAt(0)}`]: 'yes', 'noneWork:flag': 'yes', line: 'Después del turno' }
    expect((await phone.fill(path, both)).status).toBe(303)
    expect((await phone.get(`${path}/done`)).page).toContain('Ninguno de estos horarios')
    const unclear = await phone.fill(path, both)
    expect(unclear.status).toBe(422)
    expect(unclear.page).toContain('ninguno de estos horarios le sirve, y también')
    expect(unclear.page).toContain('Después del turno')
  })

  test('is shown an error of what would help at its own field', async () => {
    const phone = device(here.app)
    await phone.get(`/f/${rosa.token}`)
    const path = `/me/vote/${here.workshop.id}`
    const wish = { 'couldComeIf:list': 'childcare', 'wish.band.toddler:int': '-1' }
    const again = await phone.fill(path, wish)
    expect(again.status).toBe(422)
    expect(again.page).toContain('href="#wish.band.toddler"')
    expect(again.page).toMatch(/id="wish.band.toddler"[^>]*value="-1"[^>]*aria-invalid/)
    const many = { 'wish.band.toddler:int': '12', 'wish.band.teen:int': '12' }
    const crowd = await phone.fill(path, { ...wish, ...many })
    expect(crowd.status).toBe(422)
    expect(crowd.page).toContain('href="#wish.band"')
  })

  test('suggests another time with a line, takes its vote back, and sees that', async () => {
    const phone = device(here.app)
    await phone.get(`/f/${rosa.token}`)
    const path = `/me/vote/${here.workshop.id}`
    const wish = { suggestedStartLocal: '2027-03-14T02:30', line: 'Después del turno' }
    const skipped = await phone.fill(path, wish)
    expect(skipped.status).toBe(422)
    expect(skipped.page).toContain('Esta hora no existe.')
    const past = await phone.fill(path, { ...wish, suggestedStartLocal: '2020-03-13T18:00' })
    expect(past.status).toBe(422)
    expect(past.page).toContain('Esta hora ya pasó.')
    expect(past.page).toContain('href="#suggestedStartLocal"')
    expect(past.page).toContain('value="2020-03-13T18:00"')
    expect((await phone.fill(path, { ...wish, suggestedStartLocal: '2027-03-13T18:00' })).status).toBe(303)
    const done = await phone.get(`${path}/done`)
    expect(done.page).toContain('Otra hora que usted propuso: sábado, 13 de marzo')
    expect(done.page).toContain('Lo que usted escribió: Después del turno')
    expect((await phone.get(path)).page).toContain(`action="${path}/take-back"`)
    const back = await phone.post(`${path}/take-back`, {})
    expect(back).toMatchObject({ status: 303, to: `${path}/done?takenBack` })
    const { page } = await phone.get(`${path}/done?takenBack`)
    expect(page).toContain('Su voto se retiró.')
    expect(page).toContain('Decir qué horarios')
    expect((await phone.get(path)).page).not.toContain('take-back')
  })

  test('is told when its vote changed elsewhere, and keeps what it typed', async () => {
    const [one, other] = [device(here.app), device(here.app)]
    await one.get(`/f/${rosa.token}`)
    await other.get(`/f/${rosa.token}`)
    const path = `/me/vote/${here.workshop.id}`
    const stale = hiddenFields((await one.get(path)).page)
    await other.fill(path, { [`answers.${optionAt(0)}`]: 'no' })
    const conflict = await one.post(path, { ...stale, [`answers.${optionAt(0)}`]: 'ifNeeded' })
    expect(conflict.status).toBe(422)
    expect(conflict.page).toContain('Lo que está registrado ahora')
    expect(conflict.page).toMatch(new RegExp(`name="answers.${optionAt(0)}" value="ifNeeded" checked=""`))
    const fresh = hiddenFields(conflict.page)
    expect((await one.post(path, { ...fresh, [`answers.${optionAt(0)}`]: 'ifNeeded' })).status).toBe(303)
  })

  test('does not answer a moved time by what it typed for the old one', async () => {
    const phone = device(here.app)
    await phone.get(`/f/${rosa.token}`)
    const path = `/me/vote/${here.workshop.id}`
    const stale = hiddenFields((await phone.get(path)).page)
    await here.poll([
      { id: optionAt(0), startLocal: '2027-03-10T18:00' },
      { id: optionAt(1), startLocal: '2027-03-12T09:00' },
    ])
    const fields = { [`answers.${optionAt(0)}`]: 'yes', [`answers.${optionAt(1)}`]: 'yes' }
    const changed = await phone.post(path, { ...stale, ...fields })
    expect(changed.status).toBe(422)
    expect(changed.page).toContain('La escuela cambió este horario.')
    expect(changed.page).toMatch(new RegExp(`name="answers.${optionAt(0)}" value="yes" checked=""`))
    expect(changed.page).not.toMatch(new RegExp(`name="answers.${optionAt(1)}" value="yes" checked=""`))
  })

  test('is told that a late vote was not recorded, with what it chose', async () => {
    const phone = device(here.app)
    await phone.get(`/f/${rosa.token}`)
    const path = `/me/vote/${here.workshop.id}`
    const stale = hiddenFields((await phone.get(path)).page)
    here.clock.now = '2027-03-08T14:00:00.000Z'
    const late = await phone.post(path, { ...stale, [`answers.${optionAt(1)}`]: 'yes' })
    expect(late.status).toBe(422)
    expect(late.page).toContain('esto no quedó registrado')
    expect(late.page).toMatch(new RegExp(`name="answers.${optionAt(1)}" value="yes" checked=""`))
    expect(late.page).not.toContain('Enviar mis cambios')
    here.clock.now = TEST_NOW
  })

  test('proposes a workshop, and is asked again for what it left out', async () => {
    const phone = device(here.app)
    await phone.get(`/f/${rosa.token}`)
    const fields = {
      title: 'Tamales',
      learn: 'To make them',
      'audience:list': 'parents',
      'languages:list': 'es',
    }
    const again = await phone.post('/me/teach', { ...fields, 'durationMinutes:int': '' })
    expect(again.status).toBe(422)
    expect(again.page).toContain('href="#durationMinutes"')
    expect((await phone.post('/me/teach', { ...fields, 'durationMinutes:int': '60' })).to).toBe(
      '/me/teach/done',
    )
    expect(await listProposals(here.context, here.school.id)).toMatchObject([
      { title: 'Tamales', family: rosa.id },
    ])
  })

  test('says how it is reached, and is shown a number that cannot be one', async () => {
    const phone = device(here.app)
    await phone.get(`/f/${rosa.token}`)
    const fields = {
      writtenLanguage: 'en',
      spokenLanguage: 'es',
      'caregivers.0.givenName': 'Rosa María',
      'caregivers.0.channels.0.kind': 'sms',
      'caregivers.0.channels.0.address': '12',
    }
    const again = await phone.fill('/me/about', fields)
    expect(again.status).toBe(422)
    expect(again.page).toContain('href="#caregivers.0.channels.0.address"')
    const good = { ...fields, 'caregivers.0.channels.0.address': '(212) 555-0199' }
    expect((await phone.fill('/me/about', good)).to).toBe('/me/about?saved')
    const { page } = await phone.get('/me/about')
    expect(page).toContain('value="+12125550199"')
    expect(page).toContain('<html lang="en"')
  })
})

describe('a family and a session', () => {
  let here: World
  let session: string
  beforeAll(async () => {
    here = await world()
    const { options } = await here.poll([{ startLocal: '2027-03-10T18:00' }])
    const { sessions } = await schedule(here.context, here.workshop.id, {
      options: options.map(({ id }) => id),
    })
    session = sessions[0]?.id ?? ''
  })

  test('replies with who comes and what they need, and may cancel without a reason', async () => {
    const phone = device(here.app)
    await phone.get(`/f/${(await here.family('Linh')).token}`)
    const path = `/me/session/${session}`
    const reply = { attending: 'yes', 'adults:int': '2', 'band.three:int': '1', 'diets.halal:int': '3' }
    expect(await phone.fill(path, reply)).toMatchObject({ status: 303, to: `${path}/done` })
    expect((await phone.get(`${path}/done`)).page).toContain('2 adultos, 1 niño')
    const calendar = await phone.get(`${path}/calendar.ics`)
    expect(calendar.page).toMatch(/BEGIN:VEVENT[\s\S]*SUMMARY:Leer en casa/)
    expect(calendar.headers.get('content-disposition')).toBe('inline; filename="convite.ics"')
    expect((await phone.get('/me')).page).toContain('Usted dijo que sí viene')
    expect((await phone.post(`${path}/cancel`, {})).to).toBe(`${path}/done`)
    expect((await phone.get(path)).page).toContain('Usted dijo que no puede venir')
  })

  test('finds what it needed ticked in the next vote, until it votes there', async () => {
    const phone = device(here.app)
    await phone.get(`/f/${(await here.family('Lucía')).token}`)
    await phone.fill(`/me/session/${session}`, {
      attending: 'yes',
      'adults:int': '1',
      'band.three:int': '1',
      'interpretation.0.language': 'es',
      'interpretation.0.adults:int': '1',
    })
    const next = await here.voting({ en: 'Math games' })
    const { page } = await phone.get(`/me/vote/${next}`)
    expect(page).toContain('Marcado como la última vez')
    expect(page).toMatch(/value="childcare" checked=""/)
    expect(page).toMatch(/name="wish.band.three:int"[^>]*value="1"/)
    expect(page).toMatch(/<option value="es" selected=""/)
    expect(page).not.toMatch(/value="ride" checked=""/)
    await phone.fill(`/me/vote/${next}`, { line: 'Gracias' })
    const after = (await phone.get(`/me/vote/${next}`)).page
    expect(after).not.toContain('Marcado como la última vez')
    expect(after).not.toMatch(/value="childcare" checked=""/)
  })

  test('starts its next reply from the last one, with the long form folded', async () => {
    const phone = device(here.app)
    await phone.get(`/f/${(await here.family('Hodan')).token}`)
    const path = `/me/session/${session}`
    expect((await phone.get(path)).page).toContain('¿Es así?')
    await phone.fill(path, { attending: 'yes', 'adults:int': '1', 'diets.halal:int': '1' })
    const { page } = await phone.get(path)
    expect(page).toContain('Usted viene')
    expect(page).toContain('Halal: 1')
    expect(page).toContain('Lo que usted nos dijo')
    expect(page).toContain('Algo cambia')
  })

  test('is asked again when the numbers do not fit, and keeps what was typed', async () => {
    const phone = device(here.app)
    await phone.get(`/f/${(await here.family('Amina')).token}`)
    const again = await phone.fill(`/me/session/${session}`, {
      attending: 'yes',
      'adults:int': '1',
      'diets.vegan:int': '9',
    })
    expect(again.status).toBe(422)
    expect(again.page).toMatch(/<a href="#diets">[^<]+: Son más personas de las que vienen\.<\/a>/)
    expect(again.page).toMatch(/name="diets.vegan:int"[^>]*value="9"/)
  })

  test('is offered the waiting list when the last seat is gone', async () => {
    const [one, other] = [device(here.app), device(here.app)]
    await one.get(`/f/${(await here.family('Ana')).token}`)
    await other.get(`/f/${(await here.family('Omar')).token}`)
    const path = `/me/session/${session}`
    await one.fill(path, { attending: 'yes', 'adults:int': '3' })
    const full = await other.fill(path, { attending: 'yes', 'adults:int': '2' })
    expect(full.status).toBe(422)
    expect(full.page).toContain('name="wait:flag"')
    await other.fill(path, { attending: 'yes', 'adults:int': '2', 'wait:flag': 'yes' })
    expect((await other.get(path)).page).toContain('número 1 en la lista de espera')
  })

  test('of another school finds nothing', async () => {
    const elsewhere = await world(here.context)
    const stranger = device(elsewhere.app)
    await stranger.get(`/f/${(await elsewhere.family('Eva')).token}`)
    expect((await stranger.get(`/me/session/${session}`)).status).toBe(404)
    expect((await stranger.get(`/me/vote/${here.workshop.id}`)).status).toBe(404)
  })

  test('finds the workshop’s public page, as everybody does', async () => {
    const anybody = device(here.app)
    const { page } = await anybody.get(`/w/${here.workshop.id}`)
    expect(page).toContain('Reading at home')
    expect(page).toMatch(/Wednesday, March 10<\/b><br\/>6:00/)
    expect(page).toContain('I am new here')
  })
})
