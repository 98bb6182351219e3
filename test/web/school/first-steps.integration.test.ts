import { expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

/** The step that is next, and the address of the page's one solid button. */
const nextOf = (page: string) => ({
  step: /aria-current="step".*?<h2>([^<]+)/.exec(page)?.[1],
  button: /<a class="button main" href="([^"]+)"/.exec(page)?.[1],
})

test('a new school is led through four steps, each with the next thing to do, until families are asked', async () => {
  const { context, school, member } = await schoolSite()
  const dana = await member()
  const today = async () => (await dana.get(schoolRoutes.today())).page
  const first = await today()
  expect(first).toContain('Welcome, organizer')
  expect(first).toContain('1 of 4 are done')
  expect(first).toContain('After step 3')
  expect(nextOf(first)).toEqual({ step: 'Bring in your families', button: schoolRoutes.roster() })

  const input = FamilyInput.parse({ caregivers: [{ givenName: 'Rosa' }] })
  await addFamily(context, school.id, input)
  const second = await today()
  expect(second).toContain('2 of 4 are done')
  expect(nextOf(second)).toEqual({ step: 'Plan a workshop', button: schoolRoutes.newWorkshop() })

  const { id } = await createWorkshop(context, school.id, READING)
  const third = await today()
  expect(third).toContain('3 of 4 are done')
  expect(nextOf(third)).toEqual({
    step: 'Ask families when they can come',
    button: schoolRoutes.workshop(id),
  })

  const options = [{ startLocal: '2027-03-10T18:00' }]
  await putPoll(context, id, { options, closesAt: '2027-03-08T09:00' })
  const last = await today()
  expect(last).not.toContain('Welcome, organizer')
  expect(last).toContain('Monday, March 1')
})

test('a helper of a new school sees the day and no steps', async () => {
  const { member } = await schoolSite()
  const { page } = await (await member('helper')).get(schoolRoutes.today())
  expect(page).not.toContain('class="path"')
  expect(page).toContain('Monday, March 1')
})
