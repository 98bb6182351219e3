// What the gateway and the local server pass along with a request. Headers cannot be trusted: anybody can set them.
type Beside = {
  event?: { requestContext?: { http?: { sourceIp?: string } } }
  incoming?: { socket?: { remoteAddress?: string } }
}

/**
 * The network address from which a request came, as the gateway or the socket saw it; of IPv6 the first half, since a
 * household has all of the second. Undefined where neither says it.
 */
export function networkOf(environment: unknown): string | undefined {
  const { event, incoming } = (environment ?? {}) as Beside // each part is looked for
  const address = event?.requestContext?.http?.sourceIp ?? incoming?.socket?.remoteAddress
  return address === undefined ? undefined : networkPart(address)
}

function networkPart(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
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
