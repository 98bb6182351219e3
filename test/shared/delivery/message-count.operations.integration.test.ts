import { expect, test } from 'vitest'
import { countMessages, readUnsent } from '../../../shared/delivery/message-count.operations.ts'
import { notifyingSchool } from '../../support/notifying-school.ts'

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
  const [counts] = [...(await countMessages(context, workshop)).values()]
  expect(counts).toEqual({ waiting: 2, sent: 0, delivered: 0, failed: 0, leftOut: 0 })
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
  const [counts] = [...(await countMessages(context, workshop)).values()]
  expect(counts).toMatchObject({ waiting: 0, sent: 2 })
})

test('a message that a carrier did not take waits and is tried again', async () => {
  const { context, school, workOff, clock } = await askedSchool()
  const fail = () => Promise.reject(Object.assign(new Error('busy'), { code: 'EBUSY' }))
  await workOff(clock.now, { email: fail, sms: fail })
  clock.now = '2027-03-01T15:10:00.000Z'
  expect(await readUnsent(context, school)).toEqual({ messages: 2, families: 2, why: 'retry' })
})
