import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { learn, loadLanguages, PAGE_LANGUAGES, translator } from '../../web/messages/catalogue.ts'
import { errors } from '../../web/messages/en-errors.ts'
import { timeRange, weekdayDateText } from '../../web/messages/format.ts'
import { familyRoutes } from '../../web/routes.ts'
import { openBrowser } from '../support/browser.ts'
import { enter } from '../support/phone.ts'
import { listenTo } from '../support/screen-reader.ts'
import { askApi, type RunningServer, startServer } from '../support/server.ts'

const CHOICES = ['yes', 'ifNeeded', 'no'] as const
const ANSWERS = ['yes', 'ifNeeded', 'no', 'yes'] as const
const VOTE = familyRoutes.vote('')

let browser: Browser
let server: RunningServer
let school: { id: string; timeZone: string }
beforeAll(async () => {
  server = await startServer({ CONVITE_DEMO: 'on', CONVITE_NOW: '2026-11-30T15:00:00Z' })
  browser = await openBrowser()
  const [{ id }] = (await askApi(server, 'GET', '/schools')).items
  school = await askApi(server, 'GET', `/schools/${id}`)
  learn(errors)
  await loadLanguages()
})
afterAll(async () => {
  await browser?.close()
  await server?.remove()
})

/** The link of a family that comes to the demonstration school now, and reads this language. */
async function newFamily(language: string): Promise<string> {
  const family = await askApi(server, 'POST', `/schools/${school.id}/families`, {
    writtenLanguage: language,
    caregivers: [{ givenName: 'Linh', channels: [{ kind: 'paper' }] }],
    children: [{ ageBand: 'preschool' }],
  })
  return (await askApi(server, 'POST', `/schools/${school.id}/families/${family.id}/link`)).url
}

/** The page on which a new family votes, and the days and hours that it asks about. */
async function openVote(language: string) {
  const viewport = { width: 360, height: 740 }
  const page = await (await browser.newContext({ viewport, locale: language, bypassCSP: true })).newPage()
  await enter(page, await newFamily(language))
  await page.locator(`main a[href^="${VOTE}"]`).first().click()
  const workshop = new URL(page.url()).pathname.slice(VOTE.length)
  const { options } = await askApi(server, 'GET', `/workshops/${workshop}/poll`)
  const place = { language, timeZone: school.timeZone }
  const times = (options as { start: string; end: string }[]).map(({ start, end }) => ({
    day: weekdayDateText(start, place),
    hours: timeRange(start, end, place),
  }))
  return { page, times }
}

/** A phrase that begins with these parts, and may go on after them. */
const phrase = (...parts: string[]) =>
  new RegExp(`^${parts.join(', ').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(,|$)`)
const isQuestion = (said: string) => /^(group|radio), /.test(said)

test.each(PAGE_LANGUAGES)('in %s a family votes by what a screen reader says alone', async (language) => {
  const t = translator(language)
  const { page, times } = await openVote(language)
  const reader = await listenTo(page)
  const asked = (answers: readonly (typeof ANSWERS)[number][] = []) =>
    times.flatMap(({ day, hours }, time) => [
      expect.stringMatching(phrase('group', `${day} ${hours}`)),
      ...CHOICES.map((choice, position) =>
        [
          `radio, ${t(`vote.${choice}`)}`,
          answers[time] === choice ? 'checked' : 'not checked',
          `position ${position + 1}, set size ${CHOICES.length}`,
        ].join(', '),
      ),
    ])

  await reader.readOnTo(phrase('heading', t('vote.title'), 'level 1'))
  const heard = await reader.readOnTo(phrase('checkbox', t('vote.none'), 'not checked'))
  expect(heard.filter(isQuestion)).toEqual(asked())
  await reader.readOnTo(phrase('group', t('vote.help')))
  await reader.readOnTo(phrase('button', t('vote.send')))

  // Sent without an answer: what is missing is said at once, and read before the questions.
  await reader.press('alert')
  await reader.readOnTo(phrase('heading', t('form.trouble'), 'level 2'))
  await reader.readOnTo(phrase(t('error.ballot-empty')))

  for (const [time, answer] of ANSWERS.entries()) {
    await reader.readOnTo(phrase('group', `${times[time]?.day} ${times[time]?.hours}`))
    await reader.readOnTo(phrase('radio', t(`vote.${answer}`), 'not checked'))
    expect(await reader.tick()).toMatch(phrase('radio', t(`vote.${answer}`), 'checked'))
  }
  await reader.readOnTo(phrase('button', t('vote.send')))
  await reader.follow()

  await reader.readOnTo(phrase('heading', t('voted.thanks', { family: 'Linh' }), 'level 1'))
  await reader.readOnTo(phrase(t('voted.text')))
  const recorded = await reader.readOnTo(phrase('link', t('voted.change')))
  const said = ANSWERS.flatMap((answer, time) => [times[time]?.day, t(`vote.${answer}`)])
  expect(recorded.filter((one) => said.includes(one))).toEqual(said)

  await reader.follow()
  const again = await reader.readOnTo(phrase('button', t('vote.change')))
  expect(again.filter(isQuestion).slice(0, -1)).toEqual(asked(ANSWERS))
  await page.context().close()
})
