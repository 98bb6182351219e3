import { gzipSync } from 'node:zlib'
import type { ParsedMail } from 'mailparser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { smtpSend } from '../../../functions/sender/smtp.ts'
import type { FamilyMessage } from '../../../shared/delivery/delivery.operations.ts'
import type { Message } from '../../../shared/message/message.ts'
import { direction, loadLanguages, PAGE_LANGUAGES, translator } from '../../../web/messages/catalogue.ts'
import { attributeOf, elementsOf, textIn } from '../../attack/markup.ts'
import { MAIL_SCHOOL, mailAbout, NOTICE_KINDS, teamMails } from '../../support/mail-messages.ts'
import { startMailServer } from '../../support/mail-server.ts'

const ORIGIN = 'https://convite.example.org'
// Gmail cuts an e-mail off at 102 KB, and shows its end only to who asks.
const MOST_BYTES = 20_000
const MOST_COMPRESSED = 2_900

let server: Awaited<ReturnType<typeof startMailServer>>
let send: ReturnType<typeof smtpSend>
beforeAll(async () => {
  await loadLanguages(PAGE_LANGUAGES)
  server = await startMailServer()
  send = smtpSend({ url: server.url, from: 'Convite <convite@example.org>', origin: ORIGIN })
})
afterAll(() => server.stop())

/** The e-mail as it arrives. */
async function arrived(
  message: Message | FamilyMessage,
): Promise<ParsedMail & { text: string; html: string }> {
  server.mails.length = 0
  await send(message)
  const [mail] = server.mails
  if (!mail?.text || !mail.html) throw new Error('an e-mail has two parts')
  return { ...mail, text: mail.text, html: mail.html }
}

const linksOf = (html: string) =>
  new Set(
    elementsOf(html).flatMap((element) => (element.tagName === 'a' ? [attributeOf(element, 'href')] : [])),
  )
const addressesIn = (text: string) => new Set(text.match(/https:\/\/\S+/g))
const rawHeader = ({ headerLines }: ParsedMail, name: string) =>
  headerLines.find(({ key }) => key === name)?.line.replace(/\s+/g, ' ')

