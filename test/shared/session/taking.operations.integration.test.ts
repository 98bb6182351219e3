import { beforeEach, expect, test } from 'vitest'
import { publicScope } from '../../../shared/access/actor.ts'
import type { Context } from '../../../shared/access/context.ts'
import { copyOfFamily, deleteFamily, removeFamily } from '../../../shared/household/departure.operations.ts'
import { mergeFamilies } from '../../../shared/household/household.operations.ts'
import { previewMerge } from '../../../shared/household/merge-preview.operations.ts'
import { restoreFamily } from '../../../shared/household/return.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { getItemStates } from '../../../shared/session/item.store.ts'
import { forgetDetails, retentionsDue } from '../../../shared/session/retention.operations.ts'
import { addSignUp, takePlaces } from '../../../shared/session/sign-up.operations.ts'
import type { NewSignUp } from '../../../shared/session/sign-up.ts'
import { giveBackAll, takeAgain, takingsIn } from '../../../shared/session/taking.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { pictureStorage } from '../../support/picture-storage.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

// The session is on March 10, 18:00 to 19:00 in New York.
const FORGOTTEN = '2027-04-09T23:00:00.000Z'
const DISH: NewSignUp = { title: { en: 'A main dish for ten' }, wanted: 4, portions: 10 }

let context: Context
let school: string
let families: string[]
let session: string
const at = (now: string) => contextFor(DEPLOYMENT, { table: context.table, now })
const of = (family: string) => contextFor({ kind: 'family', school, family }, { table: context.table })
const take = (line: string, family: string, places = 1, more = {}) =>
  takePlaces(of(family), session, { line, family }, { places, ...more })
const takings = async () =>
  (await getItemStates(context.table, publicScope(school), session)).flatMap(({ signUp }) =>
    (signUp?.takings ?? []).map(({ family, places }) => [families.indexOf(family), places]),
  )
const [rosa, bao] = [() => families[0] ?? '', () => families[1] ?? '']

beforeEach(async () => {
  context = contextFor(DEPLOYMENT, { table: await freshTable() })
  ;({ school, ids: families } = await schoolWith(context.table, 2))
  const { id } = await createWorkshop(context, school, READING)
  const poll = await putPoll(context, id, {
    options: [{ startLocal: '2027-03-10T18:00' }],
    closesAt: '2027-03-08T09:00',
  })
  session = (await schedule(context, id, { options: [poll.options[0]?.id ?? ''] })).sessions[0]?.id ?? ''
})

test('what a family took is free again once it deleted itself', async () => {
  const { id } = await addSignUp(context, session, DISH)
  await take(id, rosa(), 2)
  await take(id, bao())
  await deleteFamily(of(rosa()), school, rosa())
  expect(await takings()).toEqual([[1, 1]])
})

test('what a family took is free while it is removed, and its own again, as far as it is left, once it is back', async () => {
  const { id } = await addSignUp(context, session, DISH)
  await take(id, rosa(), 3, { note: 'Rice' })
  await removeFamily(context, school, rosa())
  expect(await takings()).toEqual([])
  await take(id, bao(), 2)
  await restoreFamily(context, school, rosa())
  await restoreFamily(context, school, rosa())
  expect(await takings()).toEqual([
    [1, 2],
    [0, 2],
  ])
})

test('what a family took passes to the family that it is merged into, and the later stays of two', async () => {
  const [dish, chairs] = [
    await addSignUp(context, session, DISH),
    await addSignUp(context, session, { title: { en: 'Set up' }, wanted: 2 }),
  ]
  await take(dish.id, rosa())
  await takePlaces(at('2027-03-02T15:00:00Z'), session, { line: dish.id, family: bao() }, { places: 2 })
  await take(chairs.id, bao())
  const choices = await previewMerge(context, school, rosa(), bao())
  expect(choices).toMatchObject([{ line: DISH.title, stays: bao() }])
  await mergeFamilies(context, school, rosa(), bao())
  expect((await takings()).toSorted()).toEqual([
    [0, 1],
    [0, 2],
  ])
})

test('what a family took is in the copy of its data', async () => {
  const { id } = await addSignUp(context, session, DISH)
  await take(id, rosa(), 1, { note: 'Rice', allergens: ['nuts'] })
  const { sessions } = await copyOfFamily(of(rosa()), pictureStorage(), { school, id: rosa() })
  expect(sessions).toMatchObject([
    { session, takings: [{ title: DISH.title, places: 1, note: 'Rice', allergens: ['nuts'] }] },
  ])
})

test('what a family took stays as a count when its words are deleted, thirty days after the session', async () => {
  const { id } = await addSignUp(context, session, DISH)
  await take(id, rosa(), 2, { note: 'Rice', allergens: ['nuts'] })
  const [key = { pk: '', sk: '' }] = await retentionsDue(at(FORGOTTEN))
  expect(await forgetDetails(at(FORGOTTEN), key)).toEqual({ outcome: 'forgotten' })
  const [state] = await getItemStates(context.table, publicScope(school), session)
  expect(state?.signUp?.takings).toEqual([{ family: rosa(), places: 2, takenAt: expect.any(String) }])
})

test('what a family took is given back once, however often that is repeated, and taken again once', async () => {
  const { id: line } = await addSignUp(context, session, DISH)
  await take(line, rosa(), 2)
  const [scope, table] = [publicScope(school), context.table]
  const [taken] = await takingsIn(table, scope, session, rosa())
  expect(taken).toMatchObject({ line, title: DISH.title, places: 2 })
  for (const _ of [1, 2]) await giveBackAll(table, scope, session, rosa())
  expect(await takings()).toEqual([])
  const before = { family: rosa(), places: 2, takenAt: '2027-03-01T15:00:00.000Z' }
  for (const _ of [1, 2]) await takeAgain(table, scope, { session, line }, before)
  await takeAgain(table, scope, { session, line: 'gone' }, before)
  expect(await takings()).toEqual([[0, 2]])
})
