import { describe, expect, test } from 'vitest'
import {
  amazonTextsOf,
  hostOf,
  isLoopback,
  mailServerOf,
  publicOriginOf,
  requireOrigin,
  textGatewayOf,
  trustedProxiesOf,
} from '../../functions/variables.ts'

describe('CONVITE_ORIGIN', () => {
  test.each([
    [undefined, undefined],
    ['', undefined],
    ['https://convite.example.org', 'https://convite.example.org'],
    ['https://Convite.Example.org/', 'https://convite.example.org'],
    ['https://convite.example.org:443', 'https://convite.example.org'],
    ['http://192.168.1.9:3000', 'http://192.168.1.9:3000'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
  ])('%j is the public address %j', (CONVITE_ORIGIN, origin) => {
    expect(publicOriginOf({ ...(CONVITE_ORIGIN !== undefined && { CONVITE_ORIGIN }) })).toBe(origin)
  })

  test.each([
    'convite.example.org',
    'convite.example.org:443',
    'https://convite.example.org/school',
    'https://convite.example.org/?a',
    'https://convite.example.org/#a',
    'https://user:secret@convite.example.org',
    'ftp://convite.example.org',
    'https://',
  ])('refuses %s in one sentence', (CONVITE_ORIGIN) => {
    expect(() => publicOriginOf({ CONVITE_ORIGIN })).toThrow(/^CONVITE_ORIGIN must be .*\.$/)
  })
})

describe('HOST', () => {
  test('is loopback unless it is set', () => {
    expect([hostOf({}), hostOf({ HOST: '' })]).toEqual(['127.0.0.1', '127.0.0.1'])
    for (const HOST of ['0.0.0.0', '::', '::1', '192.168.1.9', 'localhost'])
      expect(hostOf({ HOST })).toBe(HOST)
  })

  test.each(['my machine', '300.0.0.1', 'http://localhost', '[::1]', 'x86_64-linux-gnu'])(
    'refuses %s',
    (HOST) => {
      expect(() => hostOf({ HOST })).toThrow(/^HOST must be an address .*\.$/)
    },
  )

  test.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['localhost', true],
    ['::1', true],
    ['[::1]', true],
    ['0.0.0.0', false],
    ['::', false],
    ['192.168.1.9', false],
    ['127.0.0.1.example.org', false],
    ['localhost.example.org', false],
  ])('%s is loopback: %s', (host, is) => {
    expect(isLoopback(host)).toBe(is)
  })
})

describe('CONVITE_TRUSTED_PROXIES', () => {
  test.each<[string, string[], string[]]>([
    ['10.0.0.1', ['10.0.0.1'], ['10.0.0.2', '::1']],
    ['10.0.0.0/8', ['10.0.0.0', '10.255.255.255'], ['9.255.255.255', '11.0.0.0']],
    ['172.16.0.0/12,192.168.1.7/32', ['172.31.9.9', '192.168.1.7'], ['172.32.0.0', '192.168.1.8']],
    ['0.0.0.0/0', ['1.2.3.4'], ['2001:db8::1']],
    ['2001:db8::1', ['2001:db8::1', '2001:DB8:0:0::1'], ['2001:db8::2', '10.0.0.1']],
    ['2001:db8:f::/48  fd00::/8', ['2001:db8:f:9::9', 'fd12::1'], ['2001:db8:e::1', 'fe80::1']],
    ['127.0.0.1, ::1', ['127.0.0.1', '::1'], ['127.0.0.2', 'localhost', '']],
  ])('%s names its addresses and no others', (CONVITE_TRUSTED_PROXIES, inside, outside) => {
    const isTrusted = trustedProxiesOf({ CONVITE_TRUSTED_PROXIES })
    expect(inside.map((address) => isTrusted?.(address))).toEqual(inside.map(() => true))
    expect(outside.map((address) => isTrusted?.(address))).toEqual(outside.map(() => false))
  })

  test('names none where it is not set', () => {
    for (const CONVITE_TRUSTED_PROXIES of ['', ' ', ','])
      expect(trustedProxiesOf({ CONVITE_TRUSTED_PROXIES })).toBeUndefined()
    expect(trustedProxiesOf({})).toBeUndefined()
  })

  test.each([
    'proxy',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/',
    '10.0.0/8',
    '::/129',
    '10.0.0.0/8/8',
    '10.0.0.1-9',
    '10.0.0.0/1.5',
  ])('refuses %s in one sentence that repeats it', (wrong) => {
    expect(() => trustedProxiesOf({ CONVITE_TRUSTED_PROXIES: `10.0.0.1, ${wrong}` })).toThrow(
      `2001:db8::1, not ${wrong}.`,
    )
  })
})

