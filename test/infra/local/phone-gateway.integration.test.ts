import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askPhoneToTell } from '../../../infra/local/phone.ts'
import { createPhoneGateway, PHONE_PATH } from '../../../infra/local/phone-gateway.ts'
import { createTimeoutServer } from '../../../infra/local/timeout-server.ts'
import { startAndroidPhone } from '../../support/android-phone.ts'
import { askApi, type RunningServer, startServer } from '../../support/server.ts'

const SECRET = 'a-secret-of-the-gateway'
const NUMBER = '+16175550123'
const signedIn = { password: 'password-of-the-phone', signingKey: 'key-of-the-phone' }

let phone: Awaited<ReturnType<typeof startAndroidPhone>>
let gateway: Server
let address: string
let convite: RunningServer
let poll: string

// Convite, the gateway and the phone, each behind an address of its own.
beforeAll(async () => {
  phone = await startAndroidPhone(signedIn)
  const setting = {
    phone: { url: phone.url, user: 'sms', country: 'US', ...signedIn },
    convite: '',
    secret: SECRET,
  }
  const { fetch: answer } = createPhoneGateway(setting)
  gateway = createTimeoutServer(getRequestListener((request) => answer(request)))
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done))
  address = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`
  await askPhoneToTell({ gateway: setting, hook: address + PHONE_PATH, port: 0 })
  convite = await startServer({
    // By day: at night families' messages are delayed to the morning.
    CONVITE_NOW: '2027-03-01T15:00:00Z',
    CONVITE_TEXT_GATEWAY: `${address}/send`,
    CONVITE_TEXT_SECRET: SECRET,
  })
  setting.convite = convite.baseUrl
  poll = await askFamily()
})
afterAll(async () => {
  await convite?.remove()
  gateway?.close()
  await phone?.stop()
})

async function askFamily(): Promise<string> {
  const settings = { timeZone: 'America/New_York', languages: ['en', 'es'], defaultLanguage: 'en' }
  const { id: school } = await askApi(convite, 'POST', '/schools', { name: 'Puente', ...settings })
  await askApi(convite, 'POST', `/schools/${school}/families`, {
    caregivers: [{ givenName: 'Rosa', channels: [{ kind: 'sms', address: NUMBER }] }],
  })
  const { id } = await askApi(convite, 'POST', `/schools/${school}/workshops`, {
    ...{ title: { en: 'Reading' }, purpose: 'learning', audience: ['parents'] },
    ...{ durationMinutes: 60, presentationLanguage: 'en' },
  })
  await askApi(convite, 'PUT', `/workshops/${id}/poll`, {
    options: [{ start: '2027-03-23T22:00:00Z' }, { start: '2027-03-24T22:00:00Z' }],
    closesAt: '2027-03-16T22:00:00Z',
  })
  return `/workshops/${id}/poll`
}

test('a family votes from its phone over the phone of the school, and is told what was recorded', async () => {
  await expect.poll(() => phone.texts.length, { timeout: 10_000 }).toBe(1)
  expect(phone.texts[0]).toMatchObject({
    phoneNumbers: [NUMBER],
    textMessage: { text: expect.stringMatching(/^Puente: Reading\. When can you come\?\n1 Tue/) },
  })
  // As a phone in the United States writes it.
  const vote = { messageId: 'a-hash', message: '2 1?', phoneNumber: '(617) 555-0123', simNumber: 1 }
  expect(await phone.tell('sms:received', vote, { id: 'event-1' })).toBe(204)
  await expect.poll(() => phone.texts.length, { timeout: 10_000 }).toBe(2)
  expect(phone.texts[1]?.textMessage.text).toMatch(/^Puente: Thank you\. Yes: Wed, Mar 24/)
  const counted = [{ ifNeeded: 1 }, { yes: 1 }]
  expect(await askApi(convite, 'GET', poll)).toMatchObject({ byText: 1, options: counted })
  // The same event again, and then the same words in another one.
  expect(await phone.tell('sms:received', { ...vote, message: '0' }, { id: 'event-1' })).toBe(204)
  expect(await askApi(convite, 'GET', poll)).toMatchObject({ options: counted })
  const newer = { messageId: 'a-hash', message: '1', sender: NUMBER }
  expect(await phone.tell('sms:received', newer)).toBe(204)
  expect(await askApi(convite, 'GET', poll)).toMatchObject({ options: [{ yes: 1 }, { no: 1 }] })
})

test('what became of a text is told to Convite, once for each of its parts', async () => {
  const id = phone.texts[0]?.id ?? ''
  for (const _ of [1, 2])
    expect(await phone.tell('sms:delivered', { messageId: id, phoneNumber: NUMBER, deliveredAt: '' })).toBe(
      204,
    )
  const [{ id: school }] = (await askApi(convite, 'GET', '/schools')).items
  const { items } = await askApi(convite, 'GET', `/schools/${school}/outbox`)
  expect(items.map(({ state }: { state: string }) => state)).toContain('delivered')
})

describe('the gateway', () => {
  test.each([
    ['with another key', { key: 'another' }],
    ['of an hour ago', { seconds: Math.floor(Date.now() / 1000) - 3_600 }],
    ['of an hour from now', { seconds: Math.floor(Date.now() / 1000) + 3_600 }],
    ['without a time', { seconds: Number.NaN }],
  ])('takes no event signed %s', async (_, signing) => {
    const vote = { messageId: 'x', message: '0', phoneNumber: NUMBER }
    expect(await phone.tell('sms:received', vote, signing)).toBe(401)
    expect(await askApi(convite, 'GET', poll)).toMatchObject({ options: [{ yes: 1 }, { no: 1 }] })
  })

  test.each([
    ['from a name', { messageId: 'x', message: 'Sale!', sender: 'SHOP' }],
    ['from a short code', { messageId: 'x', message: 'Your code', phoneNumber: '22395' }],
    ['without words', { messageId: 'x', phoneNumber: NUMBER }],
  ])('passes over a text %s', async (_, payload) => {
    expect(await phone.tell('sms:received', payload)).toBe(204)
  })

  const send = (body: unknown, secret = SECRET) =>
    fetch(`${address}/send`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }).then(({ status }) => status)

  test('takes texts with the secret alone, and the same id leaves once', async () => {
    const text = { id: 'text-1', to: NUMBER, text: 'Hello' }
    const before = phone.texts.length
    expect([await send(text, 'another'), await send({ ...text, to: 7 }), await send('{')]).toEqual([
      401, 400, 400,
    ])
    expect([await send(text), await send(text)]).toEqual([202, 202])
    expect(phone.texts).toHaveLength(before + 1)
    expect(await send({ ...text, text: 'x'.repeat(100_000) })).toBe(413)
  })

  test.each([
    [400, 422],
    [401, 502],
    [409, 202],
    [500, 502],
  ])('answers a phone that says %i with %i', async (status, answered) => {
    phone.fail({ status })
    expect(await send({ id: 'text-2', to: NUMBER, text: 'Hello' })).toBe(answered)
    phone.fail(undefined)
  })
})

test('while Convite or the phone is away, each is asked to try again', async () => {
  await convite.stop()
  const vote = { messageId: 'x', message: '1', phoneNumber: NUMBER }
  expect(await phone.tell('sms:received', vote)).toBe(503)
  await phone.stop()
  const headers = { authorization: `Bearer ${SECRET}` }
  const body = JSON.stringify({ id: 'text-3', to: NUMBER, text: 'Hello' })
  expect((await fetch(`${address}/send`, { method: 'POST', headers, body })).status).toBe(503)
})