/** What every e-mail keeps, whatever it says. */
function holdsWhatAllKeep(mail: ParsedMail & { text: string; html: string }, language: string): void {
  const { html, text, headers } = mail
  const elements = elementsOf(html)
  const named = (name: string) => elements.filter(({ tagName }) => tagName === name)
  expect(rawHeader(mail, 'auto-submitted')).toBe('Auto-Submitted: auto-generated')
  expect(headers.get('content-language')).toBe(language)
  const [page, table] = [named('html')[0], named('table')[0]]
  if (!page || !table) throw new Error('an e-mail has a page and a table')
  for (const element of [page, table])
    expect([attributeOf(element, 'lang'), attributeOf(element, 'dir')]).toEqual([
      language,
      direction(language),
    ])
  expect(named('h1').map(textIn)).toEqual([mail.subject])
  expect(named('table').every((one) => attributeOf(one, 'role') === 'presentation')).toBe(true)
  // The same addresses in both parts, all of them ours; nothing is loaded from anywhere.
  expect(addressesIn(text)).toEqual(linksOf(html))
  expect([...addressesIn(text)].every((address) => address.startsWith(`${ORIGIN}/`))).toBe(true)
  expect(html).not.toMatch(/<(img|link|script|iframe|form|video|object|base)\b|\ssrc=|url\(|@import/i)
  expect(html.length).toBeLessThan(MOST_BYTES)
  expect(gzipSync(html).length).toBeLessThan(MOST_COMPRESSED)
}

describe.each(PAGE_LANGUAGES)('In %s', (language) => {
  test.each(NOTICE_KINDS)(
    'a family’s e-mail of the kind %s comes from its school, with text beside the page',
    async (kind) => {
      const mail = await arrived(mailAbout(language, kind))
      holdsWhatAllKeep(mail, language)
      expect(mail.from?.value).toEqual([{ name: 'Riverbend School', address: 'convite@example.org' }])
      const [own, stop] = [`${ORIGIN}/f/token-of-a-link`, `${ORIGIN}/stop/token-of-a-link`]
      expect(addressesIn(mail.text)).toEqual(new Set([own, `${own}?ways`, stop]))
      const words = translator(language)
      for (const link of ['notice.fewerButton', 'notice.stopButton'] as const)
        expect(mail.html).toContain(`>${words(link)}</a>`)
      expect(rawHeader(mail, 'list-unsubscribe')).toBe(`List-Unsubscribe: <${stop}>`)
      expect(rawHeader(mail, 'list-unsubscribe-post')).toBe(
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      )
      expect(mail.html).toContain(translator(language)('notice.why', { school: MAIL_SCHOOL.name }))
      // Whom it is for is in the envelope alone: an e-mail is passed on and printed.
      for (const part of [mail.text, mail.html]) expect(part).not.toMatch(/rosa|@example|\bf1\b|\bc1\b/i)
    },
  )

  test('an e-mail to the team or to a helper says as little, and is none to unsubscribe from', async () => {
    for (const message of teamMails(language)) {
      const mail = await arrived(message)
      holdsWhatAllKeep(mail, language)
      expect(mail.from?.value).toEqual([{ name: 'Riverbend School', address: 'convite@example.org' }])
      expect(mail.headers.has('list')).toBe(false)
      expect(linksOf(mail.html).size).toBe(1)
      expect(mail.html).not.toContain('ada@example.org')
    }
  })
})

test('an invitation to vote numbers the times as the page shows them, and says what is there', async () => {
  const { text, html } = await arrived(mailAbout('en', 'voteInvitation'))
  // Intl writes narrow spaces.
  expect(text.replace(/[\u2009\u202f]/g, ' ')).toContain(
    [
      '1  Tuesday, December 15 · 9:00 – 10:30 AM',
      '2  Wednesday, December 16 · 3:30 – 5:00 PM',
      '3  Thursday, December 17 · 6:00 – 7:30 PM',
      '4  Saturday, December 19 · 10:00 – 11:30 AM',
      'Central Standard Time',
    ].join('\n'),
  )
  expect(text).toContain('There for you: childcare · food · help with language')
  expect(text).toContain('Three games with cards and beans')
  const rows = elementsOf(html).filter(({ tagName }) => tagName === 'strong')
  expect(rows.map(textIn)).toEqual([
    'Tuesday, December 15',
    'Wednesday, December 16',
    'Thursday, December 17',
    'Saturday, December 19',
  ])
})

test('several things are one e-mail, each under a heading of its own', async () => {
  const { subject, html } = await arrived(mailAbout('en', 'voteInvitation', 'changed'))
  expect(subject).toBe('News from Riverbend School')
  const headings = elementsOf(html).filter(({ tagName }) => tagName === 'h2')
  expect(headings.map(textIn)).toEqual([
    'Which times work for you? Math games for the kitchen table',
    'Changed: Math games for the kitchen table',
  ])
})

test('the longest e-mail is far from where Gmail cuts it off', async () => {
  const { html } = await arrived(mailAbout('en', ...NOTICE_KINDS))
  expect(html.length).toBeLessThan(51_000)
})

test.each(['Escuela «Río»', '学校'.repeat(30), 'O’Hara "Riverbend" \\ School', 'a\r\nBcc: all@example.org'])(
  'a school called %j is the sender, and nobody else gets it',
  async (name) => {
    const message = mailAbout('en', 'timeChosen')
    const mail = await arrived({ ...message, school: { ...message.school, name } })
    expect(mail.from?.value).toEqual([{ name: name.replace('\r\n', ' '), address: 'convite@example.org' }])
    expect(mail.bcc).toBeUndefined()
  },
)
