import { beforeEach, describe, expect, test } from 'vitest'
import { publicScope } from '../../../shared/access/actor.ts'
import type { Context } from '../../../shared/access/context.ts'
import { askHelper } from '../../../shared/logistics/help.operations.ts'
import { patchItem, readLogistics } from '../../../shared/logistics/logistics.operations.ts'
import { cancelSession } from '../../../shared/session/cancellation.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { getItemStates } from '../../../shared/session/item.store.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import {
  addHostSignUp,
  addSignUp,
  changeSignUp,
  listSignUps,
  removeSignUp,
  takePlaces,
} from '../../../shared/session/sign-up.operations.ts'
import type { NewSignUp } from '../../../shared/session/sign-up.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import type { NewWorkshop } from '../../../shared/workshop/workshop.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

// The session is on March 10, 18:00 to 19:00 in New York.
const OVER = '2027-03-10T23:00:00.000Z'
const DISH: NewSignUp = { title: { en: 'A main dish for ten' }, wanted: 4, portions: 10 }

let context: Context
let school: string
let families: string[]
let session: string
const at = (now: string) => contextFor(DEPLOYMENT, { table: context.table, now })
const of = (family: string) => contextFor({ kind: 'family', school, family }, { table: context.table })
const take = (line: string, family: string, places = 1, more = {}) =>
  takePlaces(of(family), session, { line, family }, { places, ...more })

async function sessionOf(change: Partial<NewWorkshop> = {}): Promise<string> {
  const { id } = await createWorkshop(context, school, { ...READING, ...change })
  const poll = await putPoll(context, id, {
    options: [{ startLocal: '2027-03-10T18:00' }],
    closesAt: '2027-03-08T09:00',
  })
  return (await schedule(context, id, { options: [poll.options[0]?.id ?? ''] })).sessions[0]?.id ?? ''
}

beforeEach(async () => {
  context = contextFor(DEPLOYMENT, { table: await freshTable() })
  const made = await schoolWith(context.table, 20)
  ;({ school, ids: families } = made)
  session = await sessionOf()
})

const [rosa, bao] = [() => families[0] ?? '', () => families[1] ?? '']

describe('the places of a line', () => {
  test('are never oversold: of twenty families that take the last at once, one gets it', async () => {
    const { id } = await addSignUp(context, session, { ...DISH, wanted: 1 })
    const outcomes = await Promise.allSettled(families.map((family) => take(id, family)))
    const reasons = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(reasons).toHaveLength(19)
    for (const reason of reasons) expect(reason).toMatchObject({ code: 'signup-full', details: { left: 0 } })
    expect(await listSignUps(context, session)).toMatchObject([{ id, wanted: 1, taken: 1 }])
  })

  test('are given back with none, and free for others then', async () => {
    const { id } = await addSignUp(context, session, { ...DISH, wanted: 1 })
    expect(await take(id, rosa())).toEqual({ places: 1, taken: 1, wanted: 1 })
    await expect(take(id, bao())).rejects.toMatchObject({ code: 'signup-full', details: { left: 0 } })
    expect(await take(id, rosa(), 0)).toEqual({ places: 0, taken: 0, wanted: 1 })
    expect(await take(id, bao())).toEqual({ places: 1, taken: 1, wanted: 1 })
  })

  test('are taken by a family for itself alone, and by the team for any', async () => {
    const { id } = await addSignUp(context, session, DISH)
    const stolen = takePlaces(of(rosa()), session, { line: id, family: bao() }, { places: 1 })
    await expect(stolen).rejects.toMatchObject({ code: 'not-found' })
    const dana = { kind: 'member', school, id: 'm', role: 'organizer', name: 'Dana' } as const
    const asDana = contextFor(dana, { table: context.table })
    await takePlaces(asDana, session, { line: id, family: bao() }, { places: 2, note: 'Rice' })
    const [state] = await getItemStates(context.table, publicScope(school), session)
    expect(state?.signUp?.takings).toMatchObject([{ family: bao(), note: 'Rice', recordedBy: 'Dana' }])
  })

  test('of a line or a family that is not there are not found', async () => {
    const { id } = await addSignUp(context, session, DISH)
    await expect(take('nothing', rosa())).rejects.toMatchObject({ code: 'not-found' })
    const nobody = takePlaces(context, session, { line: id, family: 'nobody' }, { places: 1 })
    await expect(nobody).rejects.toMatchObject({ code: 'not-found' })
  })

  test('of a cancelled session are given back, and not taken', async () => {
    const { id } = await addSignUp(context, session, DISH)
    await take(id, rosa())
    await cancelSession(context, session)
    await expect(take(id, bao())).rejects.toMatchObject({ code: 'session-cancelled' })
    await expect(addSignUp(context, session, DISH)).rejects.toMatchObject({ code: 'session-cancelled' })
    expect(await take(id, rosa(), 0)).toMatchObject({ taken: 0 })
  })

  test('stay as they are from the end of the session on', async () => {
    const { id } = await addSignUp(context, session, DISH)
    await take(id, rosa())
    for (const places of [0, 2]) {
      const late = takePlaces(at('2027-03-11T00:00:00Z'), session, { line: id, family: rosa() }, { places })
      await expect(late).rejects.toMatchObject({ code: 'session-over' })
    }
    expect(await takePlaces(at(OVER), session, { line: id, family: rosa() }, { places: 2 })).toMatchObject({
      taken: 2,
    })
  })

  test('are not for families where a workshop is for the staff', async () => {
    const forStaff = await sessionOf({ audience: ['staff'] })
    await expect(addSignUp(context, forStaff, DISH)).rejects.toMatchObject({ code: 'not-for-families' })
  })
})

