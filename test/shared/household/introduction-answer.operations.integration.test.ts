import { beforeEach, describe, expect, test } from 'vitest'
import { publicScope } from '../../../shared/access/actor.ts'
import type { Context } from '../../../shared/access/context.ts'
import { newSecret } from '../../../shared/access/identifier.ts'
import { deliver } from '../../../shared/delivery/delivery.operations.ts'
import { readUnsent } from '../../../shared/delivery/message-count.operations.ts'
import { putContact } from '../../../shared/family/contact.store.ts'
import { allFamilies, openLink, readFamily } from '../../../shared/family/family.operations.ts'
import { removeFamily } from '../../../shared/household/departure.operations.ts'
import { introduceFamily, listIntroductions } from '../../../shared/household/introduction.operations.ts'
import {
  acceptIntroduction,
  declineIntroduction,
  joinIntroduction,
  reopenIntroduction,
} from '../../../shared/household/introduction-answer.operations.ts'
import { messageKey, messagesOf } from '../../../shared/message/message.store.ts'
import type { Message } from '../../../shared/message/message.ts'
import { mailOf, textOf } from '../../../web/messages/outgoing.tsx'
import { PUENTE } from '../../support/api.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, schoolWith } from '../../support/puente.ts'

let all: Context
let school: string
let known: string
let clock: { now: string }
const form = { name: 'Hodan Yuusuf', language: 'so', way: 'sms', address: '+12125552368' } as const

beforeEach(async () => {
  const table = await freshTable()
  clock = { now: '2027-03-01T15:00:00.000Z' }
  all = contextFor(DEPLOYMENT, { table, now: () => clock.now })
  const made = await schoolWith(table, 1)
  school = made.school
  known = made.ids[0] ?? ''
})

async function introduced(change: Partial<Parameters<typeof introduceFamily>[2]> = {}): Promise<string> {
  await introduceFamily({ ...all, actor: { kind: 'public' } }, school, { ...form, ...change })
  return (await listIntroductions(all, school)).introductions[0]?.id ?? ''
}
const names = async () => (await allFamilies(all, school)).map(({ name }) => name)
const messages = () => messagesOf(all.table, publicScope(school))
const carrier = () => {
  const carried: Message[] = []
  const send = async (message: Message) => {
    carried.push(message)
    return undefined
  }
  return { carried, carriers: { sms: send, email: send } }
}
async function deliverAll(carriers: Parameters<typeof deliver>[2]) {
  for (const message of await messages())
    await deliver(all, messageKey(publicScope(school), message), carriers)
}

