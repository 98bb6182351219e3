import { expect, test } from 'vitest'
import { scopeOf } from '../../../shared/access/actor.ts'
import { readUnsent } from '../../../shared/delivery/message-count.operations.ts'
import { listMessages } from '../../../shared/delivery/message-list.operations.ts'
import { messageKey, newestMessages } from '../../../shared/message/message.store.ts'
import { totalStates } from '../../../shared/message/message-summary.ts'
import { notifyingSchool } from '../../support/notifying-school.ts'
import { DEPLOYMENT } from '../../support/puente.ts'

/** A school of which one family was asked by e-mail and one by text, with the carriers that it has. */
async function askedSchool() {
  const telling = await notifyingSchool()
  await telling.family('Rosa', { kind: 'email', address: 'rosa@example.org' })
  await telling.family('Bao', { kind: 'sms', address: '+16175550124' })
  const workshop = await telling.workshop()
  await telling.poll(workshop)
  return { ...telling, workshop }
}

test('without a carrier messages wait and are called nothing else; Today says how many and why', async () => {
  const { context, school, workshop, workOff, clock } = await askedSchool()
  await workOff(clock.now, {})
  expect(await readUnsent(context, school)).toEqual({ messages: 2, families: 2, why: 'noCarrier' })
  const { summaries } = await listMessages(context, school, { workshop })
  expect(totalStates(summaries)).toEqual({ waiting: 2, sent: 0, delivered: 0, failed: 0, leftOut: 0 })
})

test('where only e-mail is set up, texts wait and leave once there is a service for them', async () => {
  const { context, school, workshop, workOff, clock, heard } = await askedSchool()
  await workOff()
  expect(heard).toHaveLength(1)
  expect(await readUnsent(context, school)).toEqual({ messages: 1, families: 1, why: 'noCarrier' })
  const send = async (message: (typeof heard)[number]) => void heard.push(message)
  clock.now = '2027-03-01T16:10:00.000Z'
  await workOff(clock.now, { email: send, sms: send })
  expect(heard.map(({ channel }) => channel)).toEqual(['email', 'sms'])
  expect(await readUnsent(context, school)).toMatchObject({ messages: 0 })
  const { summaries } = await listMessages(context, school, { workshop })
  expect(totalStates(summaries)).toMatchObject({ waiting: 0, sent: 2 })
})

test('a message that a carrier did not take waits and is tried again', async () => {
  const { context, school, workOff, clock } = await askedSchool()
  const fail = () => Promise.reject(Object.assign(new Error('busy'), { code: 'EBUSY' }))
  await workOff(clock.now, { email: fail, sms: fail })
  clock.now = '2027-03-01T15:10:00.000Z'
  expect(await readUnsent(context, school)).toEqual({ messages: 2, families: 2, why: 'retry' })
})

test('where a school has more messages than are counted, the count says that it is of the newest', async () => {
  const { context, school, workOff, clock, table } = await askedSchool()
  await workOff(clock.now, {})
  const scope = scopeOf(DEPLOYMENT, school)
  const [waits] = await newestMessages(table, scope, 1)
  if (!waits) throw new Error('there is no message')
  const sent = (place: number) => {
    const { due: _, ...message } = { ...waits, id: `later${place}`, at: '2027-03-01T15:01:00.000Z' }
    return { ...messageKey(scope, message), ...message, state: 'sent' as const }
  }
  // None of the newest 500 waits, and the two that do are counted all the same.
  await table.putAll(Array.from({ length: 600 }, (_, place) => sent(place)))
  expect(await readUnsent(context, school)).toEqual({ messages: 2, families: 2, why: 'noCarrier' })
  await table.putAll(Array.from({ length: 2400 }, (_, place) => sent(600 + place)))
  expect(await readUnsent(context, school)).toMatchObject({ isPartial: true })
})
