import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Family } from '../../shared/family/family.ts'
import type { School } from '../../shared/school/school.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { learn, loadLanguages, translator } from '../../web/messages/catalogue.ts'
import { en } from '../../web/messages/school/en.ts'
import { CodesPage, type CodesView } from '../../web/school/codes.tsx'
import type { Medium } from '../../web/school/codes-view.ts'
import { BallotsPage } from '../../web/school/print-ballots.tsx'
import { FlyersPage } from '../../web/school/print-flyer.tsx'
import { PosterPage } from '../../web/school/print-poster.tsx'
import { SESSION_SHEETS, SessionSheetPage } from '../../web/school/print-session.tsx'
import type { Reader } from '../../web/visit.ts'
import { PUENTE } from '../support/api.ts'
import { openBrowser } from '../support/browser.ts'
import { mustBeAccessible } from '../support/phone.ts'
import { DEPLOYMENT, READING } from '../support/puente.ts'

learn(en)
await loadLanguages()

// The default page margin of browsers, in CSS pixels.
const MARGIN = 38
const PAPERS = [
  { format: 'A4', width: 794 - 2 * MARGIN },
  { format: 'Letter', width: 816 - 2 * MARGIN },
]
const LANGUAGES = ['en', 'es', 'ar', 'so', 'vi', 'zh-Hans']

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => browser?.close())

// Creates only the fields of a school, a workshop and a family that the sheets read.
const school = { ...PUENTE, id: 's', languages: LANGUAGES, settings: {} } as unknown as School
const reader: Reader = {
  ...{ t: translator('en'), language: 'en', actor: DEPLOYMENT, path: '/' },
  ...{ today: '2027-03-01', carriers: [], school },
}
const at = (day: number, hour: number) =>
  `2027-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000Z`
const times = Array.from({ length: 6 }, (_, place) => ({
  id: `o${place}`,
  start: at(10 + place, 18),
  end: at(10 + place, 20),
  revision: 1,
}))
const workshop = {
  ...READING,
  id: 's-w',
  status: 'voting',
  title: {
    en: 'Reading at home in two languages',
    es: 'Leer en casa en dos idiomas',
    ar: 'القراءة في البيت بلغتين',
  },
  description: { en: 'We read together, and you take three books home. Nobody is tested. '.repeat(3).trim() },
  place: 'Library of Puente Elementary, 1200 North Cottonwood Avenue, entrance on the playground',
  offers: { childcare: true, food: true, interpretation: true, rides: true },
  poll: { options: times, closesAt: at(8, 17), version: 1 },
} as unknown as Workshop

const GIVEN_NAMES = ['Rosa', 'Amina', 'Linh', 'Ubah', 'Wei', 'Wilhelmina-Konstantina']
const family = (place: number): Family => {
  const givenName = GIVEN_NAMES[place % GIVEN_NAMES.length] ?? ''
  const spoken = LANGUAGES[place % LANGUAGES.length] ?? 'en'
  return {
    id: `f${place}`,
    name: 'Featherstonehaugh-Papadopoulos',
    spokenLanguage: spoken,
    writtenLanguage: spoken,
    caregivers: [{ id: 'c', givenName, familyName: `Featherstonehaugh ${place}`, channels: [] }],
  } as unknown as Family
}

const view = (families: number) => ({
  workshop,
  session: { id: 's-x', start: at(10, 18), end: at(10, 20) } as never,
  guests: Array.from({ length: families }, (_, place) => ({
    family: family(place),
    reply: {
      family: `f${place}`,
      attending: true,
      waiting: false,
      adults: 2,
      children: [{ ageBand: 'three' as const }, { months: 8 }, { ageBand: 'older' as const }],
      interpretation: [{ language: 'so', adults: 2 }],
      readers: {},
      diets: {},
      allergens: ['peanuts', 'sesame', 'shellfish'],
      ride: 5,
      access: 'A ramp, and a seat near the front: I do not see well from far away.',
      repliedAt: at(1, 9),
      revision: 1,
    },
  })),
  dishes: Array.from({ length: families }, (_, place) => ({
    title: 'A main dish for ten',
    taking: {
      ...{ family: `f${place}`, places: 1, takenAt: at(1, 9), allergens: ['nuts', 'milk', 'sesame'] },
      ...(place % 2 === 0 && {
        note: 'Arroz con pollo, frijoles y plátanos maduros de la abuela, para diez',
      }),
    },
  })),
  gifts: new Map(
    Array.from({ length: families }, (_, place) => [
      `f${place}`,
      [{ title: { en: 'A main dish for ten', es: 'Un plato fuerte para diez' }, places: 2 }],
    ]),
  ),
})

