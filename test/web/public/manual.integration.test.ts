import { expect, test } from 'vitest'
import { routes } from '../../../web/routes.ts'
import { device, schoolSite } from '../../support/device.ts'

const heads = (page: string) => [...page.matchAll(/<h2 id="(\w+)"/g)].map(([, part]) => part)
const isFolded = (page: string, part: string) =>
  new RegExp(`<details>\\s*<summary>\\s*<h2 id="${part}"`).test(page)

test('the manual answers everybody, and opens with the part of whoever reads it', async () => {
  const site = await schoolSite()
  const stranger = await device(site.app).get(routes.manual())
  expect([stranger.status, heads(stranger.page)]).toEqual([200, ['families', 'leaders', 'team']])
  expect(isFolded(stranger.page, 'team')).toBe(false)
  const { page } = await (await site.member('organizer')).get(routes.manual())
  expect(heads(page)).toEqual(['team', 'families', 'leaders'])
  expect([isFolded(page, 'team'), isFolded(page, 'families')]).toEqual([false, true])
  const leader = await (await site.member('parentLeader')).get(routes.manual())
  expect(heads(leader.page)[0]).toBe('leaders')
})

test('the manual is in the reader’s language', async () => {
  const site = await schoolSite()
  const browser = device(site.app)
  await browser.get(`${routes.manual()}?lang=es`)
  expect((await browser.get(routes.manual())).page).toContain('¿Qué horario es el más justo?')
})
