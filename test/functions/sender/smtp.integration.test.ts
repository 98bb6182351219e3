import ICAL from 'ical.js'
import { afterEach, describe, expect, test } from 'vitest'
import { serverAddress, smtpSend } from '../../../functions/sender/smtp.ts'
import { freePort } from '../../../infra/local/engine.ts'
import type { FamilyMessage } from '../../../shared/delivery/delivery.operations.ts'
import { Undeliverable } from '../../../shared/delivery/message.operations.ts'
import type { NoticeKind } from '../../../shared/message/notice.ts'
import type { School } from '../../../shared/school/school.ts'
import { newSession, type Session } from '../../../shared/session/session.ts'
import type { Workshop } from '../../../shared/workshop/workshop.ts'
import { startMailServer } from '../../support/mail-server.ts'

const message = {
  id: 'message-1',
  kind: 'sign-in',
  channel: 'email',
  to: 'ada@example.org',
  language: 'en',
  fields: { code: '123456', token: 'abc' },
  at: '2027-03-01T15:00:00.000Z',
} as const
const origin = 'https://convite.example.org'
const sender = (url: string) => smtpSend({ url, from: 'Convite <convite@example.org>', origin })

const answer = (responseCode: number) => Object.assign(new Error('no'), { responseCode })

let stop: () => Promise<void> = async () => undefined
afterEach(() => stop())

/** Sends the message to a server with those options; gives what it threw, and what arrived. */
async function sendTo(options: Parameters<typeof startMailServer>[1], user = '') {
  const mail = await startMailServer(undefined, options)
  stop = mail.stop
  const fault = await sender(mail.url.replace('//', `//${user}`))(message).then(
    () => undefined,
    (thrown: Error) => thrown,
  )
  return { fault, mails: mail.mails }
}

test('an e-mail is the same one each time it is sent', async () => {
  const { fault, mails } = await sendTo({})
  expect(fault).toBeUndefined()
  expect(mails).toMatchObject([
    {
      messageId: '<message-1@convite.example.org>',
      from: { text: '"Convite" <convite@example.org>' },
      to: { text: 'ada@example.org' },
      subject: 'Your code for Convite: 123456',
    },
  ])
})

