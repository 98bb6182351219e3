import { BlockList, isIP, isIPv6 } from 'node:net'
import { WrongVariable } from './variables.ts'

// IANA's special-purpose addresses: this machine, its network, cloud services, multicast, examples.
const CLOSED_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
]
const OPEN_IPV6 = '2000::/3'
// Closed within the open range: addresses that embed an IPv4 address, tunnels and examples.
const CLOSED_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const closed = new BlockList()
for (const net of CLOSED_IPV4) addTo(closed, net, 'ipv4')
for (const net of CLOSED_IPV6) addTo(closed, net, 'ipv6')
const open = new BlockList()
addTo(open, OPEN_IPV6, 'ipv6')

function addTo(list: BlockList, net: string, family: 'ipv4' | 'ipv6'): void {
  const [address = '', prefix] = net.split('/')
  list.addSubnet(address, Number(prefix), family)
}

/** Whether an IP address is on the public internet, and not in our own network. */
export function isOpenAddress(address: string): boolean {
  if (isIP(address) === 0) return false
  return isIPv6(address)
    ? open.check(address, 'ipv6') && !closed.check(address, 'ipv6')
    : !closed.check(address)
}

/** Whether a host, by name or IP address, is outside our own network. A name without a dot is inside. */
export function isOpenHost(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '')
  return isIP(address) === 0 ? host.includes('.') : isOpenAddress(address)
}

/** The URL if a file may be fetched from it, or undefined: https only, without a password or a port of its own. */
export function openUrl(text: string, base?: string): URL | undefined {
  if (!URL.canParse(text, base)) return undefined
  const url = new URL(text, base)
  const isPlain = url.protocol === 'https:' && !url.username && !url.password && !url.port
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return isPlain && (isIP(host) === 0 || isOpenAddress(host)) ? url : undefined
}

/** Throws WrongVariable where a variable's address is on the open internet and does not encrypt. */
export function mustEncrypt(name: string, { protocol, hostname }: URL): void {
  if (protocol === 'http:' && isOpenHost(hostname))
    throw new WrongVariable(`${name} is on the open internet: it must begin with https://.`)
}
