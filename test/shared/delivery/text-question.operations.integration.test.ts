import { expect, test } from 'vitest'
import { publicScope } from '../../../shared/access/actor.ts'
import { askByText } from '../../../shared/delivery/text-question.operations.ts'
import type { Topic } from '../../../shared/delivery/topic.ts'
import { getTexted } from '../../../shared/family/contact.store.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { getSession } from '../../../shared/session/session.store.ts'
import { updateWorkshop } from '../../../shared/session/workshop-change.operations.ts'
import { readWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { notifyingSchool } from '../../support/notifying-school.ts'

const NUMBER = '+16175550123'

/** A school with a vote, and what a text to a family's number asks about a topic of it. */
async function asking() {
  const school = await notifyingSchool()
  const { context, table } = school
  const rosa = await school.family('Rosa', { kind: 'sms', address: NUMBER })
  const id = await school.workshop()
  const poll = await school.poll(id)
  const step = { due: school.clock.now, until: '2027-03-23T22:00:00.000Z', stand: '0', workshop: id }
  const topic = async (
    kind: 'voteInvitation' | 'timeChosen' | 'thanks',
    session?: string,
  ): Promise<Topic> => {
    const found = session ? await getSession(table, publicScope(school.school), session) : undefined
    const about = { ...step, kind, ...(session && { session }) }
    return { about, workshop: await readWorkshop(context, id), ...(found && { session: found }) }
  }
  const ask = async (topics: Topic[], { family = rosa, fits = true } = {}) => {
    const notices = { school: school.school, family, caregiver: 'c1', name: '', about: [], next: [] }
    const message = { to: NUMBER, language: 'es', notices }
    const asked = await askByText(context, {
      message,
      topics,
      expiresAt: 2_000_000_000,
      fits: async () => fits,
    })
    await table.commit(asked.kept)
    return asked.question?.kind ?? asked.byLink
  }
  const texted = () => getTexted(table, { channel: 'sms', to: NUMBER })
  return { ...school, rosa, id, poll, topic, ask, texted }
}

test('a vote is asked by the numbers of its times, which are kept with it', async () => {
  const { ask, topic, texted, rosa, poll } = await asking()
  expect(await ask([await topic('voteInvitation')])).toBe('vote')
  expect((await texted())?.question).toMatchObject({
    families: [rosa],
    isNumbered: true,
    times: poll.options.map(({ id }) => ({ option: id, revision: 1 })),
  })
})

test('a text that asks nothing leaves the question that is open', async () => {
  const { ask, topic, texted } = await asking()
  await ask([await topic('voteInvitation')])
  expect(await ask([await topic('thanks')])).toBeUndefined()
  expect((await texted())?.question?.isNumbered).toBe(true)
})

test('what does not fit, two things at once, and a number of two families are asked by link', async () => {
  const { ask, topic, texted } = await asking()
  const vote = await topic('voteInvitation')
  expect(await ask([vote], { fits: false })).toBe('long')
  expect(await ask([vote, await topic('thanks')])).toBe('several')
  expect(await ask([vote], { family: 'another' })).toBe('shared')
  expect(await texted()).toMatchObject({
    question: { isNumbered: false, families: ['another', expect.anything()] },
  })
})

test('a session is asked by numbers where it is remembered who comes, and a seat is left', async () => {
  const { ask, topic, context, id, poll, rosa, family } = await asking()
  const option = poll.options[0]?.id ?? ''
  const session = (await schedule(context, id, { options: [option], reason: 'Room' })).sessions[0]?.id ?? ''
  expect(await ask([await topic('timeChosen', session)])).toBe('notRemembered')
  await putReply(context, session, rosa, { attending: true, adults: 2 })
  await putReply(context, session, rosa, { attending: false })
  expect(await ask([await topic('timeChosen', session)])).toBe('session')
  await updateWorkshop(context, id, { seats: 2 })
  const luis = await family('Luis', { kind: 'email', address: 'luis@example.org' })
  await putReply(context, session, luis, { attending: true, adults: 1 })
  expect(await ask([await topic('timeChosen', session)])).toBe('full')
})

test('of two texts to a number at once one is kept, and the other one is tried again', async () => {
  const { context, table, topic, school, rosa } = await asking()
  const asked = await Promise.all(
    [rosa, 'another'].map(async (family) => {
      const notices = { school, family, caregiver: 'c1', name: '', about: [], next: [] }
      const given = {
        message: { to: NUMBER, language: 'es', notices },
        topics: [await topic('voteInvitation')],
      }
      return askByText(context, { ...given, expiresAt: 2_000_000_000, fits: async () => true })
    }),
  )
  const commits = await Promise.allSettled(asked.map(({ kept }) => table.commit(kept)))
  expect(commits.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})
