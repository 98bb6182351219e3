import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { publicScope } from '../../../shared/access/actor.ts'
import {
  dueMessages,
  isMessageKey,
  keepMessage,
  messageKey,
  messagesOf,
  newestMessages,
  putMessage,
  removeMessage,
} from '../../../shared/message/message.store.ts'
import { type Message, waiting } from '../../../shared/message/message.ts'
import { freshTable } from '../../support/engine.ts'

const now = DateTime.fromISO('2027-03-01T15:00:00.000Z', { zone: 'utc' })
const scope = publicScope('puente')
const COUNT = 200

function message(place: number) {
  const at = now.plus({ seconds: place }).toISO() ?? ''
  const given: Message = {
    id: `m${place}`,
    kind: 'invitation',
    channel: 'email',
    to: 'rosa@example.org',
    language: 'es',
    fields: {},
    at,
  }
  return waiting(given, 4_000_000_000, now)
}

test("a school's messages lie in several partitions, and are read as if they lay in one", async () => {
  const table = await freshTable()
  const all = Array.from({ length: COUNT }, (_, place) => message(place))
  for (const one of all) await table.commit(keepMessage(scope, one))
  const keys = all.map((one) => messageKey(scope, one))
  expect(new Set(keys.map(({ pk }) => pk)).size).toBe(16)
  expect(keys.every(isMessageKey)).toBe(true)
  expect((await messagesOf(table, scope)).map(({ id }) => id)).toEqual(all.map(({ id }) => id))
  expect((await newestMessages(table, scope, 3)).map(({ id }) => id)).toEqual(['m199', 'm198', 'm197'])
  await expect
    .poll(async () => (await dueMessages(table, now.plus({ hours: 1 }).toISO() ?? '', COUNT)).length)
    .toBe(COUNT)
})

test('a message from before there were several is read and forgotten as well', async () => {
  const table = await freshTable()
  const former = { ...messageKey(scope, message(1)), pk: 'SCHOOL#puente#OUTBOX' }
  await table.commit(putMessage(former, message(1)))
  await table.commit(keepMessage(scope, message(2)))
  expect(isMessageKey(former)).toBe(true)
  expect((await messagesOf(table, scope)).map(({ id }) => id)).toEqual(['m1', 'm2'])
  for (const one of [message(1), message(2)])
    for (const write of removeMessage(scope, one)) await table.commit(write)
  expect(await messagesOf(table, scope)).toEqual([])
})
