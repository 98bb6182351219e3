import { beforeAll, describe, expect, test } from 'vitest'
import { updateSchool } from '../../../shared/school/school.operations.ts'
import type { Table } from '../../../shared/table/table.ts'
import * as proposals from '../../../shared/workshop/proposal.operations.ts'
import { NewProposal } from '../../../shared/workshop/proposal.ts'
import * as workshops from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, schoolWith } from '../../support/puente.ts'

let table: Table
beforeAll(async () => {
  table = await freshTable()
})
const organizer = (now?: string) => contextFor(DEPLOYMENT, { table, ...(now && { now }) })

test('two organizers who accept one proposal at once get the same workshop, with the parent as its host', async () => {
  const { school, ids } = await schoolWith(table, 2)
  const [linh = '', rosa = ''] = ids
  const family = contextFor({ kind: 'family', school, family: linh }, { table })
  const proposal = NewProposal.parse({
    family: linh,
    title: 'The reading app',
    learn: 'How it helps at home',
    audience: ['parents', 'staff'],
    languages: ['vi'],
    durationMinutes: 60,
  })
  const { id, status } = await proposals.propose(family, school, proposal)
  expect(status).toBe('proposed')
  const other = proposals.propose(family, school, { ...proposal, family: rosa })
  await expect(other).rejects.toMatchObject({ code: 'not-found' })
  const [one, two] = await Promise.all([1, 2].map(() => proposals.acceptProposal(organizer(), id)))
  expect(one?.workshop).toEqual(two?.workshop)
  expect(one?.workshop).toMatchObject({
    hostFamily: linh,
    purpose: 'teaching',
    presentationLanguage: 'vi',
    status: 'draft',
  })
  expect(await workshops.listWorkshops(organizer(), school)).toHaveLength(1)
  expect(await proposals.listProposals(organizer(), school)).toMatchObject([{ status: 'accepted' }])
})

/** A family whose first proposal was accepted, and what it would send next. */
async function taughtBefore() {
  const { school, ids } = await schoolWith(table, 1)
  const [linh = ''] = ids
  const family = contextFor({ kind: 'family', school, family: linh }, { table })
  const next = NewProposal.parse({
    family: linh,
    title: 'Fractions',
    learn: 'With dominoes',
    audience: ['parents'],
    languages: ['vi'],
    durationMinutes: 60,
  })
  const { id } = await proposals.propose(family, school, next)
  await proposals.acceptProposal(organizer(), id)
  return { school, linh, family, next }
}

describe('A later proposal of a family', () => {
  test('publishes itself, and families are asked whether they would come', async () => {
    const { school, family, next } = await taughtBefore()
    const published = await proposals.propose(family, school, next)
    expect(published).toMatchObject({ status: 'accepted', publishedItself: true })
    const workshop = await workshops.readWorkshop(organizer(), published.workshop ?? '')
    expect(workshop).toMatchObject({ status: 'draft', announced: true, title: { en: 'Fractions' } })
  })

  test('is read first where the school wants that, and where somebody else sends it for the family', async () => {
    const { school, family, next } = await taughtBefore()
    expect(await proposals.propose(organizer(), school, next)).toMatchObject({ status: 'proposed' })
    await updateSchool(organizer(), school, { settings: { laterProposalsPublish: false } })
    expect(await proposals.propose(family, school, next)).toMatchObject({ status: 'proposed' })
  })

  test('does not follow from the first of another family', async () => {
    const { school, next } = await taughtBefore()
    const { ids } = await schoolWith(table, 1)
    const stranger = contextFor({ kind: 'family', school, family: ids[0] ?? '' }, { table })
    const other = proposals.propose(stranger, school, { ...next, family: ids[0] ?? '' })
    await expect(other).rejects.toMatchObject({ code: 'invalid-input' })
  })
})

describe('What a parent typed', () => {
  const typed = { title: ['Fractions'], languages: ['vi', 'en'] }

  test('waits until it is sent, and is gone then', async () => {
    const { school, linh, family, next } = await taughtBefore()
    await proposals.saveDraft(family, school, linh, { title: ['Frac'] })
    await proposals.saveDraft(family, school, linh, typed)
    expect((await proposals.readDraft(family, school, linh))?.typed).toEqual(typed)
    await proposals.propose(family, school, next)
    expect(await proposals.readDraft(family, school, linh)).toBeUndefined()
  })

  test('is deleted by hand or after 90 days, and belongs to its family alone', async () => {
    const { school, linh, family } = await taughtBefore()
    await proposals.saveDraft(family, school, linh, typed)
    const later = contextFor(
      { kind: 'family', school, family: linh },
      { table, now: '2027-05-30T15:00:00.000Z' },
    )
    expect(await proposals.readDraft(later, school, linh)).toBeUndefined()
    const other = contextFor({ kind: 'family', school, family: 'other' }, { table })
    await expect(proposals.readDraft(other, school, linh)).rejects.toMatchObject({ code: 'not-found' })
    await proposals.dropDraft(family, school, linh)
    expect(await proposals.readDraft(family, school, linh)).toBeUndefined()
  })

  test('may not be longer than a proposal', async () => {
    const { school, linh, family } = await taughtBefore()
    const long = { learn: ['a'.repeat(13_000)] }
    await expect(proposals.saveDraft(family, school, linh, long)).rejects.toMatchObject({ code: 'too-large' })
  })
})
