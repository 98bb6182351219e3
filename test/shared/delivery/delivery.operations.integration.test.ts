import { expect, test } from 'vitest'
import { listCalls } from '../../../shared/delivery/call-list.operations.ts'
import { deliver, stopByLink } from '../../../shared/delivery/delivery.operations.ts'
import { dueWork } from '../../../shared/delivery/dispatch.operations.ts'
import { listOutbox, Undeliverable } from '../../../shared/delivery/message.operations.ts'
import { getContact } from '../../../shared/family/contact.store.ts'
import { issueLink, openLink } from '../../../shared/family/family.operations.ts'
import { deleteFamily } from '../../../shared/household/departure.operations.ts'
import { cancelWorkshop } from '../../../shared/session/cancellation.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import { countAll } from '../../support/counting.ts'
import { LATER, notifyingSchool, type SentMessage } from '../../support/notifying-school.ts'

const rosaMail = { kind: 'email' as const, address: 'rosa@example.org' }
const tokenOf = (message: SentMessage | undefined) => (message && 'token' in message ? message.token : '')

/** A school whose only family was invited to vote; nothing was sent yet. */
async function invited(...channels: Parameters<Awaited<ReturnType<typeof notifyingSchool>>['family']>[1][]) {
  const telling = await notifyingSchool()
  const rosa = await telling.family('Rosa', ...channels)
  const workshop = await telling.workshop()
  const { options } = await telling.poll(workshop)
  return { ...telling, rosa, workshop, options }
}

test('each message brings a link of its own, which the table holds as a hash alone', async () => {
  const { workOff, heard, table, rosa, school, context } = await invited(rosaMail)
  await workOff(LATER)
  const token = tokenOf(heard[0])
  expect(token.length).toBeGreaterThan(20)
  expect(await openLink(context, token)).toEqual({ school, family: rosa })
  const { items } = await table.scan()
  expect(JSON.stringify(items)).not.toContain(token)
  // What was sent needs its address no more.
  expect((await listOutbox(context, school))[0]).toMatchObject({ state: 'sent', to: '' })
})

test('a message’s link opens and stops nothing after sixty days, though the table may still hold it', async () => {
  const { workOff, heard, context, clock, rosa } = await invited(rosaMail)
  await workOff(LATER)
  const token = tokenOf(heard[0])
  clock.now = '2027-04-30T15:01:59.000Z'
  expect(await openLink(context, token)).toMatchObject({ family: rosa })
  clock.now = '2027-04-30T15:02:00.000Z'
  await expect(openLink(context, token)).rejects.toMatchObject({ code: 'link-expired' })
  await expect(stopByLink(context, token)).rejects.toMatchObject({ code: 'link-expired' })
})

test('replacing a family’s link revokes the links of its messages too', async () => {
  const { workOff, heard, rosa, school, context, clock } = await invited(rosaMail)
  await workOff(LATER)
  clock.now = '2027-03-01T15:03:00.000Z'
  const { token } = await issueLink(context, school, rosa)
  await expect(openLink(context, tokenOf(heard[0]))).rejects.toMatchObject({ code: 'link-expired' })
  expect(await openLink(context, token)).toEqual({ school, family: rosa })
})

test('of ten at once one is sent', async () => {
  const { fanOutDue, heard, context, clock } = await invited(rosaMail)
  await fanOutDue()
  clock.now = LATER // two minutes later nobody has sent it, and the clock finds it
  const [place] = await dueWork(context)
  if (!place) throw new Error('nothing is due')
  const email = async (message: SentMessage) => void heard.push(message)
  const all = await Promise.all(Array.from({ length: 10 }, () => deliver(context, place, { email })))
  expect(heard).toHaveLength(1)
  expect(all.filter(({ outcome }) => outcome === 'sent')).toHaveLength(1)
})

test('an address that is refused for good is left for the next way, and is never tried again', async () => {
  const second = { kind: 'email' as const, address: 'rosa@work.example.org' }
  const { workOff, heard, workshop, poll, school, context } = await invited(rosaMail, second)
  const tried: string[] = []
  const email = async (message: SentMessage) => {
    tried.push(message.to)
    if (message.to === rosaMail.address) throw new Undeliverable('550')
    heard.push(message)
    return undefined
  }
  await workOff(LATER, { email })
  expect(tried).toEqual([rosaMail.address, second.address])
  await poll(workshop, '2027-03-18T22:00:00.000Z')
  await workOff('2027-03-16T14:02:01.000Z', { email })
  expect(tried).toEqual([rosaMail.address, second.address, second.address])
  expect((await listOutbox(context, school)).map(({ state }) => state)).toEqual(['sent', 'sent'])
})

test('at the end of the list a person is asked to call, with what it is about', async () => {
  const { workOff, school, context } = await invited(rosaMail, { kind: 'phone', address: '+16175550123' })
  const email = () => Promise.reject(new Undeliverable('550'))
  await workOff(LATER, { email })
  const calls = await listCalls(context, school)
  expect(calls).toMatchObject([{ name: 'Rosa', to: '+16175550123', reason: 'notReached' }])
  expect((await listOutbox(context, school))[0]).toMatchObject({ state: 'call', failure: '550', to: '' })
})

