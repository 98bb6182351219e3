import { randomUUID } from 'node:crypto'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { matches, type Post } from './amazon.ts'
import { type CloudTemplate, onlyOf, resourcesOf } from './assembly.ts'
import { type BackgroundWork, backgroundWork } from './background.ts'
import { type Cloud, cloudOf, HOST } from './cloud.ts'
import { type DeployedFunction, type Ground, secretsOf, startFunction } from './lambda.ts'

/** The whole as it is deployed, behind the gateway's routes. */
export type Artefact = {
  origin: string
  request(path: string, init?: RequestInit): Promise<Response>
  /** Asks the gateway itself, past CloudFront where it is in front. */
  requestPast(path: string, init?: RequestInit): Promise<Response>
  /** The functions that were asked until now, by logical id. */
  functions: ReadonlyMap<string, DeployedFunction>
  /** What runs behind the site: stream, queues and the clock, by the template's mappings. */
  background: BackgroundWork
  post: Post
  /** So many milliseconds are left to each call from now on; without any, as many as the template gives. */
  hurry: { milliseconds?: number }
  stop(): Promise<void>
}

// Lambda's limit on the size of an event.
const MOST_BYTES = 6 * 1024 * 1024

/** Runs the bundles of an assembly, asked as API Gateway asks by the template's routes. */
export function runArtefact(ground: Ground): Artefact {
  const { template } = ground.assembly
  const cloud = cloudOf(template, ground.tableName)
  const starting = new Map<string, Promise<DeployedFunction>>()
  const functions = new Map<string, DeployedFunction>()
  const post: Post = { queues: new Map(), mails: [], storage: new Map() }
  const hurry: { milliseconds?: number } = {}
  const functionOf = async (id: string) => {
    const started = starting.get(id) ?? startFunction({ ...ground, post, hurry }, cloud, id)
    starting.set(id, started)
    functions.set(id, await started)
    return started
  }
  const [[, domain] = []] = resourcesOf(template, 'AWS::ApiGatewayV2::DomainName')
  const origin = `https://${domain?.DomainName ?? HOST}`
  const edge = edgeOf(ground, cloud)
  const ask = async (path: string, init: RequestInit | undefined, headers: Record<string, string>) => {
    const asked = new Request(`${origin}${path}`, { redirect: 'manual', ...init })
    for (const [name, value] of Object.entries(headers)) asked.headers.set(name, value)
    const route = routeFor(template, cloud, asked)
    if (!route) return Response.json({ message: 'Not Found' }, { status: 404 })
    const event = await eventFor(asked, route.key)
    if (JSON.stringify(event).length > MOST_BYTES)
      return Response.json({ message: 'Request Entity Too Large' }, { status: 413 })
    const { invoke } = await functionOf(route.target)
    return responseOf((await invoke(event)) as APIGatewayProxyStructuredResultV2)
  }
  const stop = async () => {
    for (const one of functions.values()) await one.stop()
  }
  const invoke = async (id: string, event: unknown) => (await functionOf(id)).invoke(event)
  return {
    origin,
    request: (path, init) => ask(path, init, edge),
    requestPast: (path, init) => ask(path, init, {}),
    functions,
    post,
    hurry,
    background: backgroundWork({ template, cloud, post, invoke, ground }),
    stop,
  }
}

/** What CloudFront adds to each request, where the template puts it in front. */
function edgeOf(ground: Ground, cloud: Cloud): Record<string, string> {
  const [[, distribution] = []] = resourcesOf(ground.assembly.template, 'AWS::CloudFront::Distribution')
  if (!distribution) return {}
  const secrets = secretsOf(ground, cloud)
  const [origin] = distribution.DistributionConfig.Origins
  const own = origin.OriginCustomHeaders.map(({ HeaderName, HeaderValue }: Record<string, string>) => {
    const [, arn = '', field = ''] =
      /^\{\{resolve:secretsmanager:(.+):SecretString:(\w+)::\}\}$/.exec(cloud.resolve(HeaderValue ?? '')) ??
      []
    return [HeaderName, JSON.parse(secrets[arn] ?? '{}')[field]]
  })
  return { ...Object.fromEntries(own), 'cloudfront-viewer-address': '192.0.2.7:46532' }
}

type Route = { key: string; target: string }

