import { beforeEach, expect, test } from 'vitest'
import { publicScope } from '../../../shared/access/actor.ts'
import type { Context } from '../../../shared/access/context.ts'
import { readFamily } from '../../../shared/family/family.operations.ts'
import { readAnsweredTie, takeBackTieAnswer } from '../../../shared/household/answered-tie.operations.ts'
import { answerTie, askAboutTies, listOpenTies } from '../../../shared/household/tie.operations.ts'
import { type NewTie, withTieId } from '../../../shared/household/tie.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, schoolWith } from '../../support/puente.ts'

let context: Context
let school: string
let one: string
let other: string
beforeEach(async () => {
  const table = await freshTable()
  context = contextFor(DEPLOYMENT, { table })
  const made = await schoolWith(table, 2)
  school = made.school
  const [first = '', second = ''] = made.ids
  one = first
  other = second
})

const idOf = (tie: NewTie) => withTieId(tie).id
async function answered(tie: NewTie, answer: 'together' | 'apart') {
  await askAboutTies(context, publicScope(school), [tie], () => true)
  await answerTie(context, school, idOf(tie), answer)
}

test('the names that a roster lists are forgotten with the answer', async () => {
  const listed = [{ givenName: 'Ana', familyName: 'Ibáñez' }]
  const tie: NewTie = { kind: 'join', family: one, renamedTo: 'simple:9', listed }
  await answered(tie, 'together')
  const read = await readAnsweredTie(context, school, idOf(tie))
  expect(read?.tie).not.toHaveProperty('listed')
  expect(read?.family.sourceIds).toContain('simple:9')
})

test('an answer that took on a number is taken back with the number, and asked again', async () => {
  const tie: NewTie = { kind: 'join', family: one, renamedTo: 'simple:9' }
  await answered(tie, 'together')
  for (const _ of ['once', 'again']) await takeBackTieAnswer(context, school, idOf(tie))
  expect((await readFamily(context, school, one)).sourceIds).not.toContain('simple:9')
  await askAboutTies(context, publicScope(school), [tie], () => true)
  expect(await listOpenTies(context, school)).toHaveLength(1)
})

test('an answer that merged families is not taken back', async () => {
  const tie: NewTie = { kind: 'join', family: one, other }
  await answered(tie, 'together')
  await expect(takeBackTieAnswer(context, school, idOf(tie))).rejects.toMatchObject({
    code: 'family-changed',
  })
})
