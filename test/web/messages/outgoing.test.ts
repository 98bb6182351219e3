import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { TextAnswer } from '../../../shared/delivery/contact.operations.ts'
import type { Gift, NoticeKind } from '../../../shared/message/notice.ts'
import { segmentsOf } from '../../../shared/message/segment.ts'
import { WORDED_KINDS } from '../../../shared/message/wording.ts'
import { newSession } from '../../../shared/session/session.ts'
import { instantOf, timeAt } from '../../../shared/time/instant.ts'
import { loadLanguages, PAGE_LANGUAGES } from '../../../web/messages/catalogue.ts'
import { mailOf, textOf, textWords } from '../../../web/messages/outgoing.tsx'
import { NOTICE_MESSAGE } from '../../support/notice-message.ts'
import { BUDGET, segmentsIn } from '../../support/text-budget.ts'
import { tableOfParts } from '../../support/text-parts.ts'

beforeAll(() => loadLanguages(PAGE_LANGUAGES))

const message = {
  id: 'm',
  kind: 'sign-in',
  channel: 'email',
  to: 'ada@example.org',
  language: 'es-MX',
  fields: { code: '012345', token: 'abc' },
  at: '2027-03-01T15:00:00.000Z',
} as const

test('a sign-in says code and link, in the language of who gets it', async () => {
  const mail = await mailOf(message, 'https://convite.example.org')
  expect(mail).toMatchObject({
    to: 'ada@example.org',
    subject: 'Su código para Convite: 012345',
    language: 'es',
  })
  for (const words of ['012345', 'https://convite.example.org/sign-in/link/abc', 'diez minutos'])
    expect([words, mail.text.includes(words), mail.html.includes(words)]).toEqual([words, true, true])
  expect(mail.html).toMatch(/^<!DOCTYPE html><html lang="es" dir="ltr">/)
})

test('an invitation has a link and no code, and a language without pages reads English', async () => {
  const mail = await mailOf(
    { ...message, kind: 'invitation', language: 'fr', fields: { token: 'abc' } },
    'http://x',
  )
  expect(mail.subject).toBe('You are invited to plan with families')
  expect(mail.text).toContain('http://x/sign-in/link/abc')
  expect(mail.html).not.toContain('<h1>')
})

test('what was made before schools were named in it comes from Convite', async () => {
  expect((await mailOf(message, 'http://x')).sender).toBe('Convite')
  const fields = { ...message.fields, school: 'Riverbend School' }
  expect((await mailOf({ ...message, fields }, 'http://x')).sender).toBe('Riverbend School')
})

test('what somebody is called cannot become HTML', async () => {
  const fields = { code: '<script>1</script>', token: '"><b>' }
  const { html } = await mailOf({ ...message, fields }, 'http://x')
  expect(html).not.toMatch(/<script>|<b>/)
})

const KINDS: readonly NoticeKind[] = [...WORDED_KINDS, 'hostMessage', 'broadcast', 'answered']
const OWN_SIGNS: Readonly<Record<string, RegExp>> = {
  zh: /[，。：；！？（）、]/u,
  ar: /[،؛؟\p{Nd}\u200e\u200f]/u,
}

function textOn(date: Date, kind: NoticeKind, language: string, gifts?: Gift[]): string {
  const start = date.toISOString()
  const time = { start, end: instantOf(timeAt(start).plus({ minutes: 90 })), timeZone: 'America/Chicago' }
  const changes = {
    title: { from: { en: 'Reading' }, to: { en: 'Reading at home' } },
    place: { from: 'Library', to: 'Gym' },
    language: { from: 'en', to: 'vi' },
    minutes: { from: 60, to: 90 },
  }
  const [told] = NOTICE_MESSAGE.topics
  if (!told) throw new Error('the message has a topic')
  const topic = {
    about: { ...told.about, kind, ...(kind === 'changed' && { changes }), ...(gifts && { gifts }) },
    workshop: { ...told.workshop, title: { en: 'Reading at home' }, place: 'Gym' },
    session: newSession('s', told.workshop.id, { id: 'o', ...time }),
  }
  return textWords([topic], {
    school: { ...NOTICE_MESSAGE.school, name: 'Puente' },
    language,
    link: 'https://c.example/f/a',
  })
}

