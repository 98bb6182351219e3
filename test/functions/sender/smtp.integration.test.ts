import { afterEach, expect, test } from 'vitest'
import { smtpSend } from '../../../functions/sender/smtp.ts'
import { freePort } from '../../../infra/local/engine.ts'
import { Undeliverable } from '../../../shared/message/operations.ts'
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

test('nor does a server that is away', async () => {
  const send = sender(`smtp://127.0.0.1:${await freePort()}`)
  await expect(send(message)).rejects.toMatchObject({ code: 'ESOCKET' })
})

test('a server that says nothing is given up, long before the message is free for another try', async () => {
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
