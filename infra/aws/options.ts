import { COUNTRIES } from './countries.ts'
import { type OptionName, unknownOption } from './option-names.ts'

/** What a deployment is for: `dev` can be thrown away with all its data, `prod` keeps its data whatever happens. */
export type Stage = 'dev' | 'prod'

/** What the operator chose by `-c name=value`. */
export type Options = {
  stage: Stage
  /** The host name under which people reach it, and the certificate (ARN) for it. */
  domain?: { name: string; certificate: string }
  /** CloudFront and a firewall in front of the gateway, which then answers nobody else. */
  cloudfront: boolean
  /** The data is encrypted with a key of this account instead of Amazon's own. */
  customerManagedKey: boolean
  /** The name of a table that was restored, to use instead of the stack's own, which stays as it is. */
  restoredTable?: { name: string; stream?: string }
  /** The address from which e-mail comes; without one nothing is sent. */
  sender?: string
  /** The SES identity to send as: the sender's domain, or one that exists; by default the address alone. */
  senderIdentity?: 'domain' | SesIdentity
  /** The countries (ISO 3166) to which text messages may go; none where nobody said so. */
  textCountries: string[]
  /** The number or pool of numbers (ARN) from which texts come; without one none is sent. */
  textsFrom?: string
  /** What organizers and hosts write may be translated by Amazon Translate. */
  translation: boolean
  /** Read and write units a second that the table gives at most, which bounds what it can cost. */
  tableUnits: number
  /** US dollars a month of the account, beyond which an alarm is raised. */
  budget: number
  /** Each function has its share of the account's concurrency for itself. */
  reservedConcurrency: boolean
}

/** An SES identity that exists in the account: an address or a domain. */
export type SesIdentity = { arn: string; name: string }

/** An option that cannot be used. The message says in a sentence what to set. */
export class WrongOption extends Error {}

const STAGES: readonly string[] = ['dev', 'prod'] satisfies Stage[]
const ADDRESS = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/
const STREAM = /^arn:aws[\w-]*:dynamodb:[a-z0-9-]+:\d{12}:table\/([\w.-]+)\/stream\/[\w:.-]+$/
const TABLE = /^[\w.-]{3,255}$/
const NUMBER = /^arn:aws[\w-]*:sms-voice:[a-z0-9-]+:\d{12}:(phone-number|pool|sender-id)\/[\w/-]+$/
const IDENTITY = /^arn:aws[\w-]*:ses:[a-z0-9-]+:\d{12}:identity\/([^\s/]+)$/
// The last part has letters, and in punycode (`xn--p1ai`) numbers and hyphens too.
const HOST = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])$/
const CERTIFICATE = /^arn:aws[\w-]*:acm:([a-z0-9-]+):\d{12}:certificate\/[\w-]+$/
// The initial throughput of a table on demand; some hundred schools stay far below.
const TABLE_UNITS = 4_000
const DOLLARS = 50
/** The only region from which CloudFront takes its certificate and its firewall. */
export const CLOUDFRONT_REGION = 'us-east-1'

/**
 * The options in CDK's context; `region` is where the operator's profile deploys, if known.
 * Throws WrongOption for whatever is missing, unknown or does not go together.
 */
export function optionsOf(given: Readonly<Record<string, unknown>>, region?: string): Options {
  mustBeKnown(Object.keys(given))
  const context: ReadOption = (name) => given[name]
  const stage = stageOf(context('stage'))
  const domain = domainOf(context('domain'), context('certificate'))
  const cloudfront = flagOf('cloudfront', context('cloudfront'))
  const customerManagedKey = flagOf('customerManagedKey', context('customerManagedKey'))
  if (cloudfront) mustSuitCloudFront(domain, region)
  mustBeInOneRegion(context, cloudfront ? CLOUDFRONT_REGION : region)
  const restoredTable = restoredTableOf(context('restoredTable'), context('restoredStream'))
  const sender = senderOf(context('sender'))
  if (sender && restoredTable && !restoredTable.stream) {
    throw new WrongOption(
      'Messages follow the stream of the table: add `-c restoredStream=` with the ARN of the restored table’s stream.',
    )
  }
  return {
    stage,
    ...(domain && { domain }),
    cloudfront,
    customerManagedKey,
    ...(restoredTable && { restoredTable }),
    ...(sender && { sender }),
    ...senderIdentityOf(context('senderIdentity'), sender),
    ...textOptions(context, sender),
    translation: flagOf('translation', context('translation')),
    tableUnits: numberOf('tableUnits', context('tableUnits'), TABLE_UNITS),
    budget: numberOf('budget', context('budget'), DOLLARS),
    reservedConcurrency: flagOf('reservedConcurrency', context('reservedConcurrency')),
  }
}