async function opened(html: { toString(): unknown }): Promise<Page> {
  const page = await browser.newPage()
  await page.setContent(`<!DOCTYPE html>${await html.toString()}`)
  await page.emulateMedia({ media: 'print' })
  return page
}

/** How many pages are printed; each is a separate object in the file. */
async function printed(page: Page, format: string): Promise<number> {
  const margin = { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN }
  const pdf = await page.pdf({ format, margin })
  return pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0
}

/** The elements that overflow the paper, or clip their content. */
async function cutOff(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 1000 })
  return page.locator('main, main *').evaluateAll((all) =>
    all
      .filter((one) => {
        const { left, right } = one.getBoundingClientRect()
        const hides = getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1
        return one.checkVisibility() && !one.closest('svg') && (left < -1 || right > innerWidth + 1 || hides)
      })
      .map((one) => `${one.tagName}.${one.className}: ${one.textContent?.slice(0, 60)}`),
  )
}

describe.each(PAPERS)('On $format', ({ format, width }) => {
  test('each flyer is a page, whichever way its language runs', async () => {
    const address = 'https://workshops.example.org/w/q8h2m4x1c7b3-9k5d7f2w6v1p'
    const flyers = { workshop, languages: LANGUAGES, address }
    const page = await opened(FlyersPage({ reader, view: flyers }))
    expect(await cutOff(page, width)).toEqual([])
    expect(await printed(page, format)).toBe(LANGUAGES.length)
    expect(await page.locator('h1').isVisible()).toBe(false)
    await page.close()
  })

  test('a poster is one page, with a long title and many times too', async () => {
    const code = 'https://workshops.example.org/w/q8h2m4x1c7b3-9k5d7f2w6v1p?l=es'
    const sessions = times.map(({ start, end }) => ({ start, end }))
    const decided = { ...workshop, status: 'decided', sessions: [...sessions, ...sessions] } as never
    const title = Object.fromEntries(
      LANGUAGES.map((one) => [one, 'How we read together at home, '.repeat(4)]),
    )
    for (const language of LANGUAGES)
      for (const shown of [workshop, decided, { ...(decided as Workshop), title }]) {
        const view = { workshop: shown, language, code, address: code }
        const page = await opened(PosterPage({ reader, view }))
        expect(await cutOff(page, width)).toEqual([])
        const poster = page.locator('.poster')
        expect(await poster.evaluate((one) => one.scrollHeight - one.clientHeight)).toBeLessThanOrEqual(1)
        expect(await printed(page, format), language).toBe(1)
        await page.close()
      }
  }, 60_000)

  test('each ballot is a page, with and without a link', async () => {
    const way = { name: 'Featherstonehaugh (Amina)', code: '7K4Q-2M9X-D3', address: 'https://e.org/f/t' }
    const ballots = LANGUAGES.flatMap((language) => [
      { language },
      { language, family: { ...way, typedAt: 'https://workshops.example.org/code' } },
    ])
    const page = await opened(BallotsPage({ reader, workshop, ballots }))
    expect(await cutOff(page, width)).toEqual([])
    expect(await printed(page, format)).toBe(ballots.length)
    await page.close()
  })

  test('a long flyer continues on a second page, and the next one begins on a new page', async () => {
    const long = { ...workshop, description: { en: 'We read together and we take our time. '.repeat(50) } }
    const flyers = { workshop: long, languages: ['en', 'ar'], address: 'https://workshops.example.org/w/x' }
    const page = await opened(FlyersPage({ reader, view: flyers }))
    expect(await cutOff(page, width)).toEqual([])
    expect(await printed(page, format)).toBe(4)
    await page.close()
  })

  test.each(SESSION_SHEETS)('nothing of the %s is cut off', async (sheet) => {
    const page = await opened(SessionSheetPage({ reader, view: view(12), sheet }))
    expect(await cutOff(page, width)).toEqual([])
    // Six languages have six sign-in sheets; the tags are in two columns.
    const expected = {
      'sign-in': [6, 6],
      'name-tags': [6, 9],
      interpreters: [1, 2],
      childcare: [1, 2],
      'table-cards': [2, 6],
      survey: [LANGUAGES.length, LANGUAGES.length],
    }
    const [least, most] = expected[sheet]
    const pages = await printed(page, format)
    expect(pages).toBeGreaterThanOrEqual(least ?? 0)
    expect(pages).toBeLessThanOrEqual(most ?? 0)
    await page.close()
  })

  test('a sheet longer than a page continues on the next one', async () => {
    const families = { ...view(60), guests: view(60).guests.map((guest) => sameLanguage(guest)) }
    const page = await opened(SessionSheetPage({ reader, view: families, sheet: 'sign-in' }))
    expect(await cutOff(page, width)).toEqual([])
    const pages = await printed(page, format)
    expect(pages).toBeGreaterThan(2)
    const rows = await page.locator('tbody tr').count()
    expect(rows / pages).toBeGreaterThan(8)
    await page.close()
  })
})

