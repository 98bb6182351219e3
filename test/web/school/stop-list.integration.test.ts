import { beforeEach, expect, test } from 'vitest'
import { getContact } from '../../../shared/family/contact.store.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { listViewings } from '../../../shared/family/viewing.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'

const ROSA = '+16175550123'
const LIST = ['number,date,source', `${ROSA},2027-02-20,District calls`, 'abc,2027-02-20,x'].join('\n')

let site: Awaited<ReturnType<typeof schoolSite>>
let dana: Awaited<ReturnType<typeof site.member>>
let family: string
beforeEach(async () => {
  site = await schoolSite()
  dana = await site.member()
  const caregivers = [{ givenName: 'Rosa', channels: [{ kind: 'sms', address: ROSA }] }]
  const input = FamilyInput.parse({ name: 'Núñez', caregivers })
  family = (await addFamily(site.context, site.school.id, input)).id
})

const send = (text: string) => dana.upload(schoolRoutes.stopList(), { file: new File([text], 'list.csv') })
const state = () => getContact(site.services.table, { channel: 'sms', to: ROSA })
const seen = async () => {
  const actor = { kind: 'family', school: site.school.id, family } as const
  const viewings = await listViewings({ ...site.context, actor }, site.school.id, family)
  return viewings.map(({ on }) => on)
}

test('the list of another tool is looked at, then followed, and the family can read that', async () => {
  expect((await dana.get(schoolRoutes.settings())).page).toContain(`href="${schoolRoutes.stopList()}"`)
  const { status, to } = await send(LIST)
  expect(status).toBe(303)
  const { page } = await dana.get(to ?? '')
  expect(page).toContain('Stop texts to 1 number?')
  expect(page).toContain('This phone number cannot be right')
  expect(page).not.toMatch(/Núñez|Rosa|5550123/)
  expect([await state(), await seen()]).toEqual([undefined, []])
  const done = await dana.post(to ?? '', {})
  expect(done).toMatchObject({ status: 303, to: `${schoolRoutes.stopList()}?stopped=1` })
  expect((await dana.get(done.to ?? '')).page).toContain('Texts to 1 number have stopped.')
  expect(await state()).toMatchObject({ state: 'stopped', reason: 'list', source: 'District calls' })
  expect(await seen()).toEqual(['stopList'])
  expect((await dana.get(schoolRoutes.family(family))).page).toContain('On the list of District calls')
  // What was uploaded is gone: sent again, it finds nothing and changes nothing.
  expect((await dana.post(to ?? '', {})).status).toBe(404)
})

test('a list that changes nothing has no button, and says so', async () => {
  const { to } = await send('number,date\n+16175550199,2027-02-20\n')
  const { page } = await dana.get(to ?? '')
  expect(page).toContain('Nothing in this file changes anything here.')
  expect(page).not.toContain('Stop texts to')
})

test('the list leaves as a file without names, and the family can read that', async () => {
  await dana.post((await send(LIST)).to ?? '', {})
  const { page, headers } = await dana.get(schoolRoutes.stopListFile())
  expect(headers.get('content-disposition')).toBe('attachment; filename="stop-list.csv"')
  expect(page.trimEnd()).toBe(
    `number,state,date,source\r\n${ROSA},stopped,2027-02-21T04:59:59.999Z,District calls`,
  )
  expect(await seen()).toEqual(expect.arrayContaining(['download', 'stopList']))
})

test.each([
  ['a,b\n1,2\n', 'number, date'],
  ['', 'Please choose a file.'],
])('a file that is no list (%j) comes back with why, and nothing is kept', async (text, why) => {
  const { status, page } = await send(text)
  expect(status).toBe(422)
  expect(page).toContain(why)
  expect(page).toContain('name="file"')
})
