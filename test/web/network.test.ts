import { describe, expect, test } from 'vitest'
import { networkOf } from '../../web/network.ts'

const atGateway = (sourceIp: string) => ({ event: { requestContext: { http: { sourceIp } } } })
const atSocket = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } })

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
  ])('is told where %s', (_, environment, network) => {
    expect(networkOf(environment)).toBe(network)
  })

  test.each([
    undefined,
    {},
    { event: {} },
    { incoming: {} },
    { headers: { 'x-forwarded-for': '192.0.2.7' } },
  ])('is not made up from %j', (environment) => {
    expect(networkOf(environment)).toBeUndefined()
  })

  test('is one for a household that changes the second half', () => {
    expect(networkOf(atGateway('2001:db8:1:2:aaaa::1'))).toBe(networkOf(atGateway('2001:db8:1:2:bbbb::9')))
  })
})
