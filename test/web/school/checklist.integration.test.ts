import { beforeEach, describe, expect, test } from 'vitest'
import { addItem, patchItem, readLogistics } from '../../../shared/logistics/logistics.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { hiddenFields, schoolSite } from '../../support/device.ts'
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

/** Presses the button that undoes what the page says was saved. */
const undo = (page: string) => {
  const [, form = ''] = page.split('class="notice done"')
  return dana.post(schoolRoutes.checklistItems(session), hiddenFields(form.split('</form>')[0] ?? ''))
}

describe('several rows at once', () => {
  test('are confirmed or marked done, each as one tap on it would, and are undone together', async () => {
    const rows = await boxesOf('room', 'signs')
    const path = schoolRoutes.checklistRows(session)
    const { to } = await dana.post(path, ticked(rows, [['do', 'settle']]))
    expect((await itemsOf('room', 'signs')).map(({ status }) => status)).toEqual(['done', 'done'])
    const { page } = await dana.get(to ?? '')
    expect(page).toContain('Saved.')
    await undo(page)
    expect((await itemsOf('room', 'signs')).map(({ status }) => status)).toEqual(['needed', 'needed'])
  })

  test('that are settled already are not said to be saved', async () => {
    const path = schoolRoutes.checklistRows(session)
    const settle = async (...ids: string[]) => {
      const { to } = await dana.post(path, ticked(await boxesOf(...ids), [['do', 'settle']]))
      return (await dana.get(to ?? '')).page
    }
    await settle('room')
    expect(await settle('room')).toContain('Nothing changed: what you selected was settled already.')
    const page = await settle('room', 'signs')
    expect(page).toContain('Saved. One of the selected items was settled already.')
    await undo(page)
    const [room] = await itemsOf('room')
    await patchItem(site.context, session, 'room', { status: 'needed', revision: room?.revision ?? 0 })
  })

  test('get one owner, without a change of their state', async () => {
    const rows = await boxesOf('room', 'signs')
    const fields = ticked(rows, [
      ['do', 'owner'],
      ['several-owner', 'Sam'],
    ])
    const { to } = await dana.post(schoolRoutes.checklistRows(session), fields)
    const owned = async () =>
      (await itemsOf('room', 'signs')).map(({ owner, status }) => [owner, status].join(' '))
    expect(await owned()).toEqual(['Sam needed', 'Sam needed'])
    await undo((await dana.get(to ?? '')).page)
    expect(await owned()).toEqual(['organizer needed', 'helper needed'])
  })

  test('are undone together also where they are more than fifty', async () => {
    for (let number = 0; number < 55; number++)
      await addItem(site.context, session, { title: `Own ${number}`, needed: 1 })
    const { page } = await dana.get(schoolRoutes.checklist(session))
    const rows = [...page.matchAll(/name="rows:list"[^>]*value="([^"]+)"/g)].map(([, row = '']) => row)
    const { to } = await dana.post(schoolRoutes.checklistRows(session), ticked(rows, [['do', 'settle']]))
    const settled = async () => {
      const { items } = await readLogistics(site.context, session, { reading: 'latest' })
      return items.filter(({ kind, status }) => kind === 'own' && status !== 'needed').length
    }
    expect(await settled()).toBe(55)
    await undo((await dana.get(to ?? '')).page)
    expect(await settled()).toBe(0)
  })

  test('that are gone are not said to be saved', async () => {
    const sent = ticked(['gone 1'], [['do', 'settle']])
    const { status, page } = await dana.post(schoolRoutes.checklistRows(session), sent)
    expect(status).toBe(422)
    expect(page).toContain('<a href="#rows">Selected items: One of these is not there any more.')
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
    expect(status).toBe(422)
    expect(page).toContain('<a href="#rows">Selected items: This one is still empty.</a>')
    expect(page).toContain('id="rows"')
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

test('the script is kept for a year, since its name changes with it; the page itself is not stored', async () => {
  const { page, headers } = await dana.get(schoolRoutes.checklist(session))
  expect(headers.get('cache-control')).toBe('no-store')
  const [, script = ''] = /<script src="([^"]+)"/.exec(page) ?? []
  const { headers: ofScript } = await dana.get(script)
  expect(ofScript.get('cache-control')).toBe('public, max-age=31536000, immutable')
  const gone = await dana.get(schoolRoutes.checklistScript('old.js'))
  expect([gone.status, gone.headers.get('cache-control')]).toEqual([404, 'no-store'])
})

describe('what the team sees after a tap', () => {
  test('has its way back also in a view that the row has left', async () => {
    const { page } = await dana.get(schoolRoutes.checklist(session))
    const [, revision = ''] = /value="signs (\d+)"/.exec(page) ?? []
    const fields = {
      ...{ view: 'only=open', row: 'signs' },
      ...{ 'items.0.id': 'signs', 'items.0.revision:int': revision, 'items.0.status': 'done' },
    }
    const { to } = await dana.post(schoolRoutes.checklistItems(session), fields)
    const after = (await dana.get(to ?? '')).page
    expect(after).not.toContain('id="signs"')
    expect(after).toContain('Saved.')
    expect(after).toContain('name="items.0.id" value="signs"')
  })

  test('has a way back that keeps what has to be checked again, and none once somebody changed it', async () => {
    const { context } = site
    const { id } = await addItem(context, session, { title: 'Tables', needed: 4 })
    await patchItem(context, session, id, { status: 'confirmed' })
    await patchItem(context, session, id, { needed: 6 })
    const [before] = await itemsOf(id)
    expect(before).toMatchObject({ status: 'recheck', confirmedFor: 4 })
    const fields = {
      ...{ row: id, 'items.0.id': id, 'items.0.status': 'confirmed' },
      'items.0.revision:int': String(before?.revision),
    }
    const { to } = await dana.post(schoolRoutes.checklistItems(session), fields)
    const { page } = await dana.get(to ?? '')
    await undo(page)
    expect((await itemsOf(id))[0]).toMatchObject({ status: 'recheck', confirmedFor: 4, confirmed: 4 })
    expect((await dana.get(to ?? '')).page).not.toContain('name="undo"')
    expect((await undo(page)).status).toBe(422)
  })

  test('refuses a due date more than a year from the session', async () => {
    const sent = { title: 'Tables', due: '1900-01-01' }
    const { status, page } = await dana.post(schoolRoutes.checklist(session), sent)
    expect(status).toBe(422)
    expect(page).toContain('This is more than a year from the session. Please check the year.')
    const near = await dana.post(schoolRoutes.checklist(session), { title: 'Tables', due: '2026-12-01' })
    expect(near.status).toBe(303)
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
