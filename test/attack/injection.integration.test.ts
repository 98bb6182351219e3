import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { smtpSend } from '../../functions/sender/smtp.ts'
import type { FamilyMessage } from '../../shared/delivery/delivery.operations.ts'
import { newSession } from '../../shared/session/session.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { calendarOf, feedOf } from '../../web/messages/calendar.ts'
import { mailOf, textOf } from '../../web/messages/outgoing.tsx'
import { csvOf } from '../../web/spreadsheet.ts'
import { startMailServer } from '../support/mail-server.ts'
import { NOTICE_MESSAGE } from '../support/notice-message.ts'
import { HOSTILE, mutated } from './fuzz.ts'
import { HOSTILE_TEXTS, markupFromTexts } from './markup.ts'

const ORIGIN = 'https://convite.example.org'
const INJECTED = [
  ...HOSTILE_TEXTS,
  'Reading\r\nBcc: everybody@example.org\r\n\r\nHello',
  'Reading\nATTENDEE:mailto:everybody@example.org',
  'Reading\rX-Injected: 1',
  'Reading\u0085X-Injected: 1\u2028X-Injected: 2',
  'x"\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:other\r\nSUMMARY:y',
  '\\nATTACH:https://example.org/x;X=1,2',
  '=?utf-8?q?=0D=0ABcc:_everybody=40example.org?=',
  'Rosa <everybody@example.org>, other@example.org',
  `${'ü'.repeat(300)}\r\nBcc: everybody@example.org`,
]

const workshopWith = (text: string): Workshop => ({
  ...(NOTICE_MESSAGE.topics[0]?.workshop as Workshop),
  title: { en: text, es: text },
  description: { en: text },
  place: `at ${text}`,
})
const time = { start: '2027-03-23T22:00:00.000Z', end: '2027-03-23T23:00:00.000Z' }
const session = newSession('session', 'w', { id: 'o', ...time, timeZone: 'America/New_York' })

/** A family's message with the text in every field. */
function toldWith(text: string, kind: 'voteInvitation' | 'moved' | 'cancelled' = 'moved'): FamilyMessage {
  const about = { kind, workshop: 'w', session: 'session', stand: '0', due: time.start, until: time.start }
  return {
    ...NOTICE_MESSAGE,
    channel: 'email',
    to: 'rosa@example.org',
    school: { ...NOTICE_MESSAGE.school, name: text },
    topics: [{ about, workshop: workshopWith(text), session } as FamilyMessage['topics'][number]],
  }
}

/** The property names of a calendar, component by component. */
function linesOf(calendar: string): string[] {
  const walk = (component: ICAL.Component): string[] => [
    ...component.getAllProperties().map(({ name }) => `${component.name}.${name}`),
    ...component.getAllSubcomponents().flatMap(walk),
  ]
  return walk(new ICAL.Component(ICAL.parse(calendar)))
}

describe('a calendar', () => {
  const quiet = linesOf(calendarOf(session, workshopWith('Reading'), 'en'))
  const quietFeed = linesOf(
    feedOf([{ session, workshop: workshopWith('Reading') }], { name: 'Puente', language: 'en' }),
  )

  test('has the properties of one event, whatever its workshop and school are called', () => {
    const texts = fc.oneof(fc.constantFrom(...INJECTED), mutated(INJECTED), fc.constantFrom(...HOSTILE))
    fc.assert(
      fc.property(texts, (text) => {
        const workshop = workshopWith(text)
        const calendar = calendarOf(session, workshop, 'en')
        expect(linesOf(calendar)).toEqual(quiet)
        expect(linesOf(feedOf([{ session, workshop }], { name: `of ${text}`, language: 'en' }))).toEqual(
          quietFeed,
        )
        // RFC 5545, 3.1: lines end in CR LF, and contain no other control characters.
        expect(calendar.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u)
      }),
      { numRuns: 300, seed: 8 },
    )
  })
})

describe('a file for a spreadsheet', () => {
  test('has no cell that is a formula, and keeps its text', () => {
    const words = fc.oneof(
      mutated(['=cmd|x', '+1', '-1', '@sum', '\t=1', '\r=1', '\n=1', '＝1', ' =1', '"=1"', 'a,b\r\n=1']),
    )
    fc.assert(
      fc.property(words, words, (typed, field) => {
        // Lone surrogates cannot be stored.
        const file = typed.replace(/\p{Surrogate}/gu, '')
        const heads = ['file', 'line', 'field', 'reason']
        const csv = csvOf({ heads, rows: [[file, 3, field, 'missing']] }, 'en-US')
        const [, cells = []]: string[][] = parse(csv, { bom: true })
        expect(cells).toHaveLength(4)
        for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/)
        expect([file, `'${file}`]).toContain(cells[0])
      }),
      { numRuns: 1500, seed: 8 },
    )
  })
})

describe('an e-mail', () => {
  const heads: string[] = []
  let server: Awaited<ReturnType<typeof startMailServer>>
  beforeAll(async () => {
    server = await startMailServer((address) => {
      heads.push(address)
      return false
    })
  })
  afterAll(() => server.stop())

  const sent = async (message: FamilyMessage | Parameters<typeof mailOf>[0]) => {
    heads.length = 0
    await smtpSend({ url: server.url, from: 'Convite <convite@example.org>', origin: ORIGIN })(
      message as FamilyMessage,
    )
    return server.mails.at(-1) ?? expect.fail('nothing came')
  }

  test.each(INJECTED)('has our headers and one recipient, whatever things are called: %j', async (text) => {
    const quiet = await sent(toldWith('Reading'))
    const mail = await sent(toldWith(text))
    expect([...mail.headers.keys()].sort()).toEqual([...quiet.headers.keys()].sort())
    expect(heads).toEqual(['rosa@example.org'])
    expect([mail.to, mail.cc, mail.bcc]).toMatchObject(
      [{ text: 'rosa@example.org' }, undefined, undefined].map((one) => one ?? undefined),
    )
    expect(mail.headers.get('list')).toEqual(quiet.headers.get('list'))
    expect(mail.subject).not.toMatch(/\p{Cc}/u)
    expect(mail.attachments.map(({ contentType }) => contentType)).toEqual(
      quiet.attachments.map(({ contentType }) => contentType),
    )
  })

  test.each(INJECTED)(
    'reaches a carrier with a subject of one line, and HTML without their markup: %j',
    async (text) => {
      const helper = {
        ...NOTICE_MESSAGE,
        kind: 'helper',
        channel: 'email',
        to: 'rosa@example.org',
        fields: { token: 't', name: text, school: text },
      }
      const { topics: _, ...plain } = helper
      for (const message of [
        toldWith(text),
        toldWith(text, 'cancelled'),
        plain as unknown as FamilyMessage,
      ]) {
        const mail = await mailOf(message, ORIGIN)
        expect(mail.subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
        for (const value of Object.values(mail.headers)) expect(value).not.toMatch(/\p{Cc}/u)
        expect(markupFromTexts(mail.html)).toEqual([])
      }
    },
  )
})

test.each(INJECTED)('a text is one text to one number, whatever things are called: %j', async (text) => {
  const message = { ...toldWith(text), channel: 'sms', to: '+16175550123' } as FamilyMessage
  const { to, text: words } = await textOf(message, ORIGIN)
  expect(to).toBe('+16175550123')
  expect(words).not.toMatch(/\p{Cc}/u)
  expect(words).toContain(`${ORIGIN}/f/`)
})
