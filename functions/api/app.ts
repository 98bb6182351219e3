import { type Context as Call, Hono } from 'hono'
import * as z from 'zod'
import type { Actor } from '../../shared/access/actor.ts'
import type { Context, RateLimiter, Services } from '../../shared/access/context.ts'
import { faultRecord } from '../../shared/access/fault.ts'
import { answerOnce, type KeyedWork } from '../../shared/access/idempotency.operations.ts'
import { createRateLimiter } from '../../shared/access/rate-limit.operations.ts'
import { Refusal, refuse } from '../../shared/access/refusal.ts'
import { withRequestCache } from '../../shared/access/request.operations.ts'
import { sameText } from '../../shared/access/secret.ts'
import { actorOfToken } from '../../shared/access/token.operations.ts'
import { type ArrivalEnv, identifyArrival } from '../../web/arrival.ts'
import { guardHeaders } from '../../web/guard-headers.ts'
import { logSecurityEvents } from '../../web/security-event.ts'
import { keyedAnswer, responseOf } from './idempotency.ts'
import { bodyOf, bytesWithin, mustBeJson } from './input.ts'
import { isAnswer, type Route } from './route.ts'
import { routes } from './routes.ts'

// Loaded with the first request that is refused.
const problems = () => import('./problem.ts')

// A roster of 5,000 families is 2 MB as plain CSV; JSON bodies are far smaller.
const MOST_BYTES = 25 * 1024 * 1024
const MOST_JSON_BYTES = 1024 * 1024

const NO_BODY = z.lazy(() => z.strictObject({}))

/** The JSON API under `/api/v1`. */
export function createApi(services: Services): Hono<ArrivalEnv> {
  const app = new Hono<ArrivalEnv>().basePath('/api/v1')
  app.use(identifyArrival(services))
  app.use(
    logSecurityEvents(services, ({ req }) => ({
      part: 'api',
      isKnown: req.header('authorization') !== undefined,
    })),
  )
  app.use('*', guardHeaders)
  app.use('*', async (call, next) => {
    await next()
    call.header('Cache-Control', 'no-store')
    call.header('Content-Security-Policy', "default-src 'none'; base-uri 'none'; frame-ancestors 'none'")
  })
  serveDocuments(app)
  const guard = createRateLimiter(services)
  const { topic, textSecret } = services
  // Few requests of many are the carriers'.
  if (topic)
    app.post('/hooks/sns', async ({ req }) =>
      (await import('./hooks.ts')).hearCarriers(withRequestCache(services), topic, req.raw),
    )
  if (textSecret)
    app.post('/hooks/texts', async (call) => {
      const guarded = guard(call.get('network'))
      const identify: Identify = (_, bearer) => gatewayOf(bearer, textSecret, guarded)
      return serve(services, (await import('./texts.ts')).textRoute, call, identify)
    })
  for (const route of routes) {
    app.on(route.method.toUpperCase(), route.path.replace(/\{(\w+)\}/g, ':$1'), (call) => {
      const guarded = guard(call.get('network'))
      return serve(services, route, call, (own, bearer) => actorOf(own, bearer, guarded))
    })
  }
  app.notFound(async ({ req }) => {
    const { problemOf, problemOfMethod } = await problems()
    const allowed = methodsOf(new URL(req.url).pathname)
    return allowed.length > 0 ? problemOfMethod(allowed) : problemOf(new Refusal('not-found'))
  })
  app.onError(async (fault) => {
    const { problemOf, problemOfFault } = await problems()
    if (fault instanceof Refusal) return problemOf(fault)
    const record = faultRecord(fault)
    console.error(JSON.stringify(record))
    return problemOfFault(record.reference)
  })
  return app
}

/** What people and tools read of the API itself, loaded with the first request for it. */
function serveDocuments(app: Hono<ArrivalEnv>): void {
  app.get('/openapi.json', async (call) =>
    call.json((await import('./openapi.ts')).openApi(await described())),
  )
  app.get('/problems/:code', async (call) => {
    const { code } = call.req.param()
    const explained = (await problems()).explanationOf(code) ?? refuse('not-found')
    return call.html((await import('./docs.tsx')).problemPage(code, explained))
  })
  app.get('/docs', async (call) => call.html((await import('./docs.tsx')).docsPage(await described())))
}

/** Every call, with the one that only the gateway of texts makes. */
const described = async () => [...routes, (await import('./texts.ts')).textRoute]

