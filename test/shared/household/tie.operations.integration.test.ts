import { beforeEach, describe, expect, test } from 'vitest'
import { publicScope, type SchoolScope } from '../../../shared/access/actor.ts'
import type { Context } from '../../../shared/access/context.ts'
import { allFamilies, readFamily, updateFamily } from '../../../shared/family/family.operations.ts'
import { removeFamily } from '../../../shared/household/departure.operations.ts'
import { mergeFamilies } from '../../../shared/household/household.operations.ts'
import { answerTie, askAboutTies, listOpenTies } from '../../../shared/household/tie.operations.ts'
import { answeredTiesOf } from '../../../shared/household/tie.store.ts'
import { type NewTie, withTieId } from '../../../shared/household/tie.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, schoolWith } from '../../support/puente.ts'

let context: Context
let school: string
let scope: SchoolScope
let one: string
let other: string
let third: string
beforeEach(async () => {
  const table = await freshTable()
  context = contextFor(DEPLOYMENT, { table })
  const made = await schoolWith(table, 3)
  school = made.school
  scope = publicScope(school)
  const [first = '', second = '', last = ''] = made.ids
  one = first
  other = second
  third = last
})

const ask = (...ties: NewTie[]) => askAboutTies(context, scope, ties, () => true)
const idOf = (tie: NewTie) => withTieId(tie).id
const join = (): NewTie => ({ kind: 'join', family: one, other })

test('a question is asked once, and withdrawn when a roster no longer raises it', async () => {
  await ask(join())
  await ask(join())
  expect((await listOpenTies(context, school)).map(({ families }) => families.map(({ id }) => id))).toEqual([
    [one, other],
  ])
  await ask()
  expect(await listOpenTies(context, school)).toEqual([])
})

test('families that are one are merged, also when the answer is sent twice', async () => {
  await ask(join())
  for (const _ of ['sent', 'again']) await answerTie(context, school, idOf(join()), 'together')
  expect((await allFamilies(context, school)).map(({ id }) => id).sort()).toEqual([one, third].sort())
  expect(await listOpenTies(context, school)).toEqual([])
  await expect(answerTie(context, school, idOf(join()), 'apart')).rejects.toMatchObject({
    code: 'already-answered',
  })
})

test('a person who is missing in the roster leaves the family on the answer alone', async () => {
  await updateFamily(context, school, one, { children: [{ grade: '03' }, { grade: '05' }] })
  const tie: NewTie = { kind: 'part', family: one, people: ['grade 05'], isMissing: true }
  await ask(tie)
  expect((await listOpenTies(context, school))[0]?.leaving).toEqual({
    caregivers: [],
    children: [{ grade: '05' }],
  })
  await answerTie(context, school, idOf(tie), 'apart')
  expect((await readFamily(context, school, one)).children).toEqual([{ grade: '03' }])
})

describe('answers', () => {
  test('pass to the family that theirs is merged into', async () => {
    await ask(join())
    await answerTie(context, school, idOf(join()), 'apart')
    await mergeFamilies(context, school, third, other)
    const [kept] = await answeredTiesOf(context.table, scope)
    expect(kept?.id).toBe(idOf({ kind: 'join', family: one, other: third }))
  })

  test('and questions go with a family that leaves', async () => {
    const open: NewTie = { kind: 'join', family: one, other: third }
    await ask(join(), open)
    await answerTie(context, school, idOf(join()), 'apart')
    await removeFamily(context, school, one)
    expect(await listOpenTies(context, school)).toEqual([])
    expect(await answeredTiesOf(context.table, scope)).toEqual([])
  })

  test('are only the team’s to give', async () => {
    await ask(join())
    const family = contextFor({ kind: 'family', school, family: one }, { table: context.table })
    await expect(answerTie(family, school, idOf(join()), 'apart')).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})
