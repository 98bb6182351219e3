import { beforeAll, expect, test } from 'vitest'
import { addFamily, renewLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { castBallot, readBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { contextFor } from '../../support/context.ts'
import { hiddenFields, schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
let workshop: string
let path: string
let options: string[]
beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  workshop = (await createWorkshop(site.context, site.school.id, READING)).id
  path = schoolRoutes.record(workshop)
  const poll = await putPoll(site.context, workshop, {
    options: [{ startLocal: '2027-03-10T18:00' }, { startLocal: '2027-03-11T18:00' }],
    closesAt: '2027-03-08T09:00',
  })
  options = poll.options.map(({ id }) => id)
})

async function familyNamed(givenName: string, familyName: string): Promise<string> {
  const input = FamilyInput.parse({ caregivers: [{ givenName, familyName }] })
  return (await addFamily(site.context, site.school.id, input)).id
}

async function votes(family: string, answer: 'yes' | 'no'): Promise<void> {
  const actor = { kind: 'family', school: site.school.id, family } as const
  const { table } = site.context
  const context = contextFor(actor, { table, now: () => site.clock.now })
  await castBallot(context, workshop, family, {
    answers: { [options[0] ?? '']: answer },
    couldComeIf: ['ride'],
  })
}

/** The answers to the times, in their order. */
const said = (...answers: string[]) =>
  Object.fromEntries(answers.map((answer, place) => [`answers.${options[place]}`, answer]))

const ballot = (family: string) => readBallot(site.context, workshop, family)

test('a vote that is recorded over the family’s own asks once more, and shows what the family said', async () => {
  const family = await familyNamed('Caasha', 'Aadan')
  await votes(family, 'yes')
  const chosen = await dana.get(`${path}?family=${family}`)
  expect(chosen.page).toContain('Aadan (Caasha): has voted')
  expect(chosen.page).toMatch(new RegExp(`<option value="${family}" selected`))
  expect(chosen.page).toContain('The family answered this itself:')
  const asked = await dana.post(path, { family, ...said('no', 'yes'), via: 'phone' })
  expect(asked.status).toBe(200)
  expect(asked.page).toContain('Record over this vote?')
  expect((await ballot(family))?.version).toBe(1)
  const sent = await dana.post(path, hiddenFields(asked.page))
  expect(sent.status).toBe(303)
  expect(await ballot(family)).toMatchObject({ version: 2, via: 'phone', couldComeIf: ['ride'] })
})

test('a family that changes its vote before the confirmation keeps it, and the team sees it', async () => {
  const family = await familyNamed('Linh', 'Tran')
  await votes(family, 'yes')
  const asked = await dana.post(path, { family, ...said('no', 'no'), via: 'phone' })
  await votes(family, 'no')
  const late = await dana.post(path, hiddenFields(asked.page))
  expect(late.status).toBe(422)
  expect(late.page).toContain('The vote of this family was changed while you were here')
  expect(late.page.match(/value="no" checked/g)).toHaveLength(2)
  expect((await ballot(family))?.version).toBe(2)
})

test('a first vote, and the same one sent again, are recorded without a question', async () => {
  const family = await familyNamed('Rosa', 'Cruz')
  const fields = { family, ...said('yes'), via: 'paper' }
  expect((await dana.post(path, fields)).status).toBe(303)
  expect((await dana.post(path, fields)).status).toBe(303)
  expect((await ballot(family))?.version).toBe(1)
})

test('the page says how many were recorded today, what the last one was, and takes a first vote back', async () => {
  const family = await familyNamed('Cabdi', 'Cilmi')
  const { to } = await dana.post(path, {
    family,
    ...said('ifNeeded', 'no'),
    'couldComeIf:list': 'ride',
    via: 'phone',
  })
  const recorded = await dana.get(to ?? '')
  expect(recorded.page).toMatch(/\d recorded today/)
  expect(recorded.page).toContain('Recorded for Cilmi. 0 yes, 1 if needed, 1 no.')
  expect(await ballot(family)).toMatchObject({ via: 'phone', couldComeIf: ['ride'] })
  const undo = { family, 'version:int': '1' }
  const undone = await dana.post(schoolRoutes.undoRecord(workshop), undo)
  expect((await dana.get(undone.to ?? '')).page).toContain('Undone.')
  expect(await ballot(family)).toBeUndefined()
})

test('a vote that the family changed since is not taken back', async () => {
  const family = await familyNamed('Ayaan', 'Warsame')
  await dana.post(path, { family, ...said('yes'), via: 'paper' })
  await votes(family, 'no')
  const late = await dana.post(schoolRoutes.undoRecord(workshop), { family, 'version:int': '1' })
  expect(late.status).toBe(422)
  expect(late.page).toContain('The vote of this family was changed while you were here')
  expect((await ballot(family))?.version).toBe(2)
})

test('a family is found by its name or the code on its sheet, and none is asked for', async () => {
  const family = await familyNamed('Minh', 'Vo')
  const { code } = await renewLink(site.context, site.school.id, family)
  expect((await dana.post(path, { family: code.toLowerCase(), ...said('yes'), via: 'paper' })).status).toBe(
    303,
  )
  expect((await ballot(family))?.version).toBe(1)
  expect((await dana.post(path, { family: 'minh vo', ...said('yes'), via: 'paper' })).status).toBe(303)
  const none = await dana.post(path, { ...said('yes'), via: 'paper' })
  expect(none.status).toBe(422)
  expect(none.page).toContain('href="#family"')
  const silent = await familyNamed('Bao', 'Vo')
  const empty = await dana.post(path, { family: silent, via: 'paper' })
  expect(empty.status).toBe(422)
  expect(await ballot(silent)).toBeUndefined()
})

test('a vote that has closed is said in words for the team, and what was typed stays', async () => {
  const family = await familyNamed('Ada', 'Late')
  site.clock.now = '2027-03-08T15:00:00Z'
  expect((await dana.get(path)).page).toContain('This vote is not open now')
  const { status, page } = await dana.post(path, { family, ...said('yes', 'yes'), via: 'phone' })
  expect(status).toBe(422)
  expect(page).toContain('The vote has closed, so nothing was recorded. What you typed is still below.')
  expect(page.match(/value="yes" checked/g)).toHaveLength(2)
})
