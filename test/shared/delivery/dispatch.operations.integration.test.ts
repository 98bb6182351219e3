import { expect, test } from 'vitest'
import { scopeOf } from '../../../shared/access/actor.ts'
import { dispatch, dueWork, needsCarrier, newWork } from '../../../shared/delivery/dispatch.operations.ts'
import { listOutbox } from '../../../shared/delivery/message.operations.ts'
import { messageKey } from '../../../shared/message/message.store.ts'
import { LATER, notifyingSchool } from '../../support/notifying-school.ts'
import { DEPLOYMENT } from '../../support/puente.ts'

test('only new messages and notices are work', () => {
  const message = { pk: 'SCHOOL#s#OUTBOX', sk: 'MESSAGE#1#m' }
  const notice = { pk: 'SCHOOL#s#NOTICES', sk: 'NOTICE#w#w#1' }
  const changes = [
    { key: message, isNew: true },
    { key: notice, isNew: true },
    { key: message, isNew: false },
    { key: { pk: 'SCHOOL#s', sk: 'SCHOOL' }, isNew: true },
  ]
  expect(newWork(changes)).toEqual([message, notice])
  expect([message, notice].map(needsCarrier)).toEqual([true, false])
})

test('a notice is fanned out into messages, and each message is delivered', async () => {
  const { context, clock, school, family, workshop, poll } = await notifyingSchool()
  await family('Rosa', { kind: 'email', address: 'rosa@example.org' })
  await poll(await workshop())
  clock.now = LATER
  const delivered: string[] = []
  const carriers = { email: async ({ to }: { to: string }) => void delivered.push(to) }
  const notices = await dueWork(context)
  expect(notices.map(needsCarrier)).toEqual([false])
  for (const key of notices) expect(await dispatch(context, key, carriers)).toEqual({ outcome: 'told' })
  const [message] = await listOutbox(context, school)
  const key = messageKey(scopeOf(DEPLOYMENT, school), message ?? { at: '', id: '' })
  expect(await dispatch(context, key, carriers)).toEqual({ outcome: 'sent' })
  expect(delivered).toEqual(['rosa@example.org'])
  expect(await dispatch(context, key, carriers)).toEqual({ outcome: 'passed' })
})
