import { expect, test } from 'vitest'
import { scopeOf } from '../../../shared/access/actor.ts'
import { deliverOnce, listOutbox } from '../../../shared/delivery/message.operations.ts'
import { answerHelp, askHelper, listHelpers, openHelp } from '../../../shared/logistics/help.operations.ts'
import { NewHelper } from '../../../shared/logistics/help.ts'
import { addItem, patchItem, readLogistics } from '../../../shared/logistics/logistics.operations.ts'
import { messageKey } from '../../../shared/message/message.store.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { notifyingSchool } from '../../support/notifying-school.ts'
import { storedMessages } from '../../support/outbox.ts'
import { DEPLOYMENT } from '../../support/puente.ts'

/** A session with a line for two cooks, and somebody who was asked to be one of them. */
async function asked() {
  const telling = await notifyingSchool()
  const { context, school } = telling
  const workshop = await telling.workshop()
  const { options } = await telling.poll(workshop)
  const { sessions } = await schedule(context, workshop, { options: [options[0]?.id ?? ''] })
  const session = sessions[0]?.id ?? ''
  const { id } = await addItem(context, session, { title: 'Cooks', needed: 2 })
  const ask = async (name: string) => {
    await askHelper(context, session, id, NewHelper.parse({ name, email: `${name}@example.org` }))
    const outbox = await storedMessages(context, school)
    return outbox.find(({ to }) => to === `${name.toLowerCase()}@example.org`)?.fields.token ?? ''
  }
  const item = async () => (await readLogistics(context, session)).items.find((one) => one.id === id)
  return { ...telling, session, id, ask, item }
}

test('an item is marked as asked, and a yes confirms it once there are enough', async () => {
  const { context, clock, ask, item, session } = await asked()
  const ana = await ask('Ana')
  clock.now = '2027-03-01T15:01:00.000Z'
  const bo = await ask('Bo')
  expect(await item()).toMatchObject({ status: 'asked', confirmed: 0 })
  await answerHelp(context, ana, { answer: 'yes' })
  await answerHelp(context, ana, { answer: 'yes' })
  expect(await item()).toMatchObject({ status: 'asked', confirmed: 1 })
  await answerHelp(context, bo, { answer: 'yes' })
  expect(await item()).toMatchObject({ status: 'confirmed', confirmed: 2 })
  expect((await listHelpers(context, session)).map(({ name, answer }) => [name, answer])).toEqual([
    ['Ana', 'yes'],
    ['Bo', 'yes'],
  ])
  await answerHelp(context, bo, { answer: 'no' })
  expect(await item()).toMatchObject({ status: 'asked', confirmed: 1 })
})

test('two taps at once count once', async () => {
  const { context, ask, item } = await asked()
  const token = await ask('Ana')
  await Promise.all(Array.from({ length: 5 }, () => answerHelp(context, token, { answer: 'yes' })))
  expect((await item())?.confirmed).toBe(1)
})

test('what is confirmed already stays so when one more is asked', async () => {
  const { context, ask, item, session, id } = await asked()
  await patchItem(context, session, id, { status: 'confirmed', confirmed: 2 })
  await ask('Ana')
  expect(await item()).toMatchObject({ status: 'confirmed' })
})

test('the link ends a month after the session, and a made-up one opens nothing', async () => {
  const { context, clock, ask, session } = await asked()
  const token = await ask('Ana')
  expect((await openHelp(context, token)).item.title).toBe('Cooks')
  await expect(openHelp(context, 'made-up')).rejects.toMatchObject({ code: 'link-expired' })
  clock.now = '2027-04-23T00:00:00.000Z'
  await expect(openHelp(context, token)).rejects.toMatchObject({ code: 'link-expired' })
  expect(await listHelpers(context, session)).toEqual([])
})

test('once it is sent nothing secret is left in the outbox', async () => {
  const { context, ask, school } = await asked()
  await ask('Ana')
  const [message] = (await listOutbox(context, school)).filter(({ kind }) => kind === 'helper')
  if (!message) throw new Error('nothing was asked')
  await deliverOnce(context, messageKey(scopeOf(DEPLOYMENT, school), message), async () => undefined)
  const [sent] = (await listOutbox(context, school)).filter(({ kind }) => kind === 'helper')
  expect(sent).toMatchObject({ state: 'sent', fields: {} })
})
