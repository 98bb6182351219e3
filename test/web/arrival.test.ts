import fc from 'fast-check'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { trustedProxiesOf } from '../../functions/variables.ts'
import type { Services } from '../../shared/access/context.ts'
import { type ArrivalEnv, identifyArrival, type RequestArrival } from '../../web/arrival.ts'

const atGateway = (sourceIp: string) => ({ event: { requestContext: { http: { sourceIp } } } })
const atSocket = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } })

type Request = { url?: string; headers?: Record<string, string>; environment?: unknown; origin?: string }

async function arrivalOf(
  { url = 'http://convite.test/code', headers = {}, environment, origin }: Request,
  proxies = '',
): Promise<RequestArrival> {
  const isTrustedProxy = trustedProxiesOf({ CONVITE_TRUSTED_PROXIES: proxies })
  const front = { ...(isTrustedProxy && { isTrustedProxy }), ...(origin && { origin }) } as Services // the other services are not used
  const app = new Hono<ArrivalEnv>()
  app.use(identifyArrival(front))
  app.get('*', (c) => c.json({ network: c.get('network'), origin: c.get('origin') }))
  const answer = await app.request(url, { headers }, environment as object)
  return (await answer.json()) as RequestArrival
}
const networkOf = async (environment: unknown) => (await arrivalOf({ environment })).network

describe('the network address of a request', () => {
  test.each([
    ['the gateway saw it', atGateway('192.0.2.7'), '192.0.2.7'],
    ['the socket saw it', atSocket('192.0.2.7'), '192.0.2.7'],
    ['the socket speaks both', atSocket('::ffff:192.0.2.7'), '192.0.2.7'],
    ['it is of IPv6', atGateway('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2'],
    ['it is written short', atGateway('2001:DB8:0:0:1::'), '2001:db8:0:0'],
    ['it is written shorter', atGateway('2001:db8::1'), '2001:db8:0:0'],
    ['it is this machine', atSocket('::1'), '0:0:0:0'],
    ['it names a device', atSocket('fe80::1%eth0'), 'fe80:0:0:0'],
  ])('is known where %s', async (_, environment, network) => {
    expect(await networkOf(environment)).toBe(network)
  })

  test.each([
    undefined,
    {},
    { event: {} },
    { incoming: {} },
    { headers: { 'x-forwarded-for': '192.0.2.7' } },
  ])('is not taken from %j', async (environment) => {
    expect(await networkOf(environment)).toBeUndefined()
  })

  test('is the same for a household that changes the second half', async () => {
    const other = await networkOf(atGateway('2001:db8:1:2:bbbb::9'))
    expect(await networkOf(atGateway('2001:db8:1:2:aaaa::1'))).toBe(other)
  })
})

describe('behind proxies, the network address', () => {
  const behind = async (peer: string, forwarded: string, proxies: string) => {
    const headers = { 'x-forwarded-for': forwarded }
    return (await arrivalOf({ headers, environment: atSocket(peer) }, proxies)).network
  }

  test.each([
    ['is the peer’s where no proxy is trusted', '10.0.0.1', '192.0.2.7', '', '10.0.0.1'],
    ['is the peer’s where another one is trusted', '10.0.0.1', '192.0.2.7', '10.0.0.2', '10.0.0.1'],
    ['is what a trusted proxy says', '10.0.0.1', '192.0.2.7', '10.0.0.1', '192.0.2.7'],
    ['is what one in a trusted range says', '10.9.8.7', '192.0.2.7', '10.0.0.0/8', '192.0.2.7'],
    ['is the rightmost that is not trusted', '10.0.0.1', '1.1.1.1, 192.0.2.7', '10.0.0.1', '192.0.2.7'],
    ['passes two proxies', '10.0.0.1', '1.1.1.1,192.0.2.7 , 10.0.0.2', '10.0.0.0/8', '192.0.2.7'],
    ['stops before one that is not trusted', '10.0.0.1', '192.0.2.7, 10.0.0.2', '10.0.0.1', '10.0.0.2'],
    [
      'is the first proxy’s where all are trusted',
      '10.0.0.1',
      '10.0.0.3, 10.0.0.2',
      '10.0.0.0/8',
      '10.0.0.3',
    ],
    ['is the proxy’s where it says nothing', '10.0.0.1', '', '10.0.0.1', '10.0.0.1'],
    ['is the proxy’s where it says no address', '10.0.0.1', 'unknown', '10.0.0.1', '10.0.0.1'],
    ['ignores a port', '10.0.0.1', '192.0.2.7:4711', '10.0.0.1', '192.0.2.7'],
    ['ignores a port of IPv6', '10.0.0.1', '[2001:db8:1:2::9]:4711', '10.0.0.1', '2001:db8:1:2'],
    ['of IPv6 is its first half', '10.0.0.1', '2001:db8:1:2::9', '10.0.0.1', '2001:db8:1:2'],
    ['comes through a proxy of IPv6', '2001:db8:f::1', '192.0.2.7', '2001:db8:f::/48', '192.0.2.7'],
    ['is the peer’s beside a range of IPv6', '2001:db8:e::1', '192.0.2.7', '2001:db8:f::/48', '2001:db8:e:0'],
    ['comes through a socket of both', '::ffff:10.0.0.1', '192.0.2.7', '10.0.0.1', '192.0.2.7'],
    ['comes through loopback', '::1', '192.0.2.7', '127.0.0.1, ::1', '192.0.2.7'],
  ])('%s', async (_, peer, forwarded, proxies, network) => {
    expect(await behind(peer, forwarded, proxies)).toBe(network)
  })

  const hop = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('unknown', '', '_hidden', '10.0.0.9', 'a b'))
  const forged = fc.array(hop, { maxLength: 5 }).map((hops) => hops.join(', '))

  test('cannot be chosen by a client that sends the header itself', async () => {
    await fc.assert(
      fc.asyncProperty(forged, async (sent) => {
        // The proxy adds the address that it saw at the right.
        expect(await behind('10.0.0.1', [sent, '192.0.2.7'].join(', '), '10.0.0.0/8')).toBe('192.0.2.7')
        expect(await behind('192.0.2.7', sent, '10.0.0.0/8')).toBe('192.0.2.7')
        expect(await behind('192.0.2.7', sent, '')).toBe('192.0.2.7')
      }),
    )
  })
})

