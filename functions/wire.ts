import { DateTime } from 'luxon'
import * as z from 'zod'
import type { BackgroundJobs } from '../shared/access/background-jobs.ts'
import type { Services, TranslateText } from '../shared/access/context.ts'
import { type Change, observedWrites } from '../shared/table/observed-writes.ts'
import { openTable } from '../shared/table/table.ts'

/** The table's name where `CONVITE_TABLE` gives none. */
export const TABLE_NAME = 'convite'

/** The deployment's token has at least as many signs. */
export const TOKEN_LENGTH = 32

/** Variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Where everything is read and written, and what time it is. */
export type Base = Pick<Services, 'table' | 'now'>

/** What only the machine knows: where cookies get their key, who goes on with long work, whom to tell what happens. */
export type Machine = {
  cookieKey: string
  work: (base: Base) => BackgroundJobs
  announce?: (line: string) => void
  /** Hears what is written, where no stream of the table does. */
  hear?: (changes: readonly Change[]) => void
}

/** A variable that cannot be used. The message says in plain words what it must be. */
export class WrongVariable extends Error {}

/**
 * Environment → table, clock and secrets: the only reader of it.
 * Throws WrongVariable for a short `CONVITE_API_TOKEN`, and for a `CONVITE_NOW` that is no instant or not local.
 */
export function wire(environment: Environment, machine: Machine): Services {
  const apiToken = apiTokenOf(environment)
  const plain = baseOf(environment)
  const base = machine.hear ? { ...plain, table: observedWrites(plain.table, machine.hear) } : plain
  return {
    ...base,
    cookieKey: machine.cookieKey,
    jobs: machine.work(base),
    ...(apiToken && { apiToken }),
    ...(environment.CONVITE_FIREWALL === 'on' && { behindFirewall: true }),
    ...(environment.CONVITE_TOPIC && { topic: environment.CONVITE_TOPIC }),
    ...(machine.announce && { announce: machine.announce }),
    logSecurityEvent: (event) => console.info(JSON.stringify(event)),
  }
}

function baseOf(environment: Environment): Base {
  const table = openTable(environment.CONVITE_TABLE || TABLE_NAME, clientOf(environment))
  return { table, now: clockOf(environment) }
}

/** What the deployment's secret holds: the key that signs cookies and, if somebody set one, the API's token. */
const Secret = z.lazy(() =>
  z.object({ cookieKey: z.string().min(TOKEN_LENGTH), apiToken: z.string().optional() }),
)

/** What only a deployment has: who goes on with long work, and the machine that translates where it is switched on. */
export type Deployed = { workAt: (places: WorkPlaces) => BackgroundJobs; translate: TranslateText }

/**
 * The same where it is deployed: the keys come from the secret that `CONVITE_SECRET` names, read once.
 * Throws WrongVariable where none is named, or where it holds no cookie key.
 */
export async function wireDeployed(
  environment: Environment,
  { workAt, translate }: Deployed,
): Promise<Services> {
  const { cookieKey, apiToken } = await readSecret(environment.CONVITE_SECRET)
  const work = () => workAt(workPlacesOf(environment))
  const services = wire({ ...environment, CONVITE_API_TOKEN: apiToken }, { cookieKey, work })
  return environment.CONVITE_TRANSLATION === 'on' ? { ...services, translate } : services
}

/** Where files wait, and the queue of who imports them. */
export type WorkPlaces = { bucket: string; imports: string }

function workPlacesOf({
  CONVITE_BUCKET: bucket = '',
  CONVITE_IMPORTS: imports = '',
}: Environment): WorkPlaces {
  return { bucket, imports }
}

/**
 * What a worker is wired to: table and clock, the queue of the sender, from whom and about which site it writes, by
 * which configuration set, and from which number and by which set texts go, where there is one.
 */
export type Worker = {
  services: Base
  queue: string
  origin: string
  from: string
  events?: string
  texts?: { from: string; events: string }
} & WorkPlaces

/** The wiring of what works behind the site, where it is deployed; it signs nothing and needs no secret. */
export function wireWorker(environment: Environment): Worker {
  const { CONVITE_QUEUE: queue = '', CONVITE_ORIGIN: origin = '', CONVITE_FROM: from = '' } = environment
  const {
    CONVITE_EVENTS: events,
    CONVITE_TEXTS_FROM: textsFrom,
    CONVITE_TEXT_EVENTS: textEvents,
  } = environment
  return {
    services: baseOf(environment),
    ...{ queue, origin, from },
    ...(events && { events }),
    ...(textsFrom && textEvents && { texts: { from: textsFrom, events: textEvents } }),
    ...workPlacesOf(environment),
  }
}

/**
 * The e-mail server of `SMTP_URL`, or undefined where none is set.
 * Throws WrongVariable for what is no such address; it is not said again, since it may hold a password.
 */
export function mailServerOf({ SMTP_URL: url }: Environment): string | undefined {
  if (!url) return undefined
  if (URL.canParse(url) && /^smtps?:$/.test(new URL(url).protocol)) return url
  throw new WrongVariable('SMTP_URL must be an address such as smtp://user:password@mail.example.org:587.')
}

async function readSecret(SecretId: string | undefined): Promise<z.output<typeof Secret>> {
  if (!SecretId) throw new WrongVariable('CONVITE_SECRET must name the secret that holds the cookieKey.')
  // Only a deployment has it; the local server runs without.
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager')
  const client = new SecretsManagerClient({ requestHandler })
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId }))
  client.destroy()
  const secret = Secret.safeParse(jsonOf(SecretString))
  if (secret.success) return secret.data
  // The secret itself is never said.
  throw new WrongVariable(
    `The secret of CONVITE_SECRET must be JSON with a cookieKey of at least ${TOKEN_LENGTH} characters.`,
  )
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// The SDK alone would wait without end for an answer that was lost on the way. Its time for the connection alone
// would also count the wait for a free one, and fail a burst that the database bears.
const requestHandler = { requestTimeout: 5_000, throwOnRequestTimeout: true }

// Who takes any key looks at the form of a signature alone; to make a true one is a good part of what a call costs.
const UNCHECKED = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=unchecked',
  'x-amz-date': '20260101T000000Z',
}
const signer = {
  async sign<Request extends { headers: Record<string, string> }>(request: Request) {
    Object.assign(request.headers, UNCHECKED)
    return request
  },
}

/** How to reach DynamoDB: an engine on this machine takes any key, so that none has to be set for it. */
export function clientOf(environment: Environment) {
  const endpoint = environment.DYNAMODB_ENDPOINT
  if (!endpoint) return { requestHandler }
  const region = environment.AWS_REGION || 'us-east-1'
  if (environment.AWS_ACCESS_KEY_ID) return { requestHandler, endpoint, region }
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  return { requestHandler, endpoint, region, credentials, signer }
}

function apiTokenOf({ CONVITE_API_TOKEN: token }: Environment): string | undefined {
  if (!token) return undefined
  if (token.length >= TOKEN_LENGTH) return token
  throw new WrongVariable(
    `CONVITE_API_TOKEN has ${token.length} characters; give it at least ${TOKEN_LENGTH}, for instance from \`openssl rand -hex 32\`.`,
  )
}

function clockOf(environment: Environment): () => DateTime {
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
