import { beforeAll, describe, expect, test } from 'vitest'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
})
const path = schoolRoutes.calendar()

describe('the school’s calendar', () => {
  test('adds days, shows them in words, and removes them', async () => {
    expect((await dana.get(path)).page).toContain('No closed days are entered yet.')
    expect((await dana.post(path, { name: 'Spring break', from: '2027-04-05', to: '2027-04-09' })).to).toBe(
      path,
    )
    await dana.post(path, { name: 'Teachers learn', from: '2027-03-12' })
    const { page } = await dana.get(path)
    expect(page).toContain('Monday, April 5, 2027 to Friday, April 9, 2027')
    expect(page.indexOf('Teachers learn')).toBeLessThan(page.indexOf('Spring break'))
    const [, remove = ''] = /action="([^"]+remove)"/.exec(page) ?? []
    expect((await dana.post(remove, {})).to).toBe(path)
    expect((await dana.get(path)).page).not.toContain('Teachers learn')
  })

  test.each([
    ['without a name', { name: '', from: '2027-04-05' }],
    ['without a day', { name: 'Break', from: '' }],
    ['that end before they begin', { name: 'Break', from: '2027-04-05', to: '2027-04-01' }],
    ['on no day of the calendar', { name: 'Break', from: '2027-02-30' }],
  ])('refuses days %s, and keeps what was typed', async (_, fields) => {
    const { status, page } = await dana.post(path, fields)
    expect(status).toBe(422)
    expect(page).toContain(`value="${fields.from}"`)
    expect(page).toContain('role="alert"')
  })

  test('is for organizers alone', async () => {
    expect((await (await site.member('helper')).get(path)).status).toBe(403)
  })
})
