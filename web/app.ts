import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { etag } from 'hono/etag'
import type { Services } from '../shared/access/context.ts'
import { faultRecord } from '../shared/access/fault.ts'
import { createRateLimiter } from '../shared/access/rate-limit.operations.ts'
import { Refusal, refuse } from '../shared/access/refusal.ts'
import { compressed } from './compress.ts'
import { guardHeaders } from './guard-headers.ts'
import { lazyPages } from './lazy-pages.ts'
import { networkOf } from './network.ts'
import { oursAlone, plainAddresses, protect } from './policy.ts'
import { meetReader, strangerOf } from './reader.ts'
import { routes, schoolRoutes } from './routes.ts'
import { noted } from './security-event.ts'
import { placeOf } from './sign-in-events.ts'
import type { Reader, Visit, WebEnv } from './visit.ts'

const FORM_BYTES = 512 * 1024
const ROSTER_BYTES = 30 * 1024 * 1024

/** The web side: every page, as a Hono app over the deployment's services. */
export function createWeb(services: Services): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const later = lazyPages()
  app.use(noted<WebEnv>(services, placeOf), compressed, keepPrivate, onlyWhatChanged)
  app.use(guardHeaders, protect, plainAddresses, guarded(services))
  app.use((_, next) => {
    const going = next()
    // They are read while the database is asked who comes.
    later.readAhead()
    return going
  }, meetReader(services))
  // Mail programs stop our e-mails with a form of their own; the address is a secret that does nothing else.
  app.use((c, next) => (c.req.path.startsWith(routes.stop('')) ? next() : oursAlone(c, next)))
  app.use((c, next) =>
    c.req.path.startsWith(schoolRoutes.roster()) ? rosterLimit(c, next) : formLimit(c, next),
  )
  for (const [paths, pages] of later.places) app.on(['GET', 'POST'], paths, pages)
  app.notFound(() => refuse('not-found'))
  app.onError((fault, c) => answerFault(c, fault))
  return app
}

/** Who guesses wrong too often at links and codes waits. */
function guarded(services: Services): MiddlewareHandler<WebEnv> {
  const guard = createRateLimiter(services)
  return (c, next) => {
    c.set('guarded', guard(networkOf(c.env)))
    return next()
  }
}

// What everybody may see is asked for anew each time, and sent only where it changed; by its tag no reader is known.
const onlyWhatChanged: MiddlewareHandler<WebEnv> = async (c, next) => (isForAll(c) ? tagged(c, next) : next())

const tagged = etag({ weak: true })
const isForAll = (c: Visit) =>
  c.req.method === 'GET' &&
  [routes.publicWorkshop(''), routes.familyFeed(''), routes.schoolFeed('')].some((path) =>
    c.req.path.startsWith(path),
  )

/** Nothing is kept between us and the reader but what all may see; an address with a token is told to nobody at all. */
const keepPrivate: MiddlewareHandler<WebEnv> = async (c, next) => {
  await next()
  const { headers, status } = c.res
  headers.set('Cache-Control', isForAll(c) && status < 400 ? 'private, no-cache' : 'no-store')
  const holdsToken = [routes.familyLink(''), routes.signInLink(''), routes.stop(''), routes.help('')].some(
    (path) => c.req.path.startsWith(path),
  )
  // Only where it leads on: a page without a referrer cannot prove its form to be ours.
  if (holdsToken && status === 303) headers.set('Referrer-Policy', 'no-referrer')
}

const tooLarge = () => refuse('too-large')
const formLimit = bodyLimit({ maxSize: FORM_BYTES, onError: tooLarge })
const rosterLimit = bodyLimit({ maxSize: ROSTER_BYTES, onError: tooLarge })

/** A refusal gets its page, or the way to sign in; a fault is logged by a reference that the page shows. */
async function answerFault(c: Visit, fault: Error): Promise<Response> {
  if (fault instanceof Refusal && fault.code === 'sign-in-needed')
    return c.redirect(c.req.path.startsWith(schoolRoutes.today()) ? routes.signIn() : routes.code(), 303)
  const reader: Reader = c.get('reader') ?? (await strangerOf(c))
  const { showError } = await import('./public/error.tsx')
  if (fault instanceof Refusal) {
    const { retryAfter } = fault.details
    if (retryAfter) c.header('Retry-After', String(retryAfter))
    return showError(c, { reader, code: fault.code, details: fault.details })
  }
  const record = faultRecord(fault)
  console.error(JSON.stringify(record))
  return showError(c, { reader, reference: record.reference })
}