// Of 65 families: the label's size and the distances from one to the next and from the edges, in CSS pixels of 1/96 in.
const MILLIMETRE = 96 / 25.4
type Pair = readonly [across: number, down: number]
type LabelSheet = {
  on: Medium
  format: string
  /** In points of 1/72 in. */
  paper: Pair
  sheets: number
  rows: number
  size: Pair
  pitch: Pair
  edge: Pair
}
const AVERY_5160: LabelSheet = {
  ...{ on: '5160', format: 'Letter', paper: [612, 792], sheets: 3, rows: 10 },
  ...{ size: [252, 96], pitch: [264, 96], edge: [18, 48] },
}
const L7160: LabelSheet = {
  ...{ on: 'l7160', format: 'A4', paper: [595, 842], sheets: 4, rows: 7 },
  size: [63.5 * MILLIMETRE, 38.1 * MILLIMETRE],
  pitch: [66.04 * MILLIMETRE, 38.1 * MILLIMETRE],
  edge: [7.21 * MILLIMETRE, 15.15 * MILLIMETRE],
}

const codes = (on: Medium, count = 65): CodesView => {
  const families = Array.from({ length: count }, (_, place) => family(place))
  const whom = { all: count, unwritten: 0, unheard: 0, byPaper: 0 }
  return {
    asked: { on, query: { whom: 'all' } },
    list: {
      choices: { whom, languages: ['en'], groups: ['bus:14'], kinds: ['bus'] },
      order: 'bus',
      found: count,
      from: 0,
      places: [],
    },
    families: families.map((one) => ({ family: one, under: 'bus:14' })),
    // As long as a real one.
    links: new Map(families.map(({ id }) => [id, `https://convite.example.org/f/${id.padEnd(48, 'x')}`])),
  }
}

