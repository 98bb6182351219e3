import { expect, test } from 'vitest'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { PollInput } from '../../../shared/workshop/poll.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

test('a teacher finds the training on the page of the day, replies once, and is on the lists', async () => {
  const { context, school, member } = await schoolSite()
  const { id } = await createWorkshop(context, school.id, { ...READING, audience: ['staff'] })
  const options = [{ start: '2027-03-23T22:00:00.000Z' }]
  const poll = await putPoll(context, id, PollInput.parse({ options, closesAt: '2027-03-16T22:00:00.000Z' }))
  const { sessions } = await schedule(context, id, { options: [poll.options[0]?.id ?? ''] })
  const session = sessions[0]?.id ?? ''
  const teacher = await member('helper')
  const path = schoolRoutes.ownReply(session)
  expect((await teacher.get(schoolRoutes.today())).page).toContain(path)
  expect((await teacher.post(path, { attending: 'maybe' })).status).toBe(422)
  expect((await teacher.post(path, { attending: 'yes', 'adults:int': '1' })).to).toBe(`${path}?saved`)
  expect((await teacher.get(`${path}?saved`)).page).toContain('Your reply is recorded.')
  expect((await teacher.get(schoolRoutes.today())).page).not.toContain(path)
  const organizer = await member()
  expect((await organizer.get(schoolRoutes.session(session))).page).toContain('>helper<')
  expect((await organizer.get(schoolRoutes.printSheet(session, 'sign-in'))).page).toContain('helper')
})
