import { beforeAll, expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
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

const ballot = (family: string) => readBallot(site.context, workshop, family)

test('a vote that is recorded over the family’s own asks once more, and shows what the family said', async () => {
  const family = await familyNamed('Caasha', 'Aadan')
  await votes(family, 'yes')
  const chosen = await dana.get(`${path}?family=${family}`)
  expect(chosen.page).toContain('Aadan (Caasha): has voted')
  expect(chosen.page).toMatch(new RegExp(`<option value="${family}" selected`))
  expect(chosen.page).toContain('The family answered this itself:')
  const asked = await dana.post(path, { family, marks: 'n y', via: 'phone' })
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
  const asked = await dana.post(path, { family, marks: 'n n', via: 'phone' })
  await votes(family, 'no')
  const late = await dana.post(path, hiddenFields(asked.page))
  expect(late.status).toBe(422)
  expect(late.page).toContain('The vote of this family was changed while you were here')
  expect(late.page).toContain('value="n n"')
  expect((await ballot(family))?.version).toBe(2)
})

test('a first vote, and the same one sent again, are recorded without a question', async () => {
  const family = await familyNamed('Rosa', 'Cruz')
  const fields = { family, marks: 'y -', via: 'paper' }
  expect((await dana.post(path, fields)).status).toBe(303)
  expect((await dana.post(path, fields)).status).toBe(303)
  expect((await ballot(family))?.version).toBe(1)
})

test('a vote that has closed is said in words for the team, and what was typed stays', async () => {
  const family = await familyNamed('Ada', 'Late')
  site.clock.now = '2027-03-08T15:00:00Z'
  expect((await dana.get(path)).page).toContain('This vote is not open now')
  const { status, page } = await dana.post(path, { family, marks: 'y y', via: 'phone' })
  expect(status).toBe(422)
  expect(page).toContain('The vote has closed, so nothing was recorded. What you typed is still below.')
  expect(page).toContain('value="y y"')
})
