import { beforeAll, expect, test } from 'vitest'
import { cancelWorkshop } from '../../../shared/session/cancellation.operations.ts'
import { updateWorkshop } from '../../../shared/session/workshop-change.operations.ts'
import type { Table } from '../../../shared/table/table.ts'
import * as workshops from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

let table: Table
beforeAll(async () => {
  table = await freshTable()
})
const organizer = () => contextFor(DEPLOYMENT, { table })

test('families see no drafts, and nobody those of another school', async () => {
  const { school, ids } = await schoolWith(table, 1)
  const { id } = await workshops.createWorkshop(organizer(), school, READING)
  const family = contextFor({ kind: 'family', school, family: ids[0] ?? '' }, { table })
  const stranger = contextFor({ kind: 'apiKey', school: 'other', id: 'k' }, { table })
  expect(await workshops.listWorkshops(family, school)).toEqual([])
  expect(await workshops.listWorkshops(organizer(), school)).toHaveLength(1)
  for (const context of [family, stranger]) {
    await expect(workshops.readWorkshop(context, id)).rejects.toMatchObject({ code: 'not-found' })
  }
  await expect(workshops.readPublicWorkshop(organizer(), id)).rejects.toMatchObject({ code: 'not-found' })
})

test('a host must be a family of the school', async () => {
  const { school, ids } = await schoolWith(table, 1)
  const hostFamily = ids[0] ?? ''
  expect(await workshops.createWorkshop(organizer(), school, { ...READING, hostFamily })).toMatchObject({
    hostFamily,
  })
  const wrong = workshops.createWorkshop(organizer(), school, { ...READING, hostFamily: 'nobody' })
  await expect(wrong).rejects.toMatchObject({ code: 'invalid-input' })
})

test('more words than an item has room for are refused in words', async () => {
  const { school } = await schoolWith(table, 0)
  const languages = Array.from({ length: 26 }, (_, place) => `a${String.fromCharCode(97 + place)}`)
  const description = Object.fromEntries(languages.map((language) => [language, '学'.repeat(2000)]))
  const wordy = workshops.createWorkshop(organizer(), school, { ...READING, description })
  await expect(wordy).rejects.toMatchObject({ code: 'too-large' })
})

test('of two organizers who change the same revision, one is refused', async () => {
  const { school } = await schoolWith(table, 0)
  const { id, revision } = await workshops.createWorkshop(organizer(), school, READING)
  const edits = [10, 20].map((seats) => updateWorkshop(organizer(), id, { seats, revision }))
  expect((await Promise.allSettled(edits)).map(({ status }) => status).sort()).toEqual([
    'fulfilled',
    'rejected',
  ])
})

test('a cancelled workshop stays cancelled, and only a scheduled one was held', async () => {
  const { school } = await schoolWith(table, 0)
  const { id } = await workshops.createWorkshop(organizer(), school, READING)
  await expect(workshops.markHeld(organizer(), id)).rejects.toMatchObject({ code: 'poll-not-open' })
  await cancelWorkshop(organizer(), id)
  expect(await cancelWorkshop(organizer(), id)).toMatchObject({ status: 'cancelled' })
  await expect(updateWorkshop(organizer(), id, { seats: 5 })).rejects.toMatchObject({
    code: 'already-decided',
  })
})
