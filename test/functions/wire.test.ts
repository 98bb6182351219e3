import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { mockClient } from 'aws-sdk-client-mock'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { workAt } from '../../functions/background-jobs.ts'
import { picturesIn } from '../../functions/pictures.ts'
import { clientOf, wire, wireDeployed, wireWorker } from '../../functions/wire.ts'
import { openTable } from '../../shared/table/table.ts'
import { workHere } from '../support/background-jobs.ts'

const machine = { cookieKey: 'a key', work: workHere, carriers: [], pictures: picturesIn('bucket') }
const clock = (CONVITE_NOW: string, more = {}) => wire({ CONVITE_NOW, ...more }, machine).now

describe('The environment', () => {
  test('gives no rights to a token that it does not name', () => {
    expect(wire({}, machine)).not.toHaveProperty('apiToken')
    expect(wire({ CONVITE_API_TOKEN: '' }, machine)).not.toHaveProperty('apiToken')
  })

  test('takes a token of 32 characters and refuses one of 31', () => {
    expect(wire({ CONVITE_API_TOKEN: 'x'.repeat(32) }, machine).apiToken).toBe('x'.repeat(32))
    expect(() => wire({ CONVITE_API_TOKEN: 'x'.repeat(31) }, machine)).toThrow('31 characters')
  })

  test('starts the clock at an instant, from which it runs', async () => {
    const now = clock('2027-03-09T17:00:00-06:00')
    const first = now()
    expect(first.zoneName).toBe('UTC')
    expect(first.toISO()).toMatch(/^2027-03-09T23:00:00/)
    await new Promise((done) => setTimeout(done, 20))
    expect(now().toMillis()).toBeGreaterThan(first.toMillis())
  })

  test.each(['tomorrow', '2027-03-09', '2027-03-09T23:00:00', '2027-02-30T00:00:00Z'])(
    'refuses %s, which is no instant',
    (text) => {
      expect(() => clock(text)).toThrow('CONVITE_NOW must be an instant')
    },
  )

  test('refuses another time than the real one where it is deployed', () => {
    expect(() => clock('2027-03-09T23:00:00Z', { AWS_LAMBDA_FUNCTION_NAME: 'web' })).toThrow(
      'local server only',
    )
  })

  test('has a public address, trusted proxies and a set-up code only where they are named', () => {
    const plain = wire({}, machine)
    for (const name of ['origin', 'isTrustedProxy', 'setupCode']) expect(plain).not.toHaveProperty(name)
    const variables = { CONVITE_ORIGIN: 'https://convite.test', CONVITE_TRUSTED_PROXIES: '10.0.0.1' }
    const named = wire(variables, { ...machine, setupCode: 'abc' })
    expect(named).toMatchObject({ origin: 'https://convite.test', setupCode: 'abc' })
    expect(named.isTrustedProxy?.('10.0.0.1')).toBe(true)
    expect(() => wire({ CONVITE_ORIGIN: 'convite.test' }, machine)).toThrow('CONVITE_ORIGIN must be')
    expect(() => wire({ CONVITE_TRUSTED_PROXIES: 'all' }, machine)).toThrow('CONVITE_TRUSTED_PROXIES must be')
  })

  test('needs no keys for an engine on this machine, and keeps those that are set', () => {
    expect(clientOf({})).not.toHaveProperty('endpoint')
    const DYNAMODB_ENDPOINT = 'http://127.0.0.1:1'
    expect(clientOf({ DYNAMODB_ENDPOINT })).toHaveProperty('credentials')
    expect(clientOf({ DYNAMODB_ENDPOINT, AWS_ACCESS_KEY_ID: 'x' })).not.toHaveProperty('credentials')
  })

  test('writes events of security as lines of JSON', () => {
    const told = vi.spyOn(console, 'info').mockImplementation(() => undefined)
    wire({}, machine).logSecurityEvent?.({ event: 'paper-code', status: 422 })
    expect(told).toHaveBeenCalledExactlyOnceWith('{"event":"paper-code","status":422}')
    told.mockRestore()
  })

  test('limits the wait for the database', async () => {
    const mute = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(mute, 'listening')
    const endpoint = `http://127.0.0.1:${(mute.address() as AddressInfo).port}`
    const { requestHandler, ...client } = clientOf({ DYNAMODB_ENDPOINT: endpoint })
    expect(requestHandler.requestTimeout).toBe(5_000)
    const table = openTable('none', {
      ...client,
      maxAttempts: 1,
      requestHandler: { ...requestHandler, requestTimeout: 50 },
    })
    await expect(table.get({ pk: 'a', sk: 'b' })).rejects.toThrow(/timed? ?out/i)
    mute.close()
    mute.closeAllConnections()
  })
})

