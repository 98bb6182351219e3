import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { isOpenAddress, openUrl } from '../../functions/open-address.ts'
import { readAddress } from '../../functions/open-internet.ts'

type Found = { address: string; family: number }[]
type Lookup = (name: string, options: object, done: (fault: Error | null, found: Found) => void) => void
type Options = { lookup: Lookup; agent: unknown; signal: AbortSignal }

const dns = vi.hoisted(() => ({ answers: [] as { address: string; family: number }[][], asked: 0 }))
const web = vi.hoisted(() => ({
  answers: [] as { status: number; location?: string; body?: string }[],
  asked: [] as string[],
}))

vi.mock('node:dns', () => ({
  lookup: (_: string, _options: object, done: (fault: Error | null, found: object[]) => void) => {
    dns.asked += 1
    done(null, dns.answers.shift() ?? [])
  },
}))

// Resolves the name once, as Node does, then returns the responses that the test prepared.
vi.mock('node:https', () => ({
  get: (url: URL, { lookup, agent }: Options, hear: (response: PassThrough) => void) => {
    const asked = new EventEmitter()
    if (agent !== false) throw new Error('a connection that somebody else opened might be used')
    lookup(url.hostname, { all: true }, (fault) => {
      if (fault) {
        asked.emit('error', fault)
        return
      }
      web.asked.push(url.href)
      const { status, location, body = '' } = web.answers.shift() ?? { status: 200 }
      const response = Object.assign(new PassThrough(), { statusCode: status, headers: { location } })
      hear(response)
      response.end(body)
    })
    return asked
  },
}))

const OPEN: Found = [{ address: '93.184.216.34', family: 4 }]
const METADATA: Found = [{ address: '169.254.169.254', family: 4 }]

beforeEach(() => {
  Object.assign(dns, { answers: [OPEN, OPEN, OPEN, OPEN, OPEN, OPEN], asked: 0 })
  Object.assign(web, { answers: [], asked: [] })
})

const outcome = (address: string) =>
  readAddress(address).then(
    (text) => ({ text }),
    (fault) => ({ code: fault.code }),
  )

describe('an address inside our own network is not requested', () => {
  test.each([
    ...['https://0177.0.0.1/', 'https://0x7f000001/', 'https://2130706433/', 'https://127.1/', 'https://0/'],
    ...[
      'https://[::ffff:7f00:1]/',
      'https://[::ffff:169.254.169.254]/',
      'https://[::7f00:1]/',
      'https://[64:ff9b::a9fe:a9fe]/',
    ],
    ...[
      'https://[2002:a9fe:a9fe::1]/',
      'https://[fd00:ec2::254]/',
      'https://[fe80::1]/',
      'https://[2001:0:a9fe:a9fe::]/',
    ],
    ...[
      'https://①②⑦.⓪.⓪.①/',
      'https://169。254。169。254/',
      'https://169.254.169.254./',
      'https://%31%32%37.0.0.1/',
    ],
    ...[
      'https://example.org@127.0.0.1/',
      'https://127.0.0.1:443/',
      'https://example.org:22/',
      'https://example.org:80/',
    ],
    ...[
      'gopher://example.org/',
      'ftp://example.org/',
      'data:text/calendar,x',
      'javascript:1',
      '//example.org/',
      '',
    ],
    ...[
      'https://user:password@example.org/',
      'https://:password@example.org/',
      'webcal://127.0.0.1/',
      'https:///127.0.0.1/',
    ],
  ])('as it is written: %s', async (address) => {
    expect(await outcome(address)).toEqual({ code: 'address-not-allowed' })
    expect([dns.asked, web.asked]).toEqual([0, []])
  })

  test.each([
    ['the cloud’s own services', METADATA],
    ['this machine', [{ address: '127.0.0.1', family: 4 }]],
    ['this machine in another writing', [{ address: '::ffff:127.0.0.1', family: 6 }]],
    ['a neighbour with a zone', [{ address: 'fe80::1%eth0', family: 6 }]],
    ['an open address beside a closed one', [...OPEN, ...METADATA]],
    ['nothing', []],
  ])('where its name leads to %s', async (_, found) => {
    dns.answers = [found]
    expect(await outcome('https://calendar.example.org/')).toEqual({ code: 'address-not-allowed' })
    expect(web.asked).toEqual([])
  })

  test.each([
    ...[
      'https://169.254.169.254/latest',
      '//169.254.169.254/latest',
      'http://example.org/',
      'file:///etc/passwd',
    ],
    ...['https://user@example.org/', 'https://example.org:8443/', 'https://[::1]/', 'https://0x7f.1/'],
  ])('where a redirect leads to %s', async (location) => {
    web.answers = [{ status: 302, location }]
    expect(await outcome('https://calendar.example.org/')).toEqual({ code: 'address-not-allowed' })
    expect(web.asked).toEqual(['https://calendar.example.org/'])
  })

  test('where a redirect’s name resolves to it, or the same name resolves differently the second time', async () => {
    dns.answers = [OPEN, METADATA]
    web.answers = [{ status: 301, location: 'https://calendar.example.org/again' }]
    expect(await outcome('https://calendar.example.org/')).toEqual({ code: 'address-not-allowed' })
    expect([dns.asked, web.asked]).toEqual([2, ['https://calendar.example.org/']])
  })
})

test('the resolved address is the requested one: a name is resolved once a request', async () => {
  web.answers = [{ status: 200, body: 'BEGIN:VCALENDAR' }]
  expect(await outcome('webcal://calendar.example.org/a.ics')).toEqual({ text: 'BEGIN:VCALENDAR' })
  expect([dns.asked, web.asked]).toEqual([1, ['https://calendar.example.org/a.ics']])
})

test('endless redirects, refusals and endless bodies are given up', async () => {
  web.answers = Array.from({ length: 9 }, () => ({ status: 302, location: '/again' }))
  expect(await outcome('https://calendar.example.org/')).toEqual({ code: 'address-no-answer' })
  expect(web.asked.length).toBe(4)
  web.answers = [{ status: 500 }]
  expect(await outcome('https://calendar.example.org/')).toEqual({ code: 'address-no-answer' })
  web.answers = [{ status: 200, body: 'x'.repeat(600 * 1024) }]
  expect(await outcome('https://calendar.example.org/')).toEqual({ code: 'calendar-too-large' })
})

test('no malformed text counts as a public address', () => {
  for (const text of [
    'fe80::1%eth0',
    '::1%lo',
    '1.2.3',
    '01.02.03.04',
    '1.2.3.4/8',
    ' 8.8.8.8',
    '2001:db8::%',
  ]) {
    expect([text, isOpenAddress(text)]).toEqual([text, false])
    expect(openUrl(text)).toBeUndefined()
  }
})
