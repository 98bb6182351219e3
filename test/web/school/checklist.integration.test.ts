import { beforeEach, describe, expect, test } from 'vitest'
import { readLogistics } from '../../../shared/logistics/logistics.operations.ts'
import { schedule } from '../../../shared/session/session.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/routes.ts'
import { schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let session: string
let dana: Awaited<ReturnType<Site['member']>>
beforeEach(async () => {
  site = await schoolSite()
  const { id: workshop } = await createWorkshop(site.context, site.school.id, READING)
  const options = [{ startLocal: '2027-03-10T18:00' }]
  const poll = await putPoll(site.context, workshop, { options, closesAt: '2027-03-08T09:00' })
  const decided = await schedule(site.context, workshop, { options: [poll.options[0]?.id ?? ''] })
  session = decided.sessions[0]?.id ?? ''
  dana = await site.member('organizer')
})

const itemsOf = async (...ids: string[]) => {
  const { items } = await readLogistics(site.context, session, { reading: 'latest' })
  return items.filter(({ id }) => ids.includes(id))
}

/** The values of the boxes of rows, as the page offers them. */
async function boxesOf(...ids: string[]): Promise<string[]> {
  const { page } = await dana.get(schoolRoutes.checklist(session))
  return ids.map((id) => new RegExp(`value="(${id} [^"]+)"`).exec(page)?.[1] ?? `${id} is not there`)
}

/** The form of several rows with these ticked. */
const ticked = (rows: string[], act: [string, string][]): [string, string][] => [
  ...act,
  ...rows.map((row): [string, string] => ['rows:list', row]),
]

describe('several rows at once', () => {
  test('are confirmed or marked done, each as one tap on it would, and are undone together', async () => {
    const rows = await boxesOf('room', 'signs')
    const path = schoolRoutes.checklistRows(session)
    const { to } = await dana.post(path, ticked(rows, [['do', 'settle']]))
    expect((await itemsOf('room', 'signs')).map(({ status }) => status)).toEqual(['done', 'done'])
    const { page } = await dana.get(to ?? '')
    expect(page).toContain('Saved.')
    expect(page).toContain('name="items.1.status" value="needed"')
  })

  test('get one owner, without a change of their state', async () => {
    const rows = await boxesOf('room', 'signs')
    const fields = ticked(rows, [
      ['do', 'owner'],
      ['several-owner', 'Sam'],
    ])
    await dana.post(schoolRoutes.checklistRows(session), fields)
    const owned = (await itemsOf('room', 'signs')).map(({ owner, status }) => [owner, status])
    expect(owned).toEqual([
      ['Sam', 'needed'],
      ['Sam', 'needed'],
    ])
  })

  test('change together or not at all: one that somebody changed meanwhile stops them', async () => {
    const rows = await boxesOf('room', 'signs')
    await dana.post(schoolRoutes.checklistItem(session, 'signs'), { 'signs.owner': 'Lee' })
    const sent = ticked(rows, [['do', 'settle']])
    const { status, page } = await dana.post(schoolRoutes.checklistRows(session), sent)
    expect([status, page.includes('id="errors"')]).toEqual([422, true])
    expect((await itemsOf('room')).map((item) => item.status)).toEqual(['needed'])
  })

  test('are asked for where none is ticked', async () => {
    const { status, page } = await dana.post(schoolRoutes.checklistRows(session), { do: 'settle' })
    expect([status, page.includes('id="errors"')]).toEqual([422, true])
  })
})

test('the names of the team are suggested as owners to organizers, and to a helper only their own', async () => {
  await site.member('helper')
  const path = `${schoolRoutes.checklist(session)}?edit=room`
  const suggested = (page: string) => [...page.matchAll(/<option value="([^"]+)"><\/option>/g)].length
  expect(suggested((await dana.get(path)).page)).toBeGreaterThan(1)
  const helper = await site.member('helper')
  expect(suggested((await helper.get(path)).page)).toBe(1)
})

describe('what the team sees after a tap', () => {
  test('has its way back also in a view that the row has left', async () => {
    const { page } = await dana.get(schoolRoutes.checklist(session))
    const [, revision = ''] = /value="signs (\d+)"/.exec(page) ?? []
    const fields = {
      ...{ view: 'only=open', row: 'signs', before: 'signs.needed.0' },
      ...{ 'items.0.id': 'signs', 'items.0.revision:int': revision, 'items.0.status': 'done' },
    }
    const { to } = await dana.post(schoolRoutes.checklistItems(session), fields)
    const after = (await dana.get(to ?? '')).page
    expect(after).not.toContain('id="signs"')
    expect(after).toContain('Saved.')
    expect(after).toContain('name="items.0.status" value="needed"')
  })

  test('refuses an owner that is too long, and keeps what was ticked', async () => {
    const rows = await boxesOf('room')
    const sent = ticked(rows, [
      ['do', 'owner'],
      ['several-owner', 'a'.repeat(81)],
    ])
    const { status, page } = await dana.post(schoolRoutes.checklistRows(session), sent)
    expect(status).toBe(422)
    expect(page).toContain(`value="${'a'.repeat(81)}"`)
    expect(page).toMatch(/value="room \d+" checked=""/)
  })
})