describe.each([AVERY_5160, L7160])(
  'Labels of $on',
  ({ on, format, paper, sheets, rows, size, pitch, edge }) => {
    test('lie on their sheets to a tenth of a millimetre, whichever way the page runs', async () => {
      for (const language of ['en', 'ar'] as const) {
        const page = await opened(
          CodesPage({ reader: { ...reader, language, t: translator(language) }, view: codes(on) }),
        )
        await page.setViewportSize({ width: Math.round((paper[0] * 96) / 72), height: 1000 })
        const boxes = await page.locator('.labels').evaluateAll((all) =>
          all.map((sheet) => {
            const { x, y } = sheet.getBoundingClientRect()
            const labels = [...sheet.children].map((one) => {
              const label = one.getBoundingClientRect()
              return [label.x - x, label.y - y, label.width, label.height]
            })
            return { x, labels }
          }),
        )
        expect(boxes).toHaveLength(sheets)
        const columns = language === 'ar' ? [2, 1, 0] : [0, 1, 2]
        for (const { x, labels } of boxes) {
          // The window has whole pixels, the paper has not.
          expect(Math.abs(x)).toBeLessThan(1)
          for (const [place, box] of labels.entries()) {
            const [column = 0, row] = [columns[place % 3], Math.floor(place / 3)]
            const expected = [edge[0] + column * pitch[0], edge[1] + row * pitch[1], ...size]
            for (const [side, length] of expected.entries())
              expect(Math.abs((box[side] ?? 0) - length), `${place} ${side}`).toBeLessThan(MILLIMETRE / 10)
          }
        }
        expect(boxes[0]?.labels).toHaveLength(rows * 3)
        await page.close()
      }
    })

    test('are a page a sheet of their own paper, with nothing else on it and nothing cut off', async () => {
      const page = await opened(CodesPage({ reader, view: codes(on) }))
      expect(await cutOff(page, Math.round((paper[0] * 96) / 72))).toEqual([])
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
      const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)]
      expect(
        boxes.map(([, width, height]) => [Math.round(Number(width)), Math.round(Number(height))]),
      ).toEqual(Array.from({ length: sheets }, () => paper))
      expect(await page.locator('h1').isVisible()).toBe(false)
      // Printed with the paper of the printer, as by browsers that ask for it, there are as many.
      expect((await page.pdf({ format })).toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(sheets)
      await page.close()
    })

    test('hold a code large enough for any phone', async () => {
      const page = await opened(CodesPage({ reader, view: codes(on, 1) }))
      const [code] = await page
        .locator('.labels svg')
        .evaluateAll((all) =>
          all.map((one) => one.getBoundingClientRect().width / (one as SVGSVGElement).viewBox.baseVal.width),
        )
      // A third of a millimetre a module is what cameras read from a hand's distance.
      expect((code ?? 0) / MILLIMETRE).toBeGreaterThan(0.33)
      await page.close()
    })
  },
)

test('codes to cut are a page for each bus, under its name', async () => {
  const all = codes('cut', 5)
  const families = all.families.map((one, place) => ({ ...one, under: place < 3 ? 'bus:7' : 'bus:14' }))
  const page = await opened(CodesPage({ reader, view: { ...all, families } }))
  expect(await page.locator('.under').allInnerTexts()).toEqual(['Bus 7\n3 of 5', 'Bus 14\n2 of 5'])
  expect(await printed(page, 'Letter')).toBe(2)
  await page.close()
})

test.each(['cut', '5160', 'l7160'] as const)(
  'of codes on %s a screen shows twelve until all are asked for, and paper has all',
  async (on) => {
    const page = await opened(CodesPage({ reader, view: codes(on) }))
    const shown = () => page.locator('.labels > li:visible').count()
    expect([await shown(), await page.locator('#all').isVisible()]).toEqual([65, false])
    await page.emulateMedia({ media: 'screen' })
    expect(await shown()).toBe(12)
    await page.getByLabel('Show all 65 families').check()
    expect(await shown()).toBe(65)
    await page.close()
  },
)

test('all sheets can be read on a phone, in every language, light and dark', async () => {
  const address = 'https://workshops.example.org/w/q8h2m4x1c7b3-9k5d7f2w6v1p'
  const family = { name: 'Tran (Linh)', code: '7K4Q-2M9X-D3', address, typedAt: 'https://e.org/code' }
  const pages = [
    FlyersPage({ reader, view: { workshop, languages: LANGUAGES, address } }),
    PosterPage({ reader, view: { workshop, language: 'ar', code: address, address } }),
    BallotsPage({ reader, workshop, ballots: [{ language: 'so' }, { language: 'ar', family }] }),
    ...SESSION_SHEETS.map((sheet) => SessionSheetPage({ reader, view: view(7), sheet })),
    ...(['cut', '5160', 'l7160'] as const).map((on) => CodesPage({ reader, view: codes(on, 7) })),
  ]
  for (const html of pages) {
    const page = await opened(html)
    await mustBeAccessible(page)
    await page.close()
  }
})

const sameLanguage = <G extends { family: Family }>(guest: G): G => ({
  ...guest,
  family: { ...guest.family, spokenLanguage: 'en' },
})