describe('a line', () => {
  test('is changed, not below what is taken, and removed while nothing is', async () => {
    const { id } = await addSignUp(context, session, DISH)
    await take(id, rosa(), 2)
    const fewer = changeSignUp(context, session, id, { wanted: 1 })
    await expect(fewer).rejects.toMatchObject({ code: 'signup-taken', details: { taken: 2 } })
    expect(await changeSignUp(context, session, id, { wanted: 2 })).toMatchObject({ wanted: 2, portions: 10 })
    await expect(removeSignUp(context, session, id)).rejects.toMatchObject({ code: 'signup-taken' })
    await take(id, rosa(), 0)
    await removeSignUp(context, session, id)
    expect(await listSignUps(context, session)).toEqual([])
  })

  test('is added by who organizes alone', async () => {
    await expect(addSignUp(of(rosa()), session, DISH)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listSignUps(of(rosa()), session)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('is added by the family that leads the workshop, and by no other', async () => {
    const { id } = await createWorkshop(context, school, { ...READING, hostFamily: rosa() })
    const times = { options: [{ startLocal: '2027-03-10T18:00' }], closesAt: '2027-03-08T09:00' }
    const poll = await putPoll(context, id, times)
    const made = await schedule(context, id, { options: [poll.options[0]?.id ?? ''] })
    const own = made.sessions[0]?.id ?? ''
    await addHostSignUp(of(rosa()), id, own, DISH)
    expect(await listSignUps(context, own)).toMatchObject([{ title: DISH.title, taken: 0 }])
    await expect(addHostSignUp(of(bao()), id, own, DISH)).rejects.toMatchObject({ code: 'not-found' })
    await expect(addHostSignUp(of(rosa()), id, session, DISH)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('is an item of the checklist: what is taken is confirmed, and it is never late', async () => {
    const { id } = await addSignUp(context, session, DISH)
    const { id: chairs } = await addSignUp(context, session, { title: { en: 'Set up' }, wanted: 1 })
    const itemsAt = async (now: string) => {
      const { items, readiness } = await readLogistics(at(now), session)
      const shown = items.filter(({ kind }) => kind === 'signUp')
      return { readiness, items: Object.fromEntries(shown.map((item) => [item.id, item])) }
    }
    await take(id, rosa())
    await take(chairs, bao())
    const { items } = await itemsAt(context.now().toISO() ?? '')
    expect(items[id]).toMatchObject({ needed: 4, confirmed: 1, status: 'asked', unit: 'places', late: false })
    expect(items[chairs]).toMatchObject({ needed: 1, confirmed: 1, status: 'confirmed' })
    const later = await itemsAt('2027-03-20T15:00:00Z')
    expect(later.items[id]?.late).toBe(false)
    expect(later.readiness.areas).toMatchObject({
      food: { state: 'open', settled: 0, items: 1 },
      own: { state: 'ready', settled: 1, items: 1 },
    })
  })

  test('is filled by families alone: nobody sets it, and no helper is asked for it', async () => {
    const { id } = await addSignUp(context, session, DISH)
    const wrong = [
      { status: 'confirmed' },
      { confirmed: 4 },
      { needed: 1 },
      { title: 'More' },
      { owner: 'Sam' },
    ] as const
    for (const change of wrong)
      await expect(patchItem(context, session, id, change)).rejects.toMatchObject({ code: 'invalid-input' })
    const helper = { name: 'Sam', email: 'sam@example.org', count: 1 }
    await expect(askHelper(context, session, id, helper)).rejects.toMatchObject({ code: 'not-found' })
  })
})

test('food that families bring leaves fewer general meals to order; the target and special meals stay', async () => {
  session = await sessionOf({
    offers: { childcare: false, food: true, interpretation: false, rides: false },
  })
  for (const family of families)
    await putReply(
      context,
      session,
      family,
      ReplyInput.parse({ attending: true, adults: 2, diets: { halal: 1 } }),
    )
  const { id } = await addSignUp(context, session, DISH)
  const food = async () => (await readLogistics(context, session)).food
  const before = await food()
  expect(before.general).toBeGreaterThan(10)
  await take(id, rosa())
  expect(await food()).toEqual({ ...before, general: before.general - 10 })
  const { items } = await readLogistics(context, session)
  expect(items.find(({ kind }) => kind === 'meals')).toMatchObject({
    needed: before.general - 10 + (before.special.halal ?? 0),
    inputs: { brought: 10 },
  })
  await take(id, bao(), 3)
  expect(await food()).toEqual({ ...before, general: 0 })
})