/** The route that the gateway takes: the longest that fits, else the default one. */
function routeFor(template: CloudTemplate, cloud: Cloud, asked: Request): Route | undefined {
  const stage = onlyOf(template, 'AWS::ApiGatewayV2::Stage').properties
  if (stage.StageName !== '$default' || !stage.AutoDeploy) return undefined
  const routes = resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(([, route]) => route)
  const fitting = routes.filter(({ RouteKey }) => fits(RouteKey, asked))
  const [best] = fitting.sort((one, other) => other.RouteKey.length - one.RouteKey.length)
  if (!best) return undefined
  const [, integration = ''] = cloud.resolve(best.Target).split('integrations/')
  const { IntegrationUri, PayloadFormatVersion } = template.Resources[integration]?.Properties ?? {}
  if (PayloadFormatVersion !== '2.0') throw new Error('the functions know events of version 2.0 only')
  const [, target = ''] = cloud.resolve(IntegrationUri).split(':function:')
  mayInvoke(template, cloud, { key: best.RouteKey, target })
  return { key: best.RouteKey, target }
}

function fits(routeKey: string, { method, url }: Request): boolean {
  if (routeKey === '$default') return true
  const [wanted = '', path = ''] = routeKey.split(' ')
  const pattern = path.replace(/\{\w+\+\}/g, '.+').replace(/\{\w+\}/g, '[^/]+')
  return (wanted === 'ANY' || wanted === method) && new RegExp(`^${pattern}$`).test(new URL(url).pathname)
}

/** The gateway needs the function's leave, route by route. */
function mayInvoke(template: CloudTemplate, cloud: Cloud, { key, target }: Route): void {
  const api = onlyOf(template, 'AWS::ApiGatewayV2::Api').id.toLowerCase()
  const place =
    key === '$default' ? '$default' : key.replace(/^(\w+) /, (_, verb) => (verb === 'ANY' ? '*' : verb))
  const source = `arn:aws:execute-api:${cloud.region}:${cloud.account}:${api}/$default/${place}`
  const granted = resourcesOf(template, 'AWS::Lambda::Permission').some(
    ([, { FunctionName, Principal, SourceArn, Action }]) =>
      Action === 'lambda:InvokeFunction' &&
      Principal === 'apigateway.amazonaws.com' &&
      cloud.resolve(FunctionName).endsWith(`:function:${target}`) &&
      matches(cloud.resolve(SourceArn), source),
  )
  if (!granted) throw new Error(`the gateway may not call ${target} for ${key}`)
}

// All other bodies, forms too, reach a function in base64.
const TEXT = /^(text\/|application\/(json|javascript|xml)\b)/

async function eventFor(asked: Request, routeKey: string): Promise<APIGatewayProxyEventV2> {
  const { pathname, search, searchParams, host } = new URL(asked.url)
  const { cookie, ...headers } = Object.fromEntries(asked.headers)
  const bytes = Buffer.from(await asked.arrayBuffer())
  const isText = TEXT.test(headers['content-type'] ?? '')
  const now = new Date()
  return {
    version: '2.0',
    routeKey,
    rawPath: pathname,
    rawQueryString: search.slice(1),
    ...(cookie && { cookies: cookie.split('; ') }),
    headers: {
      ...headers,
      host,
      ...(bytes.length > 0 && { 'content-length': String(bytes.length) }),
      'x-forwarded-for': '192.0.2.7',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
    },
    ...(search && { queryStringParameters: Object.fromEntries(searchParams) }),
    requestContext: {
      accountId: '123456789012',
      apiId: 'convite',
      domainName: host,
      domainPrefix: 'convite',
      http: {
        method: asked.method,
        path: pathname,
        protocol: 'HTTP/1.1',
        sourceIp: '192.0.2.7',
        userAgent: '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    ...(bytes.length > 0 && { body: bytes.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: bytes.length > 0 && !isText,
  }
}

function responseOf(answer: APIGatewayProxyStructuredResultV2): Response {
  const { statusCode: status = 200, headers = {}, cookies = [], body = '', isBase64Encoded } = answer
  const all = new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)]))
  for (const cookie of cookies) all.append('set-cookie', cookie)
  const content = isBase64Encoded ? Buffer.from(body, 'base64') : body
  return new Response(status === 204 || status === 304 ? null : content, { status, headers: all })
}
