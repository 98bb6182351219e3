import { expect, test } from 'vitest'
import { finishCall } from '../../../shared/delivery/call.operations.ts'
import { listCalls } from '../../../shared/delivery/call-list.operations.ts'
import { readReach } from '../../../shared/delivery/reach.operations.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { BallotInput } from '../../../shared/workshop/ballot.ts'
import { LATER, notifyingSchool } from '../../support/notifying-school.ts'

test('families count by how they were reached, those that answered first count too, and the others are listed', async () => {
  const { family, workshop, poll, workOff, context, school, clock } = await notifyingSchool()
  await family('Ana', { kind: 'email', address: 'ana@example.org' })
  await family('Berta', { kind: 'phone', address: '+16175550123' })
  const carla = await family('Carla', { kind: 'paper' })
  const dora = await family('Dora', { kind: 'paper' })
  const id = await workshop()
  const { options } = await poll(id)
  await workOff(LATER)
  const berta = (await listCalls(context, school)).find(({ name }) => name === 'Berta')
  await finishCall(context, school, berta?.id ?? '', { outcome: 'reached' })
  const answers = { [options[0]?.id ?? '']: 'yes' as const }
  await castBallot(context, id, carla, BallotInput.parse({ answers, via: 'paper' }))
  expect(await readReach(context, { workshop: id })).toMatchObject({
    ...{ families: 4, email: 1, sms: 0, person: 1, heard: 1 },
    nobody: [{ id: dora }],
  })
  clock.now = '2027-05-31T15:00:00.000Z' // in ninety days nothing of it is known any more
  expect(await readReach(context, { workshop: id })).toMatchObject({ email: 0, person: 0, heard: 1 })
})

test('is for organizers, and finds nothing of another school', async () => {
  const { workshop, as, school, context } = await notifyingSchool()
  const id = await workshop()
  const family = as({ kind: 'family', school, family: 'f' })
  await expect(readReach(family, { workshop: id })).rejects.toMatchObject({ code: 'forbidden' })
  const none = { workshop: id, session: `${school}-none` }
  await expect(readReach(context, none)).rejects.toMatchObject({ code: 'not-found' })
})
