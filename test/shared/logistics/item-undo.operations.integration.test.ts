import { beforeAll, expect, test } from 'vitest'
import { undoItems } from '../../../shared/logistics/item-undo.operations.ts'
import {
  addItem,
  changeItems,
  patchItem,
  readLogistics,
} from '../../../shared/logistics/logistics.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let context: Site['context']
let session: string
beforeAll(async () => {
  const site = await schoolSite()
  context = site.context
  const { id } = await createWorkshop(context, site.school.id, READING)
  const options = [{ startLocal: '2027-03-10T18:00' }]
  const poll = await putPoll(context, id, { options, closesAt: '2027-03-08T09:00' })
  const decided = await schedule(context, id, { options: [poll.options[0]?.id ?? ''] })
  session = decided.sessions[0]?.id ?? ''
})

const item = async (id: string) => {
  const { items } = await readLogistics(context, session, { reading: 'latest' })
  return items.find((one) => one.id === id)
}

test('several items go back together to what they were, also those that nobody had touched', async () => {
  await patchItem(context, session, 'room', { status: 'asked', owner: 'Sam', note: 'The small one' })
  const items = await changeItems(context, session, () => [
    { id: 'room', status: 'done', owner: 'Lee' },
    { id: 'signs', status: 'done' },
  ])
  await undoItems(context, session, { items: items.map(({ id, revision }) => ({ id, revision })) })
  expect(await item('room')).toMatchObject({ status: 'asked', owner: 'Sam', note: 'The small one' })
  expect(await item('signs')).toMatchObject({ status: 'needed', owner: 'helper', confirmed: 0 })
})

test('an undo is done once, and not after somebody else’s change', async () => {
  const { id } = await addItem(context, session, { title: 'Tables', needed: 2 })
  const [settled] = await changeItems(context, session, () => [{ id, status: 'confirmed' }])
  const undo = { items: [{ id, revision: settled?.revision ?? 0 }] }
  await undoItems(context, session, undo)
  await expect(undoItems(context, session, undo)).rejects.toThrow('item-changed')
  const current = { items: [{ id, revision: (await item(id))?.revision ?? 0 }] }
  await expect(undoItems(context, session, current)).rejects.toThrow('item-changed')
})

test('families undo nothing', async () => {
  const actor = { kind: 'family', school: session.split('-')[0] ?? '', family: 'f' } as const
  const family = contextFor(actor, { table: context.table })
  const one = { items: [{ id: 'room', revision: 1 }] }
  await expect(undoItems(family, session, one)).rejects.toThrow('forbidden')
})