type ReadOption = (name: OptionName) => unknown

// CDK itself takes any name, so that a misspelt option would change nothing.
function mustBeKnown(names: readonly string[]): void {
  const unknown = unknownOption(names)
  if (unknown)
    throw new WrongOption(`There is no option "${unknown.name}": did you mean \`-c ${unknown.nearest}=\`?`)
}

function textOptions(
  context: ReadOption,
  sender: string | undefined,
): Pick<Options, 'textCountries' | 'textsFrom'> {
  const textCountries = countriesOf(context('textCountries'))
  const given = context('textsFrom')
  if (given === undefined || given === '') return { textCountries }
  if (typeof given !== 'string' || !NUMBER.test(given))
    throw new WrongOption(
      `"${given}" is no number: set \`-c textsFrom\` to the ARN of a number or pool of AWS End User Messaging.`,
    )
  if (!sender || textCountries.length === 0)
    throw new WrongOption(
      'Texts need `-c sender=` as well, and `-c textCountries=` with the countries to which they may go.',
    )
  return { textCountries, textsFrom: given }
}

function stageOf(given: unknown): Stage {
  if (given === undefined || given === '')
    throw new WrongOption('Say which stage to deploy: `-c stage=dev` or `-c stage=prod`.')
  if (typeof given === 'string' && STAGES.includes(given)) return given as Stage // it is one of the two
  throw new WrongOption(`There is no stage "${given}": set \`-c stage=dev\` or \`-c stage=prod\`.`)
}

function domainOf(name: unknown, certificate: unknown): Options['domain'] {
  if (!name && !certificate) return undefined
  if (!name) throw new WrongOption('A certificate needs its domain: add `-c domain=workshops.example.org`.')
  if (typeof name !== 'string' || !HOST.test(name))
    throw new WrongOption(
      `"${name}" is no host name: set \`-c domain\` to one such as workshops.example.org, in small letters.`,
    )
  if (!certificate)
    throw new WrongOption(
      `The domain ${name} needs a certificate: add \`-c certificate=\` with its ARN from Certificate Manager.`,
    )
  if (typeof certificate !== 'string' || !CERTIFICATE.test(certificate))
    throw new WrongOption(
      `"${certificate}" is no certificate: set \`-c certificate\` to an ARN of Certificate Manager (arn:aws:acm:…).`,
    )
  return { name, certificate }
}

function flagOf(name: string, given: unknown): boolean {
  if (given === undefined || given === '') return false
  if (given === true || given === 'true') return true
  if (given === false || given === 'false') return false
  throw new WrongOption(`\`-c ${name}\` is "${given}": set it to true or false.`)
}

function numberOf(name: string, given: unknown, byDefault: number): number {
  if (given === undefined || given === '') return byDefault
  if (/^[1-9]\d{0,8}$/.test(String(given))) return Number(given)
  throw new WrongOption(`\`-c ${name}\` is "${given}": set it to a whole number above 0.`)
}

