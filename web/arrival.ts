import { isIP } from 'node:net'
import type { Context, MiddlewareHandler } from 'hono'
import type { Services } from '../shared/access/context.ts'

/**
 * How a request arrived: from which network address, of IPv6 the first half, since a household has all of the second;
 * and at which public address of ours, without a path.
 */
export type RequestArrival = { network: string | undefined; origin: string }

/** The variables that `identifyArrival` sets. */
export type ArrivalEnv = { Variables: RequestArrival }

/** Identifies the network address of each request, and the public address at which it arrived. */
export function identifyArrival<E extends ArrivalEnv>(services: Services): MiddlewareHandler<E> {
  return (c, next) => {
    const { network, origin } = arrivalOf(c, services)
    c.set('network', network)
    c.set('origin', origin)
    return next()
  }
}

type Front = Pick<Services, 'origin' | 'isTrustedProxy'>

/**
 * The arrival of a request. What the gateway or the socket saw counts; anybody can set headers, so they count only as far
 * as trusted proxies set them.
 */
export function arrivalOf(
  c: Pick<Context, 'env' | 'req'>,
  { origin, isTrustedProxy }: Front,
): RequestArrival {
  const peer = peerOf(c.env)
  const hops = listOf(c.req.header('x-forwarded-for'))
  const { address, proxies } = clientOf(peer, hops, isTrustedProxy ?? (() => false))
  const network = address === undefined ? undefined : networkPart(address)
  return { network, origin: origin ?? originOf(c, proxies) }
}

// What the gateway and the local server pass along with a request.
type Beside = {
  event?: { requestContext?: { http?: { sourceIp?: string } } }
  incoming?: { socket?: { remoteAddress?: string } }
}

function peerOf(environment: unknown): string | undefined {
  const { event, incoming } = (environment ?? {}) as Beside // each part is looked for
  const address = event?.requestContext?.http?.sourceIp ?? incoming?.socket?.remoteAddress
  return address === undefined ? undefined : plainAddress(address)
}

const listOf = (header: string | undefined) => (header ?? '').split(',').map((part) => part.trim())

/** The rightmost address that is no trusted proxy's, and how many trusted proxies the request passed after it. */
function clientOf(
  peer: string | undefined,
  hops: readonly string[],
  isTrusted: (address: string) => boolean,
): { address: string | undefined; proxies: number } {
  let address = peer
  let proxies = 0
  while (address !== undefined && isTrusted(address)) {
    proxies++
    const next = addressOf(hops.at(-proxies) ?? '')
    if (next === undefined) break
    address = next
  }
  return { address, proxies }
}

// Some proxies add a port: `192.0.2.7:4711`, `[2001:db8::1]:4711`.
function addressOf(hop: string): string | undefined {
  const bare = /^\[(.+)\](?::\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop
  const plain = plainAddress(bare)
  return isIP(plain) === 0 ? undefined : plain
}

// Of IPv4 in the notation of IPv6 the address of IPv4; without the name of a device.
const plainAddress = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')

function networkPart(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const [before, after] = [head, tail ?? ''].map((part) => part.split(':').filter(Boolean))
  const missing = tail === undefined ? 0 : 8 - (before?.length ?? 0) - (after?.length ?? 0)
  const groups = [
    ...(before ?? []),
    ...Array.from({ length: Math.max(0, missing) }, () => '0'),
    ...(after ?? []),
  ]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

// The host that was asked for, with the scheme that the client used at the first of the trusted proxies.
function originOf(c: Pick<Context, 'req'>, proxies: number): string {
  const { protocol, host } = new URL(c.req.url)
  const schemes = proxies > 0 ? listOf(c.req.header('x-forwarded-proto')) : []
  const scheme = schemes.at(-proxies) ?? schemes[0]
  return `${scheme === 'https' || scheme === 'http' ? scheme : protocol.slice(0, -1)}://${host}`
}
