import { expect, test } from 'vitest'
import { newId } from '../../../shared/access/identifier.ts'
import { listCalls } from '../../../shared/delivery/call-list.operations.ts'
import { contactsOfFamily, receiveText, reopenContact } from '../../../shared/delivery/contact.operations.ts'
import { listOutbox } from '../../../shared/delivery/message.operations.ts'
import { getContact } from '../../../shared/family/contact.store.ts'
import { LATER, notifyingSchool, type SentMessage } from '../../support/notifying-school.ts'

const NUMBER = '+16175550123'
const phone = { kind: 'sms' as const, address: NUMBER }

/** Handles a text as it comes in for the first time. */
const receive = (base: Parameters<typeof receiveText>[0], from: string, text: string) =>
  receiveText(base, { id: newId(), from, text })

/** A school whose only family was invited to vote by text. */
async function texted(...more: Parameters<Awaited<ReturnType<typeof notifyingSchool>>['family']>[1][]) {
  const telling = await notifyingSchool()
  const texts: SentMessage[] = []
  const sms = async (message: SentMessage) => void texts.push(message)
  const email = async (message: SentMessage) => void telling.heard.push(message)
  const workOff = (now: string) => telling.workOff(now, { email, sms })
  const rosa = await telling.family('Rosa', phone, ...more)
  const workshop = await telling.workshop()
  await telling.poll(workshop)
  await workOff(LATER)
  const answers = () => texts.flatMap(({ fields }) => fields.answer ?? [])
  const known = () => getContact(telling.table, { channel: 'sms', to: NUMBER })
  return { ...telling, texts, rosa, workshop, workOff, answers, known }
}

test('a text that its carrier repeats is handled once', async () => {
  const { context, workOff, answers, known } = await texted()
  const stop = { id: 'text-1', from: NUMBER, text: 'STOP' }
  expect(await receiveText(context, stop)).toBe('stop')
  await receive(context, NUMBER, 'START')
  expect(await receiveText(context, stop)).toBeUndefined()
  expect(await known()).toMatchObject({ state: 'open' })
  await workOff('2027-03-01T15:05:00.000Z')
  expect(answers().toSorted()).toEqual(['started', 'stopped'])
})

test('STOP ends texts at once, also those that wait, and is confirmed once; e-mail goes on', async () => {
  const { context, texts, heard, workOff, poll, workshop, answers, known, fanOutDue } = await texted({
    kind: 'email',
    address: 'rosa@example.org',
  })
  expect(texts.map(({ to, kind }) => [to, kind])).toEqual([[NUMBER, 'notices']])
  await poll(workshop, '2027-03-18T22:00:00.000Z')
  await fanOutDue('2027-03-16T14:02:00.000Z') // a reminder waits
  expect(await receive(context, NUMBER, 'Alto')).toBe('stop')
  expect(await receive(context, NUMBER, 'STOP')).toBe('stop')
  expect(await known()).toMatchObject({ state: 'stopped', reason: 'word' })
  await workOff('2027-03-16T14:03:00.000Z')
  expect(answers()).toEqual(['stopped'])
  expect(texts).toHaveLength(2) // the invitation and the confirmation
  expect(heard.map(({ to }) => to)).toEqual(['rosa@example.org'])
})

test('the answer comes from the school, in the language of the family, and its number is not kept', async () => {
  const { context, texts, workOff, school } = await texted()
  await receive(context, NUMBER, 'STOP')
  await workOff('2027-03-01T15:05:00.000Z')
  expect(texts.at(-1)).toMatchObject({ kind: 'answer', to: NUMBER, language: 'es' })
  expect(texts.at(-1)?.fields).toEqual({ answer: 'stopped', school: 'Puente Elementary' })
  const outbox = await listOutbox(context, school)
  expect(outbox.find(({ kind }) => kind === 'answer')).toMatchObject({ state: 'sent', to: '' })
})

test('FEWER asks for fewer: a reminder is left out, what they need comes', async () => {
  const { context, texts, workOff, poll, workshop, school, answers, known } = await texted()
  expect(await receive(context, NUMBER, 'fewer')).toBe('fewer')
  expect(await known()).toMatchObject({ state: 'fewer' })
  await workOff('2027-03-01T15:05:00.000Z')
  await poll(workshop, '2027-03-18T22:00:00.000Z')
  await workOff('2027-03-16T14:03:00.000Z')
  expect(texts.filter(({ kind }) => kind === 'notices')).toHaveLength(1)
  expect(answers()).toEqual(['fewer'])
  expect((await listOutbox(context, school)).map(({ state }) => state)).toContain('spared')
  // A courtesy is no reason to call somebody.
  expect(await listCalls(context, school)).toEqual([])
})

test('START brings them back, and says so; without a STOP before it is noted as a wish', async () => {
  const { context, workOff, answers, known } = await texted()
  expect(await receive(context, NUMBER, 'start')).toBe('start')
  expect(await known()).toMatchObject({ state: 'open', reason: 'word' })
  await receive(context, NUMBER, 'stop')
  await receive(context, NUMBER, 'empezar')
  expect(await known()).toMatchObject({ state: 'open' })
  await workOff('2027-03-01T15:05:00.000Z')
  expect(answers().toSorted()).toEqual(['started', 'started', 'stopped'])
})

test('anything else is kept nowhere, and is answered with the link where its text had no numbers', async () => {
  const { context, table, workOff, answers } = await texted()
  expect(await receive(context, NUMBER, 'We come with seventeen cousins')).toBeUndefined()
  await workOff('2027-03-01T15:05:00.000Z')
  expect(answers()).toEqual(['links'])
  expect(JSON.stringify((await table.scan()).items)).not.toMatch(/cousins/)
})

test('a STOP from an unknown number is recorded without an answer', async () => {
  const { context, school, table } = await texted()
  expect(await receive(context, '+16175550199', 'STOP')).toBe('stop')
  expect(await getContact(table, { channel: 'sms', to: '+16175550199' })).toMatchObject({ state: 'stopped' })
  await receive(context, '+16175550199', 'help')
  expect((await listOutbox(context, school)).filter(({ kind }) => kind === 'answer')).toEqual([])
})

test('a family opens again what it stopped; the team only what was refused', async () => {
  const { context, as, school, rosa, known } = await texted()
  await receive(context, NUMBER, 'STOP')
  const name = `sms:${NUMBER}`
  expect([...(await contactsOfFamily(context, school, rosa)).keys()]).toEqual([name])
  const place = { school, family: rosa }
  await expect(reopenContact(context, place, name)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(reopenContact(context, place, 'sms:+16175550199')).rejects.toMatchObject({ code: 'not-found' })
  const family = as({ kind: 'family', school, family: rosa })
  await reopenContact(family, place, name)
  expect(await known()).toMatchObject({ state: 'open', reason: 'family' })
  const stranger = as({ kind: 'family', school, family: 'other' })
  await expect(contactsOfFamily(stranger, school, rosa)).rejects.toMatchObject({ code: 'not-found' })
})
