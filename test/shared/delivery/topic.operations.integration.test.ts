import { expect, test } from 'vitest'
import { currentTopics } from '../../../shared/delivery/topic.operations.ts'
import { stopVote } from '../../../shared/workshop/vote.operations.ts'
import { notifyingSchool } from '../../support/notifying-school.ts'

test('a topic holds as long as its vote is open', async () => {
  const { context, table, clock, school, workshop, poll } = await notifyingSchool()
  const id = await workshop()
  const { closesAt } = await poll(id)
  const about = {
    kind: 'voteInvitation' as const,
    due: clock.now,
    until: closesAt,
    workshop: id,
    stand: closesAt,
  }
  const notices = { school, family: 'f1', caregiver: 'c1', name: '', about: [about], next: [] }
  const topics = () => currentTopics(table, { notices, language: 'es', now: clock.now })
  expect((await topics())?.topics.map((topic) => topic.workshop.id)).toEqual([id])
  clock.now = '2027-03-01T15:01:00.000Z'
  await stopVote(context, id)
  expect(await topics()).toBeUndefined()
})
