import { expect, test } from 'vitest'
import { publicScope } from '../../../shared/access/actor.ts'
import { keepMessage } from '../../../shared/message/message.store.ts'
import { waiting } from '../../../shared/message/message.ts'
import { timeAt } from '../../../shared/time/instant.ts'
import { apiOn } from '../../support/api.ts'
import { TEST_NOW } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { schoolWith } from '../../support/puente.ts'

const CAREGIVERS = ['rosa', 'linh']
const HOURS = ['15', '16', '17']

/** A school that told each of two caregivers something at three instants: a caregiver's messages share an id. */
async function schoolWithMessages() {
  const table = await freshTable()
  const { school } = await schoolWith(table, 0)
  const now = timeAt(TEST_NOW)
  for (const id of CAREGIVERS) {
    for (const hour of HOURS) {
      const at = `2027-03-02T${hour}:00:00.000Z`
      const notices = { school, family: 'f', caregiver: id, name: id, about: [], next: [] }
      const message = { id, kind: 'notices', channel: 'email', to: '', language: 'en', fields: {} } as const
      const expiresAt = now.plus({ days: 30 }).toSeconds()
      await table.commit(
        keepMessage(publicScope(school), waiting({ ...message, at, notices }, expiresAt, now)),
      )
    }
  }
  return { school, api: apiOn(table) }
}

test.each(['messages', 'outbox'])('the pages of %s end, and name each message once', async (list) => {
  const { school, api } = await schoolWithMessages()
  const ids: string[] = []
  let cursor = ''
  for (let page = 0; page < 6; page++) {
    const { body } = await api('GET', `/schools/${school}/${list}?limit=2${cursor && `&cursor=${cursor}`}`)
    ids.push(...body.items.map(({ id }: { id: string }) => id))
    cursor = body.nextCursor ?? ''
    if (!cursor) break
  }
  expect(cursor).toBe('')
  expect(ids).toHaveLength(CAREGIVERS.length * HOURS.length)
  expect(new Set(ids).size).toBe(ids.length)
  const { body } = await api('GET', `/schools/${school}/${list}`)
  expect(body.items.map(({ id }: { id: string }) => id)).toEqual(ids)
})
