import { BlockList, isIP } from 'node:net'
import { DateTime } from 'luxon'

/** The least number of characters of the deployment's token and keys. */
export const TOKEN_LENGTH = 32

/** Variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/** A variable that cannot be used. The message says what it must be. */
export class WrongVariable extends Error {}

/**
 * The public address of `CONVITE_ORIGIN`, or undefined where none is set.
 * Throws WrongVariable for what is no web address, and for one with a path.
 */
export function publicOriginOf({ CONVITE_ORIGIN: text }: Environment): string | undefined {
  if (!text) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin
  throw new WrongVariable(
    'CONVITE_ORIGIN must be an address without a path, such as https://convite.example.org.',
  )
}

/** The interface of `HOST` to listen on. Throws WrongVariable for what is no address of a machine. */
export function hostOf({ HOST: host }: Environment): string {
  if (!host) return '127.0.0.1'
  if (isIP(host) || host === 'localhost') return host
  throw new WrongVariable('HOST must be an address of this machine, such as 127.0.0.1, 0.0.0.0 or ::.')
}

/** Whether a host name or an address is this machine's own, which no other machine reaches. */
export function isLoopback(host: string): boolean {
  const plain = host.replace(/^\[|\]$/g, '')
  return plain === 'localhost' || plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'))
}

/**
 * Whether an address is one of `CONVITE_TRUSTED_PROXIES`: addresses and CIDR ranges of IPv4 and IPv6, separated by commas
 * or spaces. Undefined where none is set; throws WrongVariable for anything else.
 */
export function trustedProxiesOf({
  CONVITE_TRUSTED_PROXIES: text,
}: Environment): ((address: string) => boolean) | undefined {
  const ranges = (text ?? '').split(/[\s,]+/).filter(Boolean)
  if (ranges.length === 0) return undefined
  const list = new BlockList()
  for (const range of ranges) addRange(list, range)
  return (address) => {
    const family = isIP(address)
    return family !== 0 && list.check(address, familyName(family))
  }
}

const familyName = (family: number) => (family === 6 ? 'ipv6' : 'ipv4')

function addRange(list: BlockList, range: string): void {
  const [address = '', bits, ...rest] = range.split('/')
  const family = isIP(address)
  const most = family === 6 ? 128 : 32
  const length = bits === undefined ? most : Number(bits)
  const isRange = family !== 0 && rest.length === 0 && /^\d{1,3}$/.test(bits ?? '0') && length <= most
  if (!isRange)
    throw new WrongVariable(
      `CONVITE_TRUSTED_PROXIES must be addresses or ranges, such as 10.0.0.0/8 or 2001:db8::1, not ${range}.`,
    )
  list.addSubnet(address, length, familyName(family))
}

/**
 * The e-mail server of `SMTP_URL`, or undefined where none is set.
 * Throws WrongVariable for any other address, without repeating it, since it may hold a password.
 */
export function mailServerOf({ SMTP_URL: url }: Environment): string | undefined {
  if (!url) return undefined
  if (URL.canParse(url) && /^smtps?:$/.test(new URL(url).protocol)) return url
  throw new WrongVariable('SMTP_URL must be an address such as smtp://user:password@mail.example.org:587.')
}

/** The web address of a variable. Throws WrongVariable for anything else, and for one with a password, without repeating it. */
export function addressOf(name: string, text: string | undefined, example: string): URL {
  const url = text && URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password) return url
  throw new WrongVariable(`${name} must be an address without a password, such as ${example}.`)
}

/** The port of a variable. Throws WrongVariable for what is none. */
export function portOf(name: string, text: string | undefined, otherwise: number): number {
  const port = Number(text || otherwise)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new WrongVariable(`${name} must be a number from 0 to 65535; 0 takes a free one.`)
}

/** The HTTP gateway for texts, and the secret that it and this server show each other. */
export type TextGateway = { url: string; secret: string }

/**
 * The gateway of `CONVITE_TEXT_GATEWAY` with its `CONVITE_TEXT_SECRET`, or undefined where none is set.
 * Throws WrongVariable without a secret and for an address with a password, without repeating it.
 */