describe('a family’s message', () => {
  const school = { id: 's', name: 'Puente', timeZone: 'America/New_York' } as School
  const workshop = {
    id: 'w',
    title: { en: 'Reading\r\nBcc: all@example.org', ar: 'القراءة' },
    place: 'Library',
    status: 'scheduled',
  } as unknown as Workshop
  const time = { start: '2027-03-23T22:00:00.000Z', end: '2027-03-23T23:00:00.000Z' }
  const session = newSession('session', 'w', { id: 'o', ...time, timeZone: 'America/New_York' })
  const told = (language: string, kind: NoticeKind, change: Partial<Session> = {}): FamilyMessage => {
    const about = { kind, workshop: 'w', session: 'session', stand: '0', due: time.start, until: time.start }
    return {
      ...message,
      id: 'caregiver~moved~w',
      kind: 'notices',
      language,
      fields: {},
      token: 'the-token',
      school,
      topics: [{ about, workshop, session: { ...session, ...change } }],
    }
  }
  const mailOf = async (given: FamilyMessage) => {
    const mail = await startMailServer()
    stop = mail.stop
    await sender(mail.url)(given)
    const [arrived] = mail.mails
    if (!arrived) throw new Error('nothing arrived')
    return arrived
  }

  test('is one with text and page, its link, and a stop by one tap', async () => {
    const { text, html, headers, subject, messageId, ...rest } = await mailOf(told('en', 'timeChosen'))
    // A line break in a title ends no header.
    expect(subject).toBe('The time is set: Reading Bcc: all@example.org')
    expect(rest).not.toHaveProperty('bcc')
    expect(text).toContain('Tuesday, March 23, 6:00')
    expect(text).toContain('Place: Library')
    expect(text).toContain(`${origin}/f/the-token`)
    expect(html).toContain(`href="${origin}/f/the-token"`)
    expect(JSON.stringify(headers.get('list'))).toContain(`${origin}/stop/the-token`)
    expect(headers.get('list-unsubscribe-post') ?? JSON.stringify(headers.get('list'))).toContain('One-Click')
    expect(messageId).toMatch(/^<caregiver\.moved\.w\.\d+@convite\.example\.org>$/)
  })

  test.each([
    ['timeChosen', 'PUBLISH', {}],
    ['moved', 'PUBLISH', { sequence: 1 }],
    ['cancelled', 'CANCEL', { sequence: 2, status: 'cancelled' }],
  ] as const)('that says %s brings its calendar file with METHOD:%s', async (kind, method, change) => {
    const { attachments } = await mailOf(told('en', kind, change))
    const calendar = attachments.find(({ contentType }) => /calendar|ics/.test(contentType))
    const text = calendar?.content.toString() ?? ''
    expect(text).toContain(`METHOD:${method}`)
    expect(text).toContain('UID:session@convite')
    expect(text).not.toContain('ATTENDEE')
    expect(new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')).toHaveLength(1)
  })

  test('brings none where nothing is to be put into a calendar', async () => {
    expect((await mailOf(told('en', 'dayBefore'))).attachments).toEqual([])
  })
})

test.each([
  ['an address', { onRcptTo: (_, __, done) => done(answer(550)) }, '550'],
  [
    'a message',
    { onData: (stream, _, done) => void stream.resume().on('end', () => done(answer(554))) },
    '554',
  ],
] satisfies [string, Parameters<typeof startMailServer>[1], string][])(
  '%s that is refused for good is undeliverable',
  async (_, options, code) => {
    const { fault } = await sendTo(options)
    expect(fault).toBeInstanceOf(Undeliverable)
    expect(fault).toMatchObject({ code })
  },
)

test.each([
  ['a mailbox that is full today', { onRcptTo: (_, __, done) => done(answer(452)) }, ''],
  ['a sender that is not set up yet', { onMailFrom: (_, __, done) => done(answer(550)) }, ''],
  [
    'a wrong password',
    { onAuth: (_, __, done) => done(answer(535)), authOptional: false, allowInsecureAuth: true },
    'convite:wrong@',
  ],
] satisfies [string, Parameters<typeof startMailServer>[1], string][])(
  '%s loses no message',
  async (_, options, user) => {
    const { fault, mails } = await sendTo(options, user)
    expect(fault).toBeInstanceOf(Error)
    expect(fault).not.toBeInstanceOf(Undeliverable)
    expect(mails).toEqual([])
  },
)

test('a server that is away loses no message', async () => {
  const send = sender(`smtp://127.0.0.1:${await freePort()}`)
  await expect(send(message)).rejects.toMatchObject({ code: 'ESOCKET' })
})

test('a silent server times out long before the message may be retried', async () => {
  const { createServer } = await import('node:net')
  const silent = createServer(() => undefined)
  await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done))
  stop = () => new Promise((done) => silent.close(() => done()))
  const { port } = silent.address() as import('node:net').AddressInfo
  // What the address says of patience is kept, so that this need not wait for ours.
  await expect(sender(`smtp://127.0.0.1:${port}?greetingTimeout=50`)(message)).rejects.toMatchObject({
    code: 'ETIMEDOUT',
  })
})

test.each([
  ['smtp://mail.example.org:587', 'true'],
  ['smtp://8.8.8.8', 'true'],
  ['smtp://mail.example.org?requireTLS=false', 'false'],
  ['smtp://127.0.0.1:2525', null],
  ['smtp://localhost', null],
  ['smtp://[::1]:2525', null],
  ['smtp://192.168.1.20', null],
  ['smtp://mailbox:1025', null],
])('a server on the open internet must encrypt, one in a private network may: %s', (url, required) => {
  expect(new URL(serverAddress(url)).searchParams.get('requireTLS')).toBe(required)
})

test('nothing is sent to a server that must encrypt and does not, and no message is lost', async () => {
  const mail = await startMailServer()
  stop = mail.stop
  const fault = await sender(`${mail.url}?requireTLS=true`)(message).catch((thrown: Error) => thrown)
  expect(fault).toBeInstanceOf(Error)
  expect(fault).not.toBeInstanceOf(Undeliverable)
  expect(mail.mails).toEqual([])
})
