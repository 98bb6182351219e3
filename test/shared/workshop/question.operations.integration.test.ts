import { beforeEach, describe, expect, test } from 'vitest'
import { publicScope } from '../../../shared/access/actor.ts'
import type { Context } from '../../../shared/access/context.ts'
import { refuse } from '../../../shared/access/refusal.ts'
import { deliver, type FamilyMessage } from '../../../shared/delivery/delivery.operations.ts'
import { fanOut } from '../../../shared/delivery/notice.operations.ts'
import { addFamily, openLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { deleteFamily } from '../../../shared/household/departure.operations.ts'
import { mergeFamilies } from '../../../shared/household/household.operations.ts'
import { messageKey, messagesOf } from '../../../shared/message/message.store.ts'
import type { Message } from '../../../shared/message/message.ts'
import { noticeKey, noticesOf } from '../../../shared/message/notice.store.ts'
import type { Notice } from '../../../shared/message/notice.ts'
import { cancelWorkshop } from '../../../shared/session/cancellation.operations.ts'
import { timeAt } from '../../../shared/time/instant.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import {
  answerQuestion,
  askQuestion,
  listQuestions,
  listUnanswered,
  readFamilyQuestions,
  readPublicQuestions,
} from '../../../shared/workshop/question.operations.ts'
import { AnswerInput } from '../../../shared/workshop/question.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

let context: Context
let school: string
let host: string
let rosa: string
let bao: string
let workshop: string
beforeEach(async () => {
  context = contextFor(DEPLOYMENT, { table: await freshTable() })
  const made = await schoolWith(context.table, 3)
  school = made.school
  ;[host = '', rosa = '', bao = ''] = made.ids
  workshop = (await createWorkshop(context, school, { ...READING, hostFamily: host })).id
  await putPoll(context, workshop, {
    options: [{ startLocal: '2027-03-10T18:00' }],
    closesAt: '2027-03-08T09:00',
  })
})
const of = (family: string) => contextFor({ kind: 'family', school, family }, { table: context.table })
const ask = (family: string, text = 'May my sister come?') =>
  askQuestion(of(family), workshop, { family, text })
const said = (text: string, shown = false) => AnswerInput.parse({ text, shown })
const code = (name: string) => expect.objectContaining({ code: name })
const machine = async (text: string, { to }: { to: string }) => `${text} (${to})`

describe('a question', () => {
  test('is read by the family, who leads the workshop, and organizers, and by nobody else', async () => {
    const { id } = await ask(rosa)
    expect((await readFamilyQuestions(of(rosa), workshop, rosa)).own.map((one) => one.id)).toEqual([id])
    expect(await readFamilyQuestions(of(bao), workshop, bao)).toEqual({ own: [], others: [] })
    await expect(readFamilyQuestions(of(bao), workshop, rosa)).rejects.toThrow(code('not-found'))
    expect(await listQuestions(of(host), workshop)).toMatchObject([{ id, family: '' }])
    expect(await listQuestions(context, workshop)).toMatchObject([{ id, family: rosa }])
    await expect(listQuestions(of(bao), workshop)).rejects.toThrow(code('not-found'))
    expect(await readPublicQuestions(context, workshop)).toEqual([])
  })

  test('waits for an answer among those of the school until there is one', async () => {
    const { id } = await ask(rosa)
    expect((await listUnanswered(context, school)).map((one) => one.id)).toEqual([id])
    await answerQuestion(context, { workshop, id }, said('Yes, bring her.'))
    expect(await listUnanswered(context, school)).toEqual([])
  })

  test('is asked once under its key, and three wait at most', async () => {
    const once = { ...of(rosa), key: 'one tap' }
    const asked = () => askQuestion(once, workshop, { family: rosa, text: 'Parking?' })
    expect(await asked()).toEqual(await asked())
    await ask(rosa)
    await ask(rosa)
    await expect(ask(rosa)).rejects.toThrow(code('too-many-questions'))
    await ask(bao)
  })

  test('is one of three at most, also where a family asks more at the same instant', async () => {
    const asked = await Promise.allSettled(
      Array.from({ length: 6 }, (_, one) => ask(rosa, `Question ${one}?`)),
    )
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    expect((await readFamilyQuestions(of(rosa), workshop, rosa)).own).toHaveLength(3)
  })

  test('is asked for another family by nobody, and not of a workshop that was cancelled', async () => {
    await expect(askQuestion(of(bao), workshop, { family: rosa, text: 'Me?' })).rejects.toThrow(
      code('not-found'),
    )
    await cancelWorkshop(context, workshop)
    await expect(ask(rosa)).rejects.toThrow(code('session-cancelled'))
  })

  test('is machine-translated into the languages of the school, and kept as it is where that fails', async () => {
    const input = { family: rosa, text: '¿Cuándo?', language: 'es' }
    const asked = await askQuestion(of(rosa), workshop, input, { translate: machine })
    expect(asked.words).toMatchObject({ es: '¿Cuándo?', en: '¿Cuándo? (en)' })
    expect(asked.machine).toContain('en')
    const fails = async () => refuse('translation-failed')
    const plain = await askQuestion(of(rosa), workshop, input, { translate: fails })
    expect(plain.words).toEqual({ es: '¿Cuándo?' })
  })
})

