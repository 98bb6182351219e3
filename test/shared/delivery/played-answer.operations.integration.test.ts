import { expect, test } from 'vitest'
import { publicScope } from '../../../shared/access/actor.ts'
import type { Context } from '../../../shared/access/context.ts'
import type { Carriers } from '../../../shared/delivery/delivery.operations.ts'
import { fanOut, noticesDue } from '../../../shared/delivery/notice.operations.ts'
import { playAnswer, readPlayedText } from '../../../shared/delivery/played-answer.operations.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { newestMessages } from '../../../shared/message/message.store.ts'
import { NewSchool } from '../../../shared/school/school.ts'
import { createSchool } from '../../../shared/team/founding.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { PollInput } from '../../../shared/workshop/poll.ts'
import { readPoll } from '../../../shared/workshop/results.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { PUENTE } from '../../support/api.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING } from '../../support/puente.ts'

/** A demonstration whose family was asked to vote, by text or by e-mail. */
async function demonstration(channel: 'sms' | 'email' = 'sms') {
  const table = await freshTable()
  const context: Context = { ...contextFor(DEPLOYMENT, { table }), carriers: [] }
  const { id: school } = await createSchool(context, NewSchool.parse(PUENTE), { isDemonstration: true })
  const address = channel === 'sms' ? '+16175550123' : 'rosa@example.org'
  const caregivers = [{ givenName: 'Rosa', channels: [{ kind: channel, address }] }]
  await addFamily(context, school, FamilyInput.parse({ caregivers }))
  const { id: workshop } = await createWorkshop(context, school, READING)
  const options = [{ start: '2027-03-23T22:00:00.000Z' }, { start: '2027-03-24T22:00:00.000Z' }]
  const closesAt = '2027-03-16T22:00:00.000Z'
  await putPoll(context, workshop, PollInput.parse({ options, closesAt }))
  for (const place of await noticesDue(context)) await fanOut(context, place)
  const [asked] = await newestMessages(table, publicScope(school), 1)
  const message = { school, id: asked?.id ?? '', at: asked?.at ?? '' }
  const got: string[] = []
  const phone: Carriers = {
    sms: async ({ kind }) => {
      got.push(kind)
      return undefined
    },
    fits: async () => true,
  }
  return { context, school, workshop, message, got, phone }
}

test('the phone gets the text that still waits, once, and what each answer brings', async () => {
  const { context, workshop, message, got, phone } = await demonstration()
  await playAnswer(context, message, { text: '1', phone })
  expect(got).toEqual(['notices', 'answer'])
  await playAnswer(context, message, { text: '2', phone })
  expect(got).toEqual(['notices', 'answer', 'answer'])
  const poll = await readPoll(context, workshop)
  expect(poll).toMatchObject({ answered: 1, byText: 1 })
  expect(poll.options.map(({ yes }) => yes)).toEqual([0, 1])
})

test('only an organizer plays, and only a text', async () => {
  const { context, school, message, phone } = await demonstration()
  const helper: Context = {
    ...context,
    actor: { kind: 'member', school, id: 'sam', name: 'Sam', role: 'helper' },
  }
  await expect(playAnswer(helper, message, { text: '1', phone })).rejects.toMatchObject({ code: 'forbidden' })
  const mailed = await demonstration('email')
  await expect(readPlayedText(mailed.context, mailed.message)).rejects.toMatchObject({ code: 'not-found' })
})
