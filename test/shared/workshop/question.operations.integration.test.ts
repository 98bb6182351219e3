import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../shared/access/context.ts'
import { refuse } from '../../../shared/access/refusal.ts'
import { deleteFamily } from '../../../shared/household/departure.operations.ts'
import { mergeFamilies } from '../../../shared/household/household.operations.ts'
import { cancelWorkshop } from '../../../shared/session/cancellation.operations.ts'
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
