import * as z from 'zod'
import type { BackgroundJobs } from '../shared/access/background-jobs.ts'
import type { SentChannel, Services, TranslateText } from '../shared/access/context.ts'
import type { PictureFiles } from '../shared/access/picture-files.ts'
import { type Change, observedWrites } from '../shared/table/observed-writes.ts'
import { openTable } from '../shared/table/table.ts'
import {
  apiTokenOf,
  clockOf,
  type Environment,
  publicOriginOf,
  TOKEN_LENGTH,
  trustedProxiesOf,
  WrongVariable,
} from './variables.ts'

/** The table's name where `CONVITE_TABLE` gives none. */
export const TABLE_NAME = 'convite'

/** The table and the clock. */
export type Base = Pick<Services, 'table' | 'now'>

/**
 * What depends on the machine: the key of cookies, the set-up code, how long work continues, what sends messages, and the
 * secret of a gateway for texts.
 */
export type Machine = {
  cookieKey: string
  carriers: readonly SentChannel[]
  setupCode?: string
  textSecret?: string
  work: (base: Base) => BackgroundJobs
  /** Where pictures are stored. */
  pictures: PictureFiles
  /** Receives every write, where the table has no stream. */
  hear?: (changes: readonly Change[]) => void
}

/**
 * Environment → table, clock and secrets; nothing else reads the environment.
 * Throws WrongVariable for a short `CONVITE_API_TOKEN`, for a `CONVITE_NOW` that is no instant or not on this machine, and
 * for a wrong `CONVITE_ORIGIN` or `CONVITE_TRUSTED_PROXIES`.
 */
export function wire(environment: Environment, machine: Machine): Services {
  const apiToken = apiTokenOf(environment)
  const origin = publicOriginOf(environment)
  const isTrustedProxy = trustedProxiesOf(environment)
  const plain = baseOf(environment)
  const base = machine.hear ? { ...plain, table: observedWrites(plain.table, machine.hear) } : plain
  return {
    ...base,
    cookieKey: machine.cookieKey,
    carriers: machine.carriers,
    jobs: machine.work(base),
    pictures: machine.pictures,
    ...(apiToken && { apiToken }),
    ...(origin && { origin }),
    ...(machine.textSecret && { textSecret: machine.textSecret }),
    ...(isTrustedProxy && { isTrustedProxy }),
    ...(machine.setupCode && { setupCode: machine.setupCode }),
    ...(environment.CONVITE_TOPIC && { topic: environment.CONVITE_TOPIC }),
    logSecurityEvent: (event) => console.info(JSON.stringify(event)),
  }
}

function baseOf(environment: Environment): Base {
  const table = openTable(environment.CONVITE_TABLE || TABLE_NAME, clientOf(environment))
  return { table, now: clockOf(environment) }
}

/** The deployment's secret: the key that signs cookies and, if the operator set one, the API's token. */
const Secret = z.lazy(() =>
  z.object({ cookieKey: z.string().min(TOKEN_LENGTH), apiToken: z.string().optional() }),
)

/** What `/start` asks for, so that a stranger does not found the first school. */
const SetupSecret = z.lazy(() => z.object({ setupCode: z.string().min(1) }))

/** What CloudFront sends with each request. */
const OriginSecret = z.lazy(() => z.object({ originKey: z.string().min(TOKEN_LENGTH) }))

/** What only a deployment has: where long work continues, and machine translation where it is switched on. */
export type Deployed = {
  workAt: (places: WorkPlaces) => BackgroundJobs
  /** Pictures in the bucket of that name. */
  picturesIn: (bucket: string) => PictureFiles
  translate: TranslateText
}

/** The services, and the key of CloudFront where it is in front. */
export type DeployedServices = Services & { originKey?: string }

/**
 * The same where it is deployed: the keys come from the secrets that `CONVITE_SECRET`, `CONVITE_SETUP_SECRET` and
 * `CONVITE_ORIGIN_SECRET` name, read once. Throws WrongVariable where the first is not named, or one lacks its key.
 */
export async function wireDeployed(
  environment: Environment,
  { workAt, picturesIn, translate }: Deployed,
): Promise<DeployedServices> {
  const { cookieKey, apiToken, setupCode, originKey } = await readSecrets(environment)
  const work = () => workAt(workPlacesOf(environment))
  const pictures = picturesIn(environment.CONVITE_PICTURES ?? '')
  const machine = { cookieKey, work, carriers: carriersOf(environment), pictures }
  const services = wire({ ...environment, CONVITE_API_TOKEN: apiToken }, machine)
  return {
    ...services,
    largestAnswer: LARGEST_ANSWER,
    ...(setupCode && { setupCode }),
    ...(originKey && { originKey }),
    ...(environment.CONVITE_TRANSLATION === 'on' && { translate }),
  }
}