test('a way that is not there is passed over', async () => {
  const { workOff, heard } = await invited({ kind: 'sms', address: '+16175550123' }, rosaMail)
  await workOff(LATER)
  expect(heard.map(({ to, channel }) => [channel, to])).toEqual([['email', rosaMail.address]])
})

test('a caregiver who stopped e-mails gets no more, not even the waiting ones', async () => {
  const { workOff, heard, workshop, poll, school, context } = await invited(rosaMail)
  await workOff(LATER)
  expect(await stopByLink(context, tokenOf(heard.splice(0)[0]))).toBe('email')
  await expect(stopByLink(context, 'no-such-token')).rejects.toMatchObject({ code: 'link-expired' })
  await poll(workshop, '2027-03-18T22:00:00.000Z')
  await workOff('2027-03-16T14:02:01.000Z')
  expect(heard).toEqual([])
  expect((await listCalls(context, school)).map(({ reason }) => reason)).toEqual(['notReached'])
})

test('what no longer holds when it could leave is left out', async () => {
  const { fanOutDue, workOff, heard, workshop, options, context, school } = await invited(rosaMail)
  await fanOutDue()
  await schedule(context, workshop, { options: [options[0]?.id ?? ''] })
  await workOff('2027-03-01T15:03:00.000Z')
  const told = heard.flatMap((message) => ('topics' in message ? message.topics : []))
  expect(told.map(({ about }) => about.kind)).toEqual(['timeChosen'])
  expect((await listOutbox(context, school)).map(({ state }) => state)).toEqual(['sent'])
})

test('a message of which nothing holds any more is not sent', async () => {
  const { fanOutDue, workOff, heard, workshop, context, school } = await invited(rosaMail)
  await fanOutDue()
  await cancelWorkshop(context, workshop)
  await workOff('2027-03-01T15:03:00.000Z')
  expect(heard).toEqual([])
  expect((await listOutbox(context, school)).map(({ state }) => state)).toEqual(['stale'])
})

test('a failure that may pass is tried again, and nothing is lost', async () => {
  const { workOff, heard, school, context } = await invited(rosaMail)
  await workOff(LATER, { email: () => Promise.reject(new Error('away')) })
  expect((await listOutbox(context, school))[0]).toMatchObject({ state: 'waiting', failure: 'Error' })
  await workOff('2027-03-01T15:30:00.000Z')
  expect(heard).toHaveLength(1)
})

const NUMBER = '+16175550123'
const text = { kind: 'sms' as const, address: NUMBER }

test('a number gets two texts about a session, and a third only where plans change', async () => {
  const given = await invited(text)
  const { context, heard, workOff, workshop, options, rosa, school, as, clock } = given
  const take = async (message: SentMessage) => `name-${heard.push(message)}`
  const all = { email: take, sms: take }
  await workOff(LATER, all)
  clock.now = '2027-03-01T16:00:00.000Z'
  const { sessions } = await schedule(context, workshop, { options: [options[0]?.id ?? ''] })
  const session = sessions[0]?.id ?? ''
  await workOff('2027-03-01T16:01:00.000Z', all)
  const family = as({ kind: 'family', school, family: rosa })
  await putReply(family, session, rosa, ReplyInput.parse({ attending: true }))
  await workOff('2027-03-21T15:00:00.000Z', all)
  await workOff('2027-03-22T15:00:00.000Z', all)
  const kinds = () =>
    heard.flatMap((message) => ('topics' in message ? message.topics.map((one) => one.about.kind) : []))
  // The poll's invitation is about no session; the note of the day before would be the third.
  expect(kinds()).toEqual(['voteInvitation', 'timeChosen', 'reminder'])
  expect((await listOutbox(context, school)).map(({ state }) => state)).toContain('spared')
  clock.now = '2027-03-22T15:10:00.000Z'
  await cancelWorkshop(context, workshop)
  await workOff('2027-03-22T15:11:00.000Z', all)
  expect(kinds().at(-1)).toBe('cancelled')
  expect(await listCalls(context, school)).toEqual([])
})

test('a number that its carrier refuses since it was stopped is stopped', async () => {
  const { workOff, table, context, school } = await invited(text)
  const sms = () => Promise.reject(new Undeliverable('OPTED_OUT'))
  await workOff(LATER, { sms })
  expect(await getContact(table, { channel: 'sms', to: NUMBER })).toMatchObject({ state: 'stopped' })
  expect(await listCalls(context, school)).toHaveLength(1)
})

test('a family that deletes itself takes its messages with it, and the links that they brought', async () => {
  const { workOff, heard, table, rosa, school, context, as } = await invited(rosaMail)
  await workOff(LATER)
  const token = tokenOf(heard[0])
  expect(await openLink(context, token)).toMatchObject({ family: rosa })
  await deleteFamily(as({ kind: 'family', school, family: rosa }), school, rosa)
  await expect(openLink(context, token)).rejects.toMatchObject({ code: 'link-expired' })
  await countAll(table)
  const { items } = await table.scan()
  expect(items.filter((item) => JSON.stringify(item).includes(rosa))).toEqual([])
  expect(JSON.stringify(items)).not.toContain('rosa@example.org')
})
