import { expect, test } from 'vitest'
import { listClosures } from '../../../shared/calendar/calendar.operations.ts'
import { createWeb } from '../../../web/app.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
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

const event = (uid: string, date: string, ...lines: string[]) => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  `DTSTART;VALUE=DATE:${date}`,
  `SUMMARY:Day ${uid}`,
  ...lines,
  'END:VEVENT',
]
const fileOf = (...events: string[][]) =>
  new File(
    [['BEGIN:VCALENDAR', 'X-WR-CALNAME:District', ...events.flat(), 'END:VCALENDAR'].join('\r\n')],
    'days.ics',
  )

test('a newer file says what comes, what goes and what could not be read, and then replaces the older', async () => {
  const { member, context, school } = await schoolSite()
  const dana = await member()
  const bring = async (file: File, changes: Record<string, string> = {}) => {
    const { page } = await dana.upload(path, { file })
    const ticked = [...page.matchAll(/<input[^>]*name="([^"]+\.taken:flag)"[^>]*>/g)]
      .filter(([input]) => /\schecked/.test(input))
      .map(([, name = '']) => [name, 'yes'])
    const fields = { ...hiddenFields(page), ...Object.fromEntries(ticked), ...changes }
    expect((await dana.post(schoolRoutes.bringClosures(), fields)).to).toBe(schoolRoutes.calendar())
    return page
  }
  await bring(fileOf(event('a', '20270405'), event('b', '20270412'), event('c', '20270413')))
  const page = await bring(
    fileOf(event('a', '20270405', 'DTEND;VALUE=DATE:20270407'), event('d', '20270501'), event('e', 'soon')),
  )
  expect(page).toContain('until now: Day a, Monday, April 5, 2027')
  expect(page).toContain('No longer in the calendar')
  expect(page).toContain('Line 16, Day e: its date cannot be read.')
  const kept = (await listClosures(context, school.id)).map(({ name, from, to }) => [name, from, to])
  expect(kept).toEqual([
    ['Day a', '2027-04-05', '2027-04-06'],
    ['Day d', '2027-05-01', '2027-05-01'],
  ])
})

test('letter days begin without a mark, so that the work day is picked with one tap', async () => {
  const { member, context, school } = await schoolSite()
  const dana = await member()
  const letters = Array.from({ length: 102 }, (_, place) =>
    event('l', new Date(Date.UTC(2027, 3, 1 + place)).toISOString().slice(0, 10)),
  )
  const { page } = await dana.upload(path, { file: fileOf(event('work', '20270405'), ...letters) })
  expect(page).toContain('such as a letter day')
  const [, ticked = ''] = /name="(days\.\d+\.taken:flag)"[^>]*\schecked/.exec(page) ?? []
  expect(page.match(/\schecked/g)).toHaveLength(1)
  await dana.post(schoolRoutes.bringClosures(), { ...hiddenFields(page), [ticked]: 'yes' })
  expect(await listClosures(context, school.id)).toMatchObject([{ name: 'Day work', from: '2027-04-05' }])
})

test('a choice that cannot be saved is shown again', async () => {
  const { member } = await schoolSite()
  const dana = await member()
  const { page } = await dana.upload(path, { file: fileOf(event('a', '20270405'), event('b', '20270412')) })
  const fields = {
    ...hiddenFields(page),
    'days.1.taken:flag': 'yes',
    'gone.0.id': 'x'.repeat(61),
    'gone.0.taken:flag': 'yes',
  }
  const again = await dana.post(schoolRoutes.bringClosures(), fields)
  expect([again.status, again.page.includes('Day a'), again.page.includes('Day b')]).toEqual([
    422,
    true,
    true,
  ])
  const ticked = [...again.page.matchAll(/name="(days\.\d+)\.taken:flag"[^>]*\schecked/g)].map(
    ([, name]) => name,
  )
  expect(ticked).toEqual(['days.1'])
})

test('a file in a Windows encoding is read', async () => {
  const { member } = await schoolSite()
  const text = CALENDAR.replace('Spring <b>break</b>', 'D\u00eda')
  const bytes = Uint8Array.from(text, (sign) => sign.charCodeAt(0))
  const { page } = await (await member()).upload(path, { file: new File([bytes], 'school.ics') })
  expect(page).toContain('D\u00eda')
})

test('an address is read where it is on the open internet', async () => {
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

test('another file, an empty one, and one that is far too large are refused with a message', async () => {
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
