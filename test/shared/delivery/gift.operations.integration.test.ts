import { expect, test } from 'vitest'
import { publicScope } from '../../../shared/access/actor.ts'
import { giftsTo } from '../../../shared/delivery/gift.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { getSession } from '../../../shared/session/session.store.ts'
import { addSignUp, noteGiven, takePlaces } from '../../../shared/session/sign-up.operations.ts'
import { LATER, notifyingSchool } from '../../support/notifying-school.ts'

const mail = (name: string) => ({ kind: 'email' as const, address: `${name}@example.org` })

test('two days before, each family is reminded of what it brings, and is thanked for what the door noted', async () => {
  const { workshop, family, poll, workOff, heard, context, school, table } = await notifyingSchool()
  const [rosa, linh] = [await family('Rosa', mail('rosa')), await family('Linh', mail('linh'))]
  const id = await workshop()
  const { options } = await poll(id)
  const { sessions } = await schedule(context, id, { options: [options[0]?.id ?? ''] })
  const session = sessions[0]?.id ?? ''
  for (const one of [rosa, linh]) await putReply(context, session, one, { attending: true })
  const rice = { en: 'A main dish', es: 'Un plato fuerte' }
  const dish = await addSignUp(context, session, { title: rice, wanted: 4, portions: 10 })
  const chairs = await addSignUp(context, session, { title: { en: 'Chairs' }, wanted: 2, from: '17:30' })
  await takePlaces(context, session, { line: dish.id, family: rosa }, { places: 2, note: 'Arroz' })
  await takePlaces(context, session, { line: chairs.id, family: rosa }, { places: 1 })
  await workOff(LATER)
  const giftsTold = () =>
    heard.splice(0).flatMap(({ to, notices }) => (notices?.about ?? []).map(({ gifts }) => ({ to, gifts })))
  giftsTold()

  await workOff('2027-03-21T14:02:00.000Z')
  const given = [
    { title: rice, places: 2 },
    { title: { en: 'Chairs' }, places: 1, from: '2027-03-23T21:30:00.000Z' },
  ]
  const both = [
    { to: 'linh@example.org', gifts: undefined },
    { to: 'rosa@example.org', gifts: given },
  ]
  expect(giftsTold().sort((one, other) => one.to.localeCompare(other.to))).toEqual(both)

  const scope = publicScope(school)
  const found = await getSession(table, scope, session)
  expect((await giftsTo(table, scope, { kind: 'dayBefore' }, found))(rosa)).toEqual({})
  expect((await giftsTo(table, scope, { kind: 'reminder' }, found))(rosa).gifts).toHaveLength(2)

  await workOff('2027-03-22T14:02:00.000Z')
  expect(giftsTold().map(({ gifts }) => gifts)).toEqual([undefined, undefined])

  await noteGiven(context, session, { line: dish.id, family: rosa }, { given: true })
  await workOff('2027-03-25T14:02:00.000Z')
  const dishAlone = [both[0], { to: 'rosa@example.org', gifts: [given[0]] }]
  expect(giftsTold().sort((one, other) => one.to.localeCompare(other.to))).toEqual(dishAlone)
})