// AWS Lambda Developer Guide, "Quotas": 6 MB of an answer; Base64 makes four bytes of three.
const LARGEST_ANSWER = 4_000_000

const CHANNELS = ['email', 'sms'] as const satisfies readonly SentChannel[]

// The sender is another function: the stack says what it was set up with.
function carriersOf({ CONVITE_CARRIERS: text = '' }: Environment): SentChannel[] {
  const names = text.split(' ')
  return CHANNELS.filter((channel) => names.includes(channel))
}

/** The bucket of roster files, and the queue of imports. */
export type WorkPlaces = { bucket: string; imports: string }

function workPlacesOf({
  CONVITE_BUCKET: bucket = '',
  CONVITE_IMPORTS: imports = '',
}: Environment): WorkPlaces {
  return { bucket, imports }
}

/**
 * What a worker is wired to: table and clock, the sender's queue, the site's origin, the e-mail address and
 * configuration set to send with, and the number and configuration set of texts, where there is one.
 */
export type Worker = {
  services: Base
  queue: string
  origin: string
  from: string
  events?: string
  texts?: { from: string; events: string }
  /** The bucket of pictures. */
  pictures: string
} & WorkPlaces

/** The wiring of the workers where they are deployed; they sign nothing and need no secret. */
export function wireWorker(environment: Environment): Worker {
  const { CONVITE_QUEUE: queue = '', CONVITE_ORIGIN: origin = '', CONVITE_FROM: from = '' } = environment
  const {
    CONVITE_EVENTS: events,
    CONVITE_TEXTS_FROM: textsFrom,
    CONVITE_TEXT_EVENTS: textEvents,
  } = environment
  return {
    services: baseOf(environment),
    ...{ queue, origin, from, pictures: environment.CONVITE_PICTURES ?? '' },
    ...(events && { events }),
    ...(textsFrom && textEvents && { texts: { from: textsFrom, events: textEvents } }),
    ...workPlacesOf(environment),
  }
}

type Secrets = z.output<typeof Secret> & { setupCode?: string; originKey?: string }

async function readSecrets(environment: Environment): Promise<Secrets> {
  const { CONVITE_SECRET: keys, CONVITE_SETUP_SECRET: setup, CONVITE_ORIGIN_SECRET: origin } = environment
  if (!keys) throw new WrongVariable('CONVITE_SECRET must name the secret that holds the cookieKey.')
  // Loaded on a deployment only; the local server runs without it.
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager')
  const client = new SecretsManagerClient({ requestHandler })
  const read = async <Shape>(SecretId: string, shape: z.ZodType<Shape>, mustBe: string): Promise<Shape> => {
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId }))
    const secret = shape.safeParse(jsonOf(SecretString))
    if (secret.success) return secret.data
    throw new WrongVariable(mustBe) // which never repeats the secret
  }
  const long = `of at least ${TOKEN_LENGTH} characters.`
  const all = await Promise.all([
    read(keys, Secret, `The secret of CONVITE_SECRET must be JSON with a cookieKey ${long}`),
    setup && read(setup, SetupSecret, 'The secret of CONVITE_SETUP_SECRET must be JSON with a setupCode.'),
    origin &&
      read(
        origin,
        OriginSecret,
        `The secret of CONVITE_ORIGIN_SECRET must be JSON with an originKey ${long}`,
      ),
  ])
  client.destroy()
  return Object.assign({}, ...all)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// By default the SDK waits forever for a lost response. A connection timeout would also count the wait for a free
// socket, and fail a burst that the database can serve.
const requestHandler = { requestTimeout: 5_000, throwOnRequestTimeout: true }

// A local engine checks only the form of a signature, and computing a real one is a good part of a call's cost.
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

/** How to reach DynamoDB: a local engine takes any key, so that none has to be set for it. */
export function clientOf(environment: Environment) {
  const endpoint = environment.DYNAMODB_ENDPOINT
  if (!endpoint) return { requestHandler }
  const region = environment.AWS_REGION || 'us-east-1'
  if (environment.AWS_ACCESS_KEY_ID) return { requestHandler, endpoint, region }
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  return { requestHandler, endpoint, region, credentials, signer }
}
