import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { School } from '../../shared/school/school.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { ALOUD_SCRIPT, ALOUD_SCRIPT_NAME } from '../../web/family/aloud-script.ts'
import { SurveyPage } from '../../web/family/survey.tsx'
import { loadLanguages, PAGE_LANGUAGES, type PageLanguage, translator } from '../../web/messages/catalogue.ts'
import { familyRoutes } from '../../web/routes.ts'
import type { Reader } from '../../web/visit.ts'
import { PUENTE } from '../support/api.ts'
import { openBrowser } from '../support/browser.ts'
import { READING } from '../support/puente.ts'

const SITE = 'http://convite.test'
const SCRIPT = SITE + familyRoutes.aloudScript(ALOUD_SCRIPT_NAME)

type Voice = { lang: string; localService: boolean }
/** What a browser's speech is asked for, and how the test lets it end. */
type Speech = { spoken: { text: string; lang: string; onend(): void }[]; cancelled: number }

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
  await loadLanguages()
})
afterAll(async () => browser?.close())

function surveyIn(language: PageLanguage): string {
  // Creates only the fields that the page reads.
  const school = { ...PUENTE, id: 's', languages: [language], settings: {} } as unknown as School
  const workshop = { ...READING, id: 's-w', title: { en: 'Reading together' } } as unknown as Workshop
  const reader: Reader = {
    ...{ t: translator(language), language, actor: { kind: 'public' }, path: '/' },
    ...{ today: '2027-03-01', carriers: [], school },
  }
  return `<!doctype html>${SurveyPage({ reader, workshop, session: 's-x', standing: 'open', form: {} })}`
}

/** The survey in a browser that has these voices, with the policy under which its scripts run. */
async function openSurvey(language: PageLanguage, voices: Voice[], javaScriptEnabled = true): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled })).newPage()
  await page.route(`${SITE}/**`, (route) => {
    if (route.request().url() === SCRIPT)
      return route.fulfill({ contentType: 'text/javascript', body: ALOUD_SCRIPT })
    const headers = {
      'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'",
    }
    return route.fulfill({ contentType: 'text/html', headers, body: surveyIn(language) })
  })
  await page.addInitScript((known) => {
    const speech = { spoken: [] as unknown[], cancelled: 0 }
    const speechSynthesis = {
      getVoices: () => known,
      speak: (words: unknown) => speech.spoken.push(words),
      cancel: () => {
        speech.cancelled += 1
      },
    }
    class SpeechSynthesisUtterance {
      text: string
      constructor(text: string) {
        this.text = text
      }
    }
    for (const [name, value] of Object.entries({ speech, speechSynthesis, SpeechSynthesisUtterance }))
      Object.defineProperty(globalThis, name, { value })
  }, voices)
  await page.goto(`${SITE}/survey`)
  return page
}

/** What was spoken so far; the last of it comes to its end where `ends` is set. */
const spoken = (page: Page, ends = false) =>
  page.evaluate((isEnd) => {
    const { speech } = globalThis as unknown as { speech: Speech }
    if (isEnd) speech.spoken.at(-1)?.onend()
    return speech.spoken.map(({ text, lang }) => ({ text, lang }))
  }, ends)

test.each(PAGE_LANGUAGES)(
  'the survey is read in %s by a voice of the machine, part by part',
  async (language) => {
    const t = translator(language)
    const page = await openSurvey(language, [{ lang: `${language}_XX`, localService: true }])
    const button = page.locator('#aloud')
    expect((await button.innerText()).trim()).toBe(t('aloud.read'))
    await button.click()
    expect((await button.innerText()).trim()).toBe(t('aloud.stop'))
    expect(await spoken(page)).toEqual([{ text: t('survey.changed'), lang: language }])
    await spoken(page, true)
    const said = await spoken(page, true)
    const faces = ([1, 2, 3, 4] as const).map((face) => t(`survey.face.${face}`))
    expect(said.slice(1).map(({ text }) => text)).toEqual([
      t('survey.short'),
      [t('survey.q.learning'), t('survey.before'), ...faces, t('survey.now'), ...faces].join(', '),
    ])
    expect(await page.locator('.aloud').getAttribute('id')).toBe('learning')
    for (let part = said.length; part < 8; part += 1) await spoken(page, true)
    expect((await spoken(page)).length).toBe(8)
    await spoken(page, true)
    expect((await button.innerText()).trim()).toBe(t('aloud.read'))
    expect(await page.locator('.aloud').count()).toBe(0)
    await page.context().close()
  },
)

test('whoever stops the voice hears no more of it, and from the beginning the next time', async () => {
  const page = await openSurvey('es', [{ lang: 'es-MX', localService: true }])
  const button = page.locator('#aloud')
  await button.click()
  await spoken(page, true)
  await button.click()
  expect((await button.innerText()).trim()).toBe('Léamelo')
  expect((await spoken(page, true)).length).toBe(2)
  await button.click()
  expect((await spoken(page)).map(({ text }) => text)).toEqual([
    '¿Qué cambió para usted?',
    expect.any(String),
    '¿Qué cambió para usted?',
  ])
  await page.context().close()
})

test.each([
  ['no voice is there', [], true],
  ['the voices are of other languages', [{ lang: 'en-US', localService: true }], true],
  ['the voice is a service that would be sent the words', [{ lang: 'so-SO', localService: false }], true],
  ['no script runs', [{ lang: 'so-SO', localService: true }], false],
] as const)('nothing is offered where %s', async (_, voices, javaScriptEnabled) => {
  const page = await openSurvey('so', [...voices], javaScriptEnabled)
  expect(await page.locator('#aloud').isVisible()).toBe(false)
  expect(await page.locator('.time').count()).toBe(5)
  await page.context().close()
})

test('a voice that the browser finds only later is offered then', async () => {
  const page = await openSurvey('ar', [])
  await page.evaluate(() => {
    const late = { lang: 'ar-SA', localService: true } as SpeechSynthesisVoice
    speechSynthesis.getVoices().push(late)
    speechSynthesis.onvoiceschanged?.(new Event('voiceschanged'))
  })
  expect(await page.locator('#aloud').isVisible()).toBe(true)
  await page.context().close()
})