const instants = fc.date({ min: new Date('2027-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })

test.each(PAGE_LANGUAGES)(
  'in %s only letters and signs of the language itself make a text longer',
  (language) => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...KINDS), (date, kind) => {
        const foreign = [...textOn(date, kind, language)].filter(
          (sign) => segmentsOf(sign).alphabet === 'UCS-2',
        )
        expect(
          foreign.filter((sign) => !/[\p{L}\p{M}]/u.test(sign) && !OWN_SIGNS[language]?.test(sign)),
        ).toEqual([])
      }),
      { numRuns: 60 },
    )
  },
)

test('an English text of any kind is GSM-7', () => {
  fc.assert(
    fc.property(instants, fc.constantFrom(...KINDS), (date, kind) => {
      expect(segmentsOf(textOn(date, kind, 'en')).alphabet).toBe('GSM-7')
    }),
    { numRuns: 60 },
  )
})

const DATE = new Date('2027-03-09T00:00:00.000Z')
const RICE: Gift = { title: { en: 'A main dish for ten' }, places: 2 }
const CHAIRS: Gift = { title: { en: 'Set up chairs' }, places: 1, from: '2027-03-08T23:30:00.000Z' }

test('a reminder says what a family said it would bring, how many, and when', () => {
  const text = textOn(DATE, 'reminder', 'en', [RICE, CHAIRS])
  expect(text).toContain(
    'You bring or help with: A main dish for ten (2 places) and Set up chairs (5:30 PM). Thank you!',
  )
  expect(segmentsOf(text)).toMatchObject({ alphabet: 'GSM-7', segments: 2 })
  expect(textOn(DATE, 'reminder', 'en')).not.toContain('bring')
  expect(textOn(DATE, 'thanks', 'en', [RICE])).toContain('for what you gave: A main dish for ten (2 places).')
})

test.each(PAGE_LANGUAGES)(
  'a text in %s that would grow very long says how many things they are',
  (language) => {
    const few = textOn(DATE, 'reminder', language, [RICE, CHAIRS])
    expect(few).toContain('A main dish for ten')
    expect(segmentsOf(few).segments, few).toBeLessThanOrEqual(5)
    const many = textOn(DATE, 'reminder', language, Array<Gift>(40).fill(CHAIRS))
    expect(many).not.toContain('Set up chairs')
    expect(many).toMatch(/40|٤٠/)
    expect(segmentsOf(many).segments, many).toBeLessThanOrEqual(5)
  },
)

const ANSWERS: readonly TextAnswer[] = ['stopped', 'fewer', 'started', 'help']

test.each(PAGE_LANGUAGES)(
  'each answer to a text in %s begins with the school and has three parts at most',
  async (language) => {
    for (const answer of ANSWERS) {
      const fields = { answer, school: 'Riverbend School' }
      const { text } = await textOf(
        { ...message, kind: 'answer', channel: 'sms', language, fields },
        'http://x',
      )
      expect(text).toMatch(/^Riverbend School[:：]/)
      expect(segmentsOf(text).segments, text).toBeLessThanOrEqual(3)
    }
  },
)

test('an answer from before schools were named in them is ours', async () => {
  const fields = { answer: 'fewer' }
  const { text } = await textOf(
    { ...message, kind: 'answer', channel: 'sms', language: 'en', fields },
    'http://x',
  )
  expect(text).toMatch(/^Convite: from now on/)
})

const FILE = fileURLToPath(new URL('../../../docs/languages.md', import.meta.url))
const TABLE = /^\| text .*(?:\n\|.*)*/m

test('docs/languages.md has the parts of each text in each language; `npm run parts` writes them', async () => {
  const document = readFileSync(FILE, 'utf8')
  expect(document).toMatch(TABLE)
  const table = await tableOfParts()
  await expect(document.replace(TABLE, () => table)).toMatchFileSnapshot(FILE)
})

test.each(PAGE_LANGUAGES)('sixteen texts in %s keep to their budget of segments', async (language) => {
  expect(await segmentsIn(language)).toBeLessThanOrEqual(BUDGET[language])
})

test('the words of a host are read in their own direction', async () => {
  const fields = {
    name: 'Ada',
    host: 'Núñez',
    title: 'Math',
    text: 'Is there a projector?',
    workshop: 'w',
    school: 'S',
  }
  const { html } = await mailOf({ ...message, kind: 'hostNote', language: 'ar', fields }, 'http://x')
  expect(html).toMatch(/<p dir="auto"[^>]*>Is there a projector\?<\/p>/)
})
