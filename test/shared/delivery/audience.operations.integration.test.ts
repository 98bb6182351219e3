import { expect, test } from 'vitest'
import { previewAudience } from '../../../shared/delivery/audience.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import { readWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { notifyingSchool } from '../../support/notifying-school.ts'

/** A school with families by e-mail, by text, by phone and without a way. */
async function variedSchool() {
  const telling = await notifyingSchool()
  const rosa = await telling.family('Rosa', { kind: 'email', address: 'rosa@example.org' })
  await telling.family('Bao', { kind: 'sms', address: '+16175550124' })
  await telling.family('Warsame', { kind: 'phone', address: '+16175550123' })
  await telling.family('Ana')
  const workshop = await telling.workshop()
  return { ...telling, rosa, workshop }
}

test('a vote reaches every family, by their first ways, five minutes from now', async () => {
  const { context, workshop } = await variedSchool()
  const read = await readWorkshop(context, workshop)
  expect(await previewAudience(context, read.id, read, { kind: 'voteInvitation', sessions: [] })).toEqual({
    families: 4,
    ways: { email: 1, sms: 1, call: 2 },
    languages: [{ language: 'es', people: 4 }],
    reached: {
      waiting: { email: 0, sms: 0 },
      ways: { email: 1, sms: 1, call: 2, paper: 0 },
      languages: [{ language: 'es', families: 4 }],
    },
    leaves: '2027-03-01T15:05:00.000Z',
  })
})

test('a cancellation reaches those who come, and a workshop of the staff no family', async () => {
  const { context, workshop, poll, rosa } = await variedSchool()
  const { options } = await poll(workshop)
  const { sessions } = await schedule(context, workshop, { options: [options[0]?.id ?? ''] })
  const session = sessions[0]?.id ?? ''
  await putReply(context, session, rosa, ReplyInput.parse({ attending: true, adults: 1 }))
  const read = await readWorkshop(context, workshop)
  const news = { kind: 'cancelled', sessions: [session] } as const
  expect(await previewAudience(context, read.id, read, news)).toMatchObject({ families: 1 })
  expect(await previewAudience(context, read.id, { ...read, audience: ['staff'] }, news)).toMatchObject({
    families: 0,
  })
})
