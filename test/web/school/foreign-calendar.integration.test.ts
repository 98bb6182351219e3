import { expect, test } from 'vitest'
import { listClosures } from '../../../shared/calendar/calendar.operations.ts'
import { createWeb } from '../../../web/app.ts'
import { schoolRoutes } from '../../../web/routes.ts'
import { device, hiddenFields, schoolSite } from '../../support/device.ts'

const CALENDAR = `BEGIN:VCALENDAR
BEGIN:VEVENT
UID:a
DTSTART;VALUE=DATE:20270405
SUMMARY:Spring <b>break</b>
END:VEVENT
BEGIN:VEVENT
UID:b
DTSTART;VALUE=DATE:20270412
SUMMARY:Book fair
END:VEVENT
END:VCALENDAR`.replaceAll('\n', '\r\n')
const path = schoolRoutes.foreignCalendar()

test('an organizer looks at the days of a file, and takes those on which the school is closed', async () => {
  const { member, context, school } = await schoolSite()
  const dana = await member()
  expect((await dana.get(schoolRoutes.calendar())).page).toContain(path)
  const { page } = await dana.upload(path, { file: new File([CALENDAR], 'school.ics') })
  expect(page).toContain('Spring &lt;b&gt;break&lt;/b&gt;')
  expect(await listClosures(context, school.id)).toEqual([])
  const bring = async () => {
    const fields = { ...hiddenFields(page), 'days.0.name': 'Spring break', 'days.0.taken:flag': 'yes' }
    expect((await dana.post(schoolRoutes.bringClosures(), fields)).to).toBe(schoolRoutes.calendar())
  }
  await bring()
  await bring()
  expect(await listClosures(context, school.id)).toMatchObject([
    { name: 'Spring break', from: '2027-04-05', to: '2027-04-05', uid: 'a' },
  ])
})

test('an address is read where it lies on the open internet', async () => {
  const { member, services } = await schoolSite()
  const asked: string[] = []
  const readAddress = async (address: string) => {
    asked.push(address)
    return CALENDAR
  }
  expect((await (await member()).post(path, { address: 'https://example.org/a.ics' })).status).toBe(422)
  const app = createWeb({ ...services, readAddress })
  expect((await device(app).post(path, { address: 'https://example.org/a.ics' })).to).toBe('/sign-in')
  expect(asked).toEqual([])
})

test('what is no calendar, nothing at all, and a file that is far too large are refused in words', async () => {
  const { member } = await schoolSite()
  const dana = await member()
  const wrong = await dana.upload(path, { file: new File(['hello'], 'a.ics') })
  expect(wrong.status).toBe(422)
  expect(wrong.page).toContain('This is no calendar file')
  expect((await dana.post(path, {})).status).toBe(422)
  const large = new File(['a'.repeat(10 * 1024 * 1024)], 'a.ics')
  expect((await dana.upload(path, { file: large })).status).toBe(413)
  const parent = await member('parentLeader')
  expect((await parent.get(path)).status).toBe(403)
})