describe('an answer', () => {
  test('is read by all, without a name, only where it is shown', async () => {
    const { id } = await ask(rosa)
    await answerQuestion(of(host), { workshop, id }, said('Yes.'))
    expect(await readPublicQuestions(context, workshop)).toEqual([])
    const answered = await answerQuestion(of(host), { workshop, id }, said('Yes, bring her.', true))
    expect(answered.answer).toMatchObject({ by: 'host' })
    const shown = await readPublicQuestions(context, workshop)
    expect(Object.values(shown[0]?.answer.words ?? {})).toEqual(['Yes, bring her.'])
    expect(JSON.stringify(shown)).not.toContain(rosa)
    expect((await readFamilyQuestions(of(bao), workshop, bao)).others).toEqual(shown)
    await answerQuestion(context, { workshop, id }, said('Yes.'))
    expect(await readPublicQuestions(context, workshop)).toEqual([])
  })

  test('is told to who asked, once, by their way and in their language, and to nobody else', async () => {
    const channels = [{ kind: 'email', address: 'linh@example.org' }]
    const input = { caregivers: [{ givenName: 'Linh', channels }], writtenLanguage: 'vi' }
    const { id: linh } = await addFamily(context, school, FamilyInput.parse(input))
    const scope = publicScope(school)
    const { id } = await ask(linh)
    await answerQuestion(of(host), { workshop, id }, said('Yes.'), { release: 'after-undo' })
    await answerQuestion(context, { workshop, id }, said('Yes, bring her.'))
    const all = await noticesOf(context.table, scope, workshop)
    const notices = all.filter(({ steps }) => steps[0]?.kind === 'answered')
    expect(notices).toMatchObject([{ steps: [{ due: '2027-03-01T15:05:00.000Z' }] }])
    const later = { table: context.table, now: () => timeAt('2027-03-01T16:00:00.000Z') }
    const key = noticeKey(scope, notices[0] as Notice)
    expect(await fanOut(later, key)).toEqual({ outcome: 'told' })
    expect(await fanOut(later, key)).toEqual({ outcome: 'passed' })
    const messages = await messagesOf(context.table, scope)
    expect(messages).toMatchObject([{ channel: 'email', language: 'vi', notices: { family: linh } }])
    expect(JSON.stringify(messages)).not.toContain('Yes')
    const sent: FamilyMessage[] = []
    const email = async (message: Message | FamilyMessage) => {
      if ('topics' in message) sent.push(message)
      return 'receipt'
    }
    for (const message of messages) await deliver(later, messageKey(scope, message), { email })
    expect(sent.map(({ topics }) => topics.map(({ about }) => about.kind))).toEqual([['answered']])
    const opened = await openLink(later, sent[0]?.token ?? '')
    expect(opened).toMatchObject({ family: linh, asked: workshop })
  })

  test('comes from the team or from who leads the workshop', async () => {
    const { id } = await ask(rosa)
    await expect(answerQuestion(of(bao), { workshop, id }, said('No'))).rejects.toThrow(code('not-found'))
    await expect(answerQuestion(of(rosa), { workshop, id }, said('No'))).rejects.toThrow(code('not-found'))
  })
})

test('a family that leaves takes its questions along, and one that is merged keeps them', async () => {
  await ask(rosa)
  await ask(bao)
  await mergeFamilies(context, school, rosa, bao)
  expect((await readFamilyQuestions(of(rosa), workshop, rosa)).own).toHaveLength(2)
  await deleteFamily(of(rosa), school, rosa)
  expect(await listQuestions(context, workshop)).toEqual([])
})
