import { expect, test } from 'vitest'
import { listMessages } from '../../../shared/delivery/message-list.operations.ts'
import { inviteMember } from '../../../shared/team/member.operations.ts'
import { notifyingSchool } from '../../support/notifying-school.ts'

/** A school that asked a family about two workshops. */
async function askedTwice() {
  const telling = await notifyingSchool()
  await telling.family('Rosa', { kind: 'email', address: 'rosa@example.org' })
  const [first, second] = [await telling.workshop(), await telling.workshop()]
  for (const id of [first, second]) await telling.poll(id)
  await telling.fanOutDue()
  return { ...telling, first, second }
}

test('the messages of a school are listed once each, sent ones and planned ones', async () => {
  const { context, school } = await askedTwice()
  const { summaries, hasOlder } = await listMessages(context, school)
  const kinds = summaries.map(({ about: { kind }, state }) => `${kind} ${state}`).sort()
  expect(kinds).toEqual([
    'voteInvitation told',
    'voteInvitation told',
    'voteReminder planned',
    'voteReminder planned',
  ])
  expect(hasOlder).toBe(false)
})

test('of one workshop only its own messages are listed, though a family had one message about both', async () => {
  const { context, school, first } = await askedTwice()
  const { summaries } = await listMessages(context, school, { workshop: first })
  expect(new Set(summaries.map(({ about }) => about.workshop))).toEqual(new Set([first]))
})

test('what went to one person is apart, without the code and the link in it', async () => {
  const { context, school } = await askedTwice()
  await inviteMember(context, school, { name: 'Sam', email: 'sam@example.org', role: 'helper' })
  const { personal, summaries } = await listMessages(context, school)
  expect(personal.map(({ kind, to, fields }) => ({ kind, to, fields }))).toEqual([
    { kind: 'invitation', to: 'sam@example.org', fields: {} },
  ])
  expect(JSON.stringify([personal, summaries])).not.toMatch(/"token"|"links"/)
})

test('only organizers list them', async () => {
  const { as, school } = await askedTwice()
  const helper = { kind: 'member', school, id: 'm', name: 'Sam', role: 'helper' } as const
  await expect(listMessages(as(helper), school)).rejects.toMatchObject({ code: 'forbidden' })
})