describe('SMTP_URL', () => {
  test('is the address of an e-mail server; another is refused without saying it again', () => {
    expect(mailServerOf({})).toBeUndefined()
    const SMTP_URL = 'smtps://user:secret@mail.example.org'
    expect(mailServerOf({ SMTP_URL })).toBe(SMTP_URL)
    for (const wrong of ['user:secret@mail.example.org', 'secret', 'https://user:secret@mail.example.org'])
      expect(() => mailServerOf({ SMTP_URL: wrong })).toThrow(/^SMTP_URL must be(?!.*secret)/)
  })

  test.each([
    { SMTP_URL: 'smtp://user:secret@mail.example.org:587' },
    { SMTP_URL: 'smtp://mail:25' },
    { SMTP_URL: 'smtp://127.0.0.1:25', CONVITE_TEXT_GATEWAY: 'https://user:secret@texts.example.org/send' },
  ])('or a text gateway off this machine needs CONVITE_ORIGIN: %j', (variables) => {
    expect(() => requireOrigin(variables)).toThrow(/leads off this machine: set CONVITE_ORIGIN(?!.*secret)/)
    expect(() => requireOrigin({ ...variables, CONVITE_ORIGIN: 'https://convite.example.org' })).not.toThrow()
  })

  test.each([
    {},
    { SMTP_URL: 'smtp://localhost:25' },
    { SMTP_URL: 'smtp://[::1]:25', CONVITE_TEXT_GATEWAY: 'http://127.0.0.1:9000' },
  ])('on this machine needs none: %j', (variables) => {
    expect(() => requireOrigin(variables)).not.toThrow()
  })
})

describe('CONVITE_TEXT_GATEWAY', () => {
  const CONVITE_TEXT_SECRET = 'a-secret'

  test('is a web address with a secret', () => {
    expect(textGatewayOf({})).toBeUndefined()
    expect(textGatewayOf({ CONVITE_TEXT_SECRET })).toBeUndefined()
    for (const url of [
      'http://127.0.0.1:9000/send',
      'http://192.168.1.20:8080/',
      'https://texts.example.org/send',
    ])
      expect(textGatewayOf({ CONVITE_TEXT_GATEWAY: url, CONVITE_TEXT_SECRET })).toEqual({
        url,
        secret: 'a-secret',
      })
  })

  test.each([
    ['texts.example.org', /^CONVITE_TEXT_GATEWAY must be/],
    ['smtp://texts.example.org', /^CONVITE_TEXT_GATEWAY must be/],
    ['https://user:password@texts.example.org/', /^CONVITE_TEXT_GATEWAY must be(?!.*password@)/],
  ])('is refused as %s', (url, message) => {
    expect(() => textGatewayOf({ CONVITE_TEXT_GATEWAY: url, CONVITE_TEXT_SECRET })).toThrow(message)
  })

  test.each([undefined, '', 'two words', 'é'])('needs a secret that a header can hold, not %j', (secret) => {
    const CONVITE_TEXT_GATEWAY = 'https://texts.example.org/send'
    expect(() => textGatewayOf({ CONVITE_TEXT_GATEWAY, CONVITE_TEXT_SECRET: secret })).toThrow(
      /^CONVITE_TEXT_GATEWAY needs CONVITE_TEXT_SECRET/,
    )
  })
})

describe('CONVITE_TEXTS_FROM', () => {
  test.each([
    '+18335550100',
    'Puente',
    'PUENTE-1',
    'phone-0123456789abcdef0123456789abcdef',
    'pool-0123456789abcdef0123456789abcdef',
    'arn:aws:sms-voice:us-east-1:123456789012:phone-number/phone-0123456789abcdef0123456789abcdef',
    'arn:aws-us-gov:sms-voice:us-gov-west-1:123456789012:sender-id/Puente/GB',
  ])('is what texts come from: %s', (CONVITE_TEXTS_FROM) => {
    expect(amazonTextsOf({ CONVITE_TEXTS_FROM })).toEqual({ from: CONVITE_TEXTS_FROM })
    const events = { CONVITE_TEXT_EVENTS: 'convite' }
    expect(amazonTextsOf({ CONVITE_TEXTS_FROM, ...events })).toEqual({
      from: CONVITE_TEXTS_FROM,
      events: 'convite',
    })
  })

  test.each([
    '8335550100',
    '+1 833 555 0100',
    '+0123456789',
    'Puente Elementary',
    'puente@example.org',
    '12345',
    'arn:aws:sns:us-east-1:123456789012:topic',
  ])('is refused as %s in one sentence', (CONVITE_TEXTS_FROM) => {
    expect(() => amazonTextsOf({ CONVITE_TEXTS_FROM })).toThrow(/^CONVITE_TEXTS_FROM must be [^.]*\.$/)
  })

  test('is left out, or stands without a gateway', () => {
    expect(amazonTextsOf({ CONVITE_TEXT_EVENTS: 'convite' })).toBeUndefined()
    expect(() =>
      amazonTextsOf({ CONVITE_TEXTS_FROM: '+18335550100', CONVITE_TEXT_GATEWAY: 'http://127.0.0.1:9000' }),
    ).toThrow('not both')
  })

  test('needs CONVITE_ORIGIN, since its texts leave this machine', () => {
    const variables = { CONVITE_TEXTS_FROM: '+18335550100' }
    expect(() => requireOrigin(variables)).toThrow(/leave this machine: set CONVITE_ORIGIN/)
    expect(() => requireOrigin({ ...variables, CONVITE_ORIGIN: 'https://convite.example.org' })).not.toThrow()
  })
})