describe('Saying yes to a new family', () => {
  test('makes it one, and sends its link by its way five minutes later', async () => {
    const id = await introduced()
    expect(await acceptIntroduction(all, school, id)).toMatchObject({ entry: 'sms' })
    expect(await names()).toEqual(['Hodan Yuusuf', 'Parent 0'])
    expect((await listIntroductions(all, school)).introductions).toEqual([])
    const { carried, carriers } = carrier()
    await deliverAll(carriers)
    expect(carried).toEqual([])
    clock.now = '2027-03-01T15:05:00.000Z'
    await deliverAll(carriers)
    await deliverAll(carriers)
    expect(carried).toMatchObject([{ to: '+12125552368', language: 'so' }])
    const [sent] = carried as [Message]
    const { text } = await textOf(sent, 'https://convite.example')
    const [, token = ''] = /convite\.example\/f\/(\S+)/.exec(text) ?? []
    expect(text.startsWith(`${PUENTE.name}: `)).toBe(true)
    expect(await openLink(all, token)).toMatchObject({ school })
    // What was sent is stored without its link and address.
    expect(await messages()).toMatchObject([{ state: 'sent', to: '', fields: {} }])
  })

  test('writes an e-mail with the link, and one tap that stops more', async () => {
    await acceptIntroduction(all, school, await introduced({ way: 'email', address: 'h@example.org' }))
    const [message] = await messages()
    const mail = await mailOf(message as Message, 'https://convite.example')
    expect(mail.text).toContain('https://convite.example/f/')
    expect(mail.headers['List-Unsubscribe']).toMatch(/^<https:\/\/convite\.example\/stop\//)
    expect(mail.subject).not.toContain('{')
  })

  test('at night waits for the morning', async () => {
    clock.now = '2027-03-02T04:00:00.000Z'
    await acceptIntroduction(all, school, await introduced())
    expect((await messages())[0]?.at).toMatch(/^2027-03-02T1[3-6]:00/)
  })

  test('writes to nobody who is called, or who stopped our messages', async () => {
    expect(await acceptIntroduction(all, school, await introduced({ way: 'phone' }))).toMatchObject({
      entry: 'phone',
    })
    await all.table.commit(
      putContact({ channel: 'sms', to: form.address }, { state: 'stopped', reason: 'STOP', at: clock.now }),
    )
    expect(await acceptIntroduction(all, school, await introduced())).toMatchObject({ entry: 'closed' })
    expect(await messages()).toEqual([])
  })

  test('twice, by two people or in two taps, makes one family and one message', async () => {
    const id = await introduced()
    const answers = await Promise.all([1, 2, 3].map(() => acceptIntroduction(all, school, id)))
    expect(new Set(answers.map(({ family }) => family)).size).toBe(1)
    expect(await names()).toHaveLength(2)
    expect(await messages()).toHaveLength(1)
    expect(answers[0]?.entry).toBe('sms')
    expect(await acceptIntroduction(all, school, id)).toEqual(answers[0])
    expect(await messages()).toHaveLength(1)
  })

  test('leaves nothing of the family in the introduction, and its form, sent again, makes no second', async () => {
    const once = newSecret()
    await acceptIntroduction(all, school, await introduced({ once }))
    await introduced({ once })
    expect((await listIntroductions(all, school)).introductions).toEqual([])
    expect(await names()).toHaveLength(2)
  })

  test('counts its message as waiting where nothing carries it', async () => {
    await acceptIntroduction(all, school, await introduced())
    clock.now = '2027-03-01T15:06:00.000Z'
    await deliverAll({})
    clock.now = '2027-03-01T15:11:00.000Z'
    expect(await readUnsent(all, school)).toMatchObject({ messages: 1, families: 1, why: 'noCarrier' })
  })

  test('is taken back with the family: its message goes with it', async () => {
    const { family } = await acceptIntroduction(all, school, await introduced())
    await removeFamily(all, school, family)
    expect(await messages()).toEqual([])
  })
})

describe('Merging a new family with one that the school has', () => {
  test('puts the person and the way in, and sends the link', async () => {
    const id = await introduced()
    expect(await joinIntroduction(all, school, { id, family: known })).toEqual({
      family: known,
      entry: 'sms',
    })
    const { caregivers } = await readFamily(all, school, known)
    expect(caregivers).toMatchObject([
      { givenName: 'Parent 0' },
      { givenName: 'Hodan Yuusuf', channels: [{ kind: 'sms', address: '+12125552368' }] },
    ])
    expect(await names()).toEqual(['Parent 0'])
  })

  test('gives whom the family has the new way', async () => {
    const id = await introduced({ name: 'parent 0' })
    await joinIntroduction(all, school, { id, family: known })
    const { caregivers } = await readFamily(all, school, known)
    expect(caregivers).toMatchObject([{ givenName: 'Parent 0', channels: [{ address: '+12125552368' }] }])
  })

  test('with a family that is gone leaves it waiting', async () => {
    const id = await introduced()
    await expect(joinIntroduction(all, school, { id, family: 'gone' })).rejects.toThrow('not-found')
    expect(await acceptIntroduction(all, school, id)).toMatchObject({ entry: 'sms' })
  })
})

test('of answers that differ the first counts', async () => {
  const id = await introduced()
  const answers = await Promise.allSettled([
    acceptIntroduction(all, school, id),
    joinIntroduction(all, school, { id, family: known }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await messages()).toHaveLength(1)
  await expect(declineIntroduction(all, school, id)).rejects.toThrow('already-answered')
})

test('who was turned down is let in only once that is taken back', async () => {
  const id = await introduced()
  await declineIntroduction(all, school, id)
  await expect(acceptIntroduction(all, school, id)).rejects.toThrow('already-answered')
  await reopenIntroduction(all, school, id)
  await acceptIntroduction(all, school, id)
  await expect(reopenIntroduction(all, school, id)).rejects.toThrow('already-answered')
})