describe('the public address', () => {
  const https = { 'x-forwarded-proto': 'https' }
  const from = atSocket('10.0.0.1')
  const chain = { 'x-forwarded-for': '192.0.2.7, 10.0.0.2', 'x-forwarded-proto': 'https, http' }

  test.each<[string, Request, string, string]>([
    ['is the host that was asked for', { environment: from }, '', 'http://convite.test'],
    ['keeps the port', { url: 'http://localhost:3000/x' }, '', 'http://localhost:3000'],
    ['is https at the gateway', { url: 'https://convite.test/x' }, '', 'https://convite.test'],
    ['is no https that a client claims', { headers: https, environment: from }, '', 'http://convite.test'],
    [
      'is https that a proxy vouches for',
      { headers: https, environment: from },
      '10.0.0.1',
      'https://convite.test',
    ],
    [
      'is what the first proxy saw',
      { headers: chain, environment: from },
      '10.0.0.0/8',
      'https://convite.test',
    ],
    [
      'is no other scheme',
      { headers: { 'x-forwarded-proto': 'file' }, environment: from },
      '10.0.0.1',
      'http://convite.test',
    ],
    [
      'is the one that is set',
      { headers: https, environment: from, origin: 'https://own.test' },
      '',
      'https://own.test',
    ],
  ])('%s', async (_, request, proxies, origin) => {
    expect((await arrivalOf(request, proxies)).origin).toBe(origin)
  })
})