export function textGatewayOf({
  CONVITE_TEXT_GATEWAY: address,
  CONVITE_TEXT_SECRET: secret,
}: Environment): TextGateway | undefined {
  if (!address) return undefined
  const url = addressOf('CONVITE_TEXT_GATEWAY', address, 'https://texts.example.org/send')
  if (!secret || !/^[\x21-\x7e]+$/.test(secret))
    throw new WrongVariable(
      'CONVITE_TEXT_GATEWAY needs CONVITE_TEXT_SECRET, of letters, digits and signs, for instance from `openssl rand -hex 32`.',
    )
  return { url: url.href, secret }
}

/** What AWS End User Messaging sends texts from: a number, pool or sender id, and a configuration set, where one is named. */
export type AmazonTexts = { from: string; events?: string }

// E.164, or a name of up to eleven letters, digits and hyphens with a letter in it; ids and ARNs as Amazon gives them.
const TEXTS_FROM = [
  /^\+[1-9]\d{4,14}$/,
  /^(?=.*[a-z])[a-z0-9-]{1,11}$/i,
  /^(phone|pool)-[0-9a-z]{6,}$/,
  /^arn:aws[\w-]*:sms-voice:[a-z0-9-]+:\d{12}:(phone-number|pool|sender-id)\/[\w/-]+$/,
]

/**
 * What `CONVITE_TEXTS_FROM` and `CONVITE_TEXT_EVENTS` name, or undefined where texts do not leave over Amazon.
 * Throws WrongVariable for what no text can come from, and beside a gateway.
 */
export function amazonTextsOf({
  CONVITE_TEXTS_FROM: from,
  CONVITE_TEXT_EVENTS: events,
  CONVITE_TEXT_GATEWAY: gateway,
}: Environment): AmazonTexts | undefined {
  if (!from) return undefined
  if (gateway)
    throw new WrongVariable('Set CONVITE_TEXTS_FROM or CONVITE_TEXT_GATEWAY, not both: texts leave one way.')
  if (TEXTS_FROM.some((form) => form.test(from))) return { from, ...(events && { events }) }
  throw new WrongVariable(
    'CONVITE_TEXTS_FROM must be a number, pool or sender id of AWS End User Messaging, such as +16175550123.',
  )
}

/** Throws WrongVariable where messages leave this machine, and their links would lead to this machine only. */
export function requireOrigin(environment: Environment): void {
  if (publicOriginOf(environment)) return
  for (const name of ['SMTP_URL', 'CONVITE_TEXT_GATEWAY']) {
    const url = environment[name]
    if (!url || !URL.canParse(url) || isLoopback(new URL(url).hostname)) continue
    throw new WrongVariable(missingOrigin(`${name} leads off this machine`))
  }
  if (environment.CONVITE_TEXTS_FROM)
    throw new WrongVariable(missingOrigin('Texts of CONVITE_TEXTS_FROM leave this machine'))
}

const missingOrigin = (why: string) =>
  `${why}: set CONVITE_ORIGIN to the public address, such as https://convite.example.org.`

/** The token of `CONVITE_API_TOKEN`, or undefined where none is set. Throws WrongVariable for a short one. */
export function apiTokenOf({ CONVITE_API_TOKEN: token }: Environment): string | undefined {
  if (!token) return undefined
  if (token.length >= TOKEN_LENGTH) return token
  throw new WrongVariable(
    `CONVITE_API_TOKEN has ${token.length} characters; give it at least ${TOKEN_LENGTH}, for instance from \`openssl rand -hex 32\`.`,
  )
}

/**
 * The clock: from `CONVITE_NOW` on where it is set, otherwise the machine's.
 * Throws WrongVariable for what is no instant, and for any on a deployment.
 */
export function clockOf(environment: Environment): () => DateTime {
  const wanted = environment.CONVITE_NOW
  if (!wanted) return () => DateTime.utc()
  if (environment.AWS_LAMBDA_FUNCTION_NAME) {
    throw new WrongVariable('CONVITE_NOW works on the local server only; a deployment keeps the real time.')
  }
  const start = DateTime.fromISO(wanted, { setZone: true })
  if (!start.isValid || !/T.*(Z|[+-]\d\d:\d\d)$/i.test(wanted)) {
    throw new WrongVariable('CONVITE_NOW must be an instant such as 2027-03-09T23:00:00Z.')
  }
  const started = Date.now()
  return () => start.toUTC().plus(Date.now() - started)
}