const READ_BY_ALL = ['/openapi.json', '/docs', '/problems/{code}'].map((path) => ({ method: 'get', path }))

/** The methods of the routes at a path, as `Allow` names them. */
function methodsOf(pathname: string): string[] {
  const methods = [...routes, ...READ_BY_ALL]
    .filter(({ path }) => new RegExp(`^/api/v1${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(pathname))
    .map(({ method }) => method.toUpperCase())
  return [...new Set(methods.includes('GET') ? [...methods, 'HEAD'] : methods)].sort()
}

/** Who sent a bearer token; refuses `sign-in-needed` where nobody has it. */
type Identify = (services: Services, bearer: string) => Promise<Actor>

async function actorOf({ table, apiToken }: Services, bearer: string, guarded: RateLimiter): Promise<Actor> {
  const known = async () => (await actorOfToken(table, bearer, apiToken)) ?? refuse('sign-in-needed')
  // The deployment's own token never waits.
  const isOurs = apiToken !== undefined && sameText(bearer, apiToken)
  return isOurs ? known() : guarded('token', known)
}

// Nor does the gateway's secret, which is good for its one call.
async function gatewayOf(bearer: string, secret: string, guarded: RateLimiter): Promise<Actor> {
  if (sameText(bearer, secret)) return { kind: 'public' }
  return guarded('token', async () => refuse('sign-in-needed'))
}

async function serve(
  deployment: Services,
  route: Route,
  call: Call<ArrivalEnv>,
  identify: Identify,
): Promise<Response> {
  const services = withRequestCache(deployment)
  const { table, now, carriers } = services
  const bearer =
    /^Bearer (\S+)$/i.exec(call.req.header('authorization') ?? '')?.[1] ?? refuse('sign-in-needed')
  const actor = await identify(services, bearer)
  const context: Context = { table, now, actor, carriers }
  const bytes = await bytesOf(call, route)
  const key = route.method === 'post' ? call.req.header('idempotency-key') : undefined
  const arrived = { route, call, bytes }
  if (!key) return respond(context, services, arrived)
  const { pathname, search } = new URL(call.req.url)
  const request = { bearer, key, target: pathname + search, bytes }
  const work: KeyedWork = async (own) =>
    keyedAnswer(await respondOrRefuse({ ...context, ...own }, services, arrived))
  const { severalCommits = false } = route
  return responseOf(await answerOnce({ table: deployment.table, now }, request, work, { severalCommits }))
}

async function bytesOf(call: Call<ArrivalEnv>, route: Route): Promise<Uint8Array> {
  if (route.method === 'get') return new Uint8Array()
  return bytesWithin(call.req.raw, route.bytes ? MOST_BYTES : MOST_JSON_BYTES)
}

async function respondOrRefuse(...given: Parameters<typeof respond>): Promise<Response> {
  try {
    return await respond(...given)
  } catch (fault) {
    if (fault instanceof Refusal) return (await problems()).problemOf(fault)
    throw fault
  }
}

type Arrived = { route: Route; call: Call<ArrivalEnv>; bytes: Uint8Array }

async function respond(
  context: Context,
  {
    jobs,
    translate,
    pictures,
    largestAnswer,
  }: Pick<Services, 'jobs' | 'translate' | 'pictures' | 'largestAnswer'>,
  { route, call, bytes }: Arrived,
): Promise<Response> {
  const origin = call.get('origin')
  const mediaType = (call.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (route.bytes && !route.bytes.includes(mediaType)) refuse('unsupported-media-type')
  if (!route.bytes && bytes.length > 0) mustBeJson(mediaType)
  const params = call.req.param()
  const schema = (await route.bodyOver?.(context, params)) ?? route.body ?? NO_BODY
  const body = route.bytes ? undefined : bodyOf(bytes, schema)
  const asked = {
    params,
    query: call.req.query(),
    body,
    bytes,
    mediaType,
    origin,
    jobs,
    translate,
    pictures,
    largestAnswer,
  }
  const result = await route.answer(context, asked as Parameters<Route['answer']>[1])
  const {
    status,
    body: content,
    contentType,
  } = isAnswer(result) ? result : { status: route.status, body: result }
  if (status === 204 || content === undefined) return new Response(null, { status })
  if (contentType) {
    const isBytes = content instanceof ReadableStream || content instanceof Uint8Array
    const sent = isBytes ? (content as BodyInit) : String(content)
    return new Response(sent, { status, headers: { 'content-type': contentType } })
  }
  return Response.json(content, { status })
}