function restoredTableOf(name: unknown, stream: unknown): Options['restoredTable'] {
  if (name === undefined || name === '') return undefined
  if (typeof name !== 'string' || !TABLE.test(name))
    throw new WrongOption(
      `"${name}" is no table: set \`-c restoredTable\` to the name that you gave to the restored one.`,
    )
  if (stream === undefined || stream === '') return { name }
  const [given, of] = STREAM.exec(String(stream)) ?? []
  if (given && of === name) return { name, stream: given }
  if (given)
    throw new WrongOption(
      `The stream is of ${of}: set \`-c restoredStream\` to the one of the restored table ${name}.`,
    )
  throw new WrongOption(
    `"${stream}" is no stream: set \`-c restoredStream\` to the ARN of the table's stream.`,
  )
}

function countriesOf(given: unknown): string[] {
  if (given === undefined || given === '') return []
  const codes = String(given).split(',')
  const unknown = codes.find((code) => !COUNTRIES.includes(code))
  if (unknown === undefined) return [...new Set(codes)]
  if (/^[A-Z]{2}$/.test(unknown))
    throw new WrongOption(
      `There is no country "${unknown}": set \`-c textCountries\` to codes of ISO 3166 such as US,CA.`,
    )
  throw new WrongOption(`"${given}" names no countries: set \`-c textCountries\` to codes such as US,CA.`)
}

function senderOf(given: unknown): string | undefined {
  if (given === undefined || given === '') return undefined
  if (typeof given === 'string' && ADDRESS.test(given)) return given
  throw new WrongOption(
    `"${given}" is no e-mail address: set \`-c sender\` to the one from which messages shall come.`,
  )
}

function senderIdentityOf(given: unknown, sender: string | undefined): Pick<Options, 'senderIdentity'> {
  if (given === undefined || given === '') return {}
  if (!sender)
    throw new WrongOption('An identity needs its address: add `-c sender=` with the one to send from.')
  if (given === 'domain') return { senderIdentity: given }
  const [arn, name] = IDENTITY.exec(String(given)) ?? []
  if (!arn || !name)
    throw new WrongOption(
      `"${given}" is no identity: set \`-c senderIdentity\` to domain, or to the ARN of an identity of SES.`,
    )
  // Hosts are the same in any case; the part before the `@` is not.
  const at = sender.lastIndexOf('@') + 1
  const host = sender.slice(at).toLowerCase()
  const domain = name.includes('@') ? undefined : name.toLowerCase()
  const address = name.slice(0, at) + name.slice(at).toLowerCase()
  if (address === sender.slice(0, at) + host || host === domain || host.endsWith(`.${domain}`))
    return { senderIdentity: { arn, name } }
  throw new WrongOption(`The identity ${name} may not send as ${sender}: name one of that address or domain.`)
}

const REGIONAL: readonly OptionName[] = ['certificate', 'restoredStream', 'senderIdentity', 'textsFrom']
const REGION = /^arn:aws[\w-]*:[a-z-]+:([a-z0-9-]+):/

// Each of these services knows what is in its own region alone: a name from another one fails the deploy, or each message.
function mustBeInOneRegion(context: ReadOption, region: string | undefined): void {
  const named = REGIONAL.flatMap((name) => {
    const [, place] = REGION.exec(String(context(name) ?? '')) ?? []
    return place ? [{ name, place }] : []
  })
  const expected = region ?? named[0]?.place
  const stray = named.find(({ place }) => place !== expected)
  if (stray)
    throw new WrongOption(
      `Everything is in one region: \`-c ${stray.name}\` names ${stray.place}, and the rest is in ${expected}.`,
    )
}

// The visitor's host must reach the app unchanged, or every form would fail the CSRF check; so the gateway has the
// name that people type.
function mustSuitCloudFront(domain: Options['domain'], region: string | undefined): void {
  if (!domain)
    throw new WrongOption(
      'CloudFront needs a domain of yours: add `-c domain=workshops.example.org -c certificate=` with its ARN.',
    )
  const places = [region, CERTIFICATE.exec(domain.certificate)?.[1]]
  if (places.every((place) => place === undefined || place === CLOUDFRONT_REGION)) return
  throw new WrongOption(
    `CloudFront takes its certificate and firewall from ${CLOUDFRONT_REGION} only: set AWS_REGION and the certificate to that region, or leave \`-c cloudfront\` out.`,
  )
}