describe('The environment of a deployment', () => {
  const amazon = mockClient(SecretsManagerClient)
  afterEach(() => amazon.reset())
  const deployed = { workAt, picturesIn, translate: async (text: string) => text }
  const CONVITE_SECRET = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:Secret-Ab12Cd'
  const holding = (SecretString: string) => amazon.on(GetSecretValueCommand).resolves({ SecretString })
  const cookieKey = 'k'.repeat(64)

  test('takes the cookie key from the secret that it names', async () => {
    holding(JSON.stringify({ cookieKey }))
    const services = await wireDeployed({ CONVITE_SECRET }, deployed)
    expect(services.cookieKey).toBe(cookieKey)
    expect(services).not.toHaveProperty('apiToken')
    expect(amazon.call(0).args[0].input).toEqual({ SecretId: CONVITE_SECRET })
  })

  test('takes the set-up code and the key of CloudFront from secrets of their own, where they are named', async () => {
    const named = (name: string, secret: object) =>
      amazon.on(GetSecretValueCommand, { SecretId: name }).resolves({ SecretString: JSON.stringify(secret) })
    named(CONVITE_SECRET, { cookieKey })
    named('setup', { setupCode: 'abc' })
    named('origin', { originKey: 'o'.repeat(64) })
    const more = { CONVITE_SETUP_SECRET: 'setup', CONVITE_ORIGIN_SECRET: 'origin' }
    const all = await wireDeployed({ CONVITE_SECRET, ...more }, deployed)
    expect(all).toMatchObject({ cookieKey, setupCode: 'abc', originKey: 'o'.repeat(64) })
    const plain = await wireDeployed({ CONVITE_SECRET }, deployed)
    expect(plain).not.toHaveProperty('setupCode')
    expect(plain).not.toHaveProperty('originKey')
    named('origin', { originKey: 'short' })
    const refused = wireDeployed({ CONVITE_SECRET, ...more }, deployed)
    await expect(refused).rejects.toThrow(/CONVITE_ORIGIN_SECRET must be JSON with an originKey(?!.*short)/)
  })

  test('knows the channels for which the stack set a service up', async () => {
    holding(JSON.stringify({ cookieKey }))
    const carriersOf = async (CONVITE_CARRIERS?: string) =>
      (await wireDeployed({ CONVITE_SECRET, CONVITE_CARRIERS }, deployed)).carriers
    expect(await carriersOf('email sms')).toEqual(['email', 'sms'])
    expect(await carriersOf('email')).toEqual(['email'])
    expect(await carriersOf()).toEqual([])
  })

  test('translates by machine where that is switched on, hears one topic, and sends texts from one number', async () => {
    holding(JSON.stringify({ cookieKey }))
    const on = await wireDeployed(
      { CONVITE_SECRET, CONVITE_TRANSLATION: 'on', CONVITE_TOPIC: 'arn' },
      deployed,
    )
    expect([on.translate, on.topic]).toEqual([deployed.translate, 'arn'])
    const off = await wireDeployed({ CONVITE_SECRET }, deployed)
    expect([off.translate, off.topic]).toEqual([undefined, undefined])
    const texting = { CONVITE_EVENTS: 'mail', CONVITE_TEXTS_FROM: 'number', CONVITE_TEXT_EVENTS: 'texts' }
    expect(wireWorker(texting)).toMatchObject({ events: 'mail', texts: { from: 'number', events: 'texts' } })
    expect(wireWorker({ CONVITE_TEXTS_FROM: 'number' })).not.toHaveProperty('texts')
  })

  test('takes the token of the API from there too, and from nowhere else', async () => {
    holding(JSON.stringify({ cookieKey, apiToken: 'x'.repeat(32) }))
    expect((await wireDeployed({ CONVITE_SECRET }, deployed)).apiToken).toBe('x'.repeat(32))
    holding(JSON.stringify({ cookieKey }))
    const open = await wireDeployed({ CONVITE_SECRET, CONVITE_API_TOKEN: 'y'.repeat(32) }, deployed)
    expect(open).not.toHaveProperty('apiToken')
  })

  test('refuses a token in the secret that is too short', async () => {
    holding(JSON.stringify({ cookieKey, apiToken: 'short' }))
    await expect(wireDeployed({ CONVITE_SECRET }, deployed)).rejects.toThrow('5 characters')
  })

  test.each(['', 'not JSON: guess-me', '{"cookieKey":"guess-me"}', '{"other":"guess-me"}'])(
    'refuses the secret %j without repeating it',
    async (text) => {
      holding(text)
      const refused = wireDeployed({ CONVITE_SECRET }, deployed)
      await expect(refused).rejects.toThrow(/must be JSON with a cookieKey/)
      await expect(refused).rejects.not.toThrow('guess-me')
    },
  )

  test('says which variable is missing', async () => {
    await expect(wireDeployed({}, deployed)).rejects.toThrow('CONVITE_SECRET must name')
  })
})
