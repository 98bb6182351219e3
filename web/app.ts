import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { etag } from 'hono/etag'
import type { Services } from '../shared/access/context.ts'
import { faultRecord } from '../shared/access/fault.ts'
import { createRateLimiter } from '../shared/access/rate-limit.operations.ts'
import { Refusal, refuse } from '../shared/access/refusal.ts'
import { MOST_PICTURE_BYTES } from '../shared/workshop/picture-header.ts'
import { identifyArrival } from './arrival.ts'
import { compressed } from './compress.ts'
import { guardHeaders } from './guard-headers.ts'
import { lazyPages } from './lazy-pages.ts'
import { preventCsrf, refuseOddAddresses, setContentPolicy } from './policy.ts'
import { identifyReader, strangerOf } from './reader.ts'
import { familyRoutes, routes } from './routes.ts'
import { schoolRoutes } from './school-routes.ts'
import { logSecurityEvents } from './security-event.ts'
import { requestKindOf } from './sign-in-events.ts'
import type { Reader, Visit, WebEnv } from './visit.ts'

const FORM_BYTES = 512 * 1024
const ROSTER_BYTES = 30 * 1024 * 1024
// The fields beside a picture.
const PICTURE_FIELDS_BYTES = 16 * 1024

/** The web side: every page, as a Hono app over the deployment's services. */
export function createWeb(services: Services): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const pages = lazyPages()
  app.use(identifyArrival(services))
  app.use(logSecurityEvents<WebEnv>(services, requestKindOf), compressed, setCacheControl, revalidate)
  app.use(guardHeaders, setContentPolicy, refuseOddAddresses, limitRate(services))
  app.use((_, next) => {
    const going = next()
    // Loads the first pages while the database is asked for the reader.
    pages.loadAhead()
    return going
  }, identifyReader(services))
  // One-click unsubscribe (RFC 8058) posts from the mail program, without CSRF protection: the secret address does nothing else.
  app.use((c, next) => (c.req.path.startsWith(routes.stop('')) ? next() : preventCsrf(c, next)))
  app.use((c, next) => limitOf(c.req.path)(c, next))
  for (const [paths, answer] of pages.byPath) app.on(['GET', 'POST'], paths, answer)
  app.notFound(() => refuse('not-found'))
  app.onError((fault, c) => answerFault(c, fault))
  return app
}

/** Rate-limits wrong guesses at links and codes per network address. */
function limitRate(services: Services): MiddlewareHandler<WebEnv> {
  const guard = createRateLimiter(services)
  return (c, next) => {
    c.set('guarded', guard(c.get('network')))
    return next()
  }
}

// What everybody may see is revalidated by its ETag, and sent again only where it changed; an ETag identifies no reader.
const revalidate: MiddlewareHandler<WebEnv> = async (c, next) => (isPublic(c) ? weakEtag(c, next) : next())

const weakEtag = etag({ weak: true })
const isPublic = (c: Visit) =>
  c.req.method === 'GET' &&
  [routes.publicWorkshop(''), routes.familyFeed(''), routes.schoolFeed('')].some((path) =>
    c.req.path.startsWith(path),
  )

/**
 * Forbids caches to store a page, except what everybody may see, and files whose name changes with their content; an
 * address with a token goes into no Referer header.
 */
const setCacheControl: MiddlewareHandler<WebEnv> = async (c, next) => {
  await next()
  const { headers, status } = c.res
  headers.set('Cache-Control', cachingOf(c))
  const holdsToken = [routes.familyLink(''), routes.signInLink(''), routes.stop(''), routes.help('')].some(
    (path) => c.req.path.startsWith(path),
  )
  // Only on a redirect: a form on a page without a referrer fails the CSRF check of older browsers.
  if (holdsToken && status === 303) headers.set('Referrer-Policy', 'no-referrer')
}

function cachingOf(c: Visit): string {
  if (c.res.status === 200 && isNamedByContent(c)) return 'public, max-age=31536000, immutable'
  // By the browser that saw it alone, so that one that is taken back is served to nobody else.
  if (c.res.status === 200 && c.req.path.startsWith(PICTURES)) return 'private, max-age=31536000, immutable'
  // Browsers ask for it with every page; a school's new name may reach home screens a day later.
  if (c.res.status === 200 && isManifest(c)) return 'public, max-age=86400'
  return isPublic(c) && c.res.status < 400 ? 'private, no-cache' : 'no-store'
}

const PICTURES = '/picture/'
const isManifest = (c: Visit) => /^\/app\/manifest\//.test(c.req.path)

// The picture of shared links is beside its script.
const NAMED_BY_CONTENT = [
  schoolRoutes.doorScript(''),
  schoolRoutes.checklistScript(''),
  schoolRoutes.languageScript(''),
  schoolRoutes.cameraScript(''),
  schoolRoutes.recordScript(''),
  schoolRoutes.codeLibrary(''),
  routes.shareScript(''),
  familyRoutes.keepScript(''),
  familyRoutes.pictureScript(''),
  familyRoutes.aloudScript(''),
  routes.icon(''),
]

const isNamedByContent = (c: Visit) => NAMED_BY_CONTENT.some((path) => c.req.path.startsWith(path))

const tooLarge = () => refuse('too-large')
const formLimit = bodyLimit({ maxSize: FORM_BYTES, onError: tooLarge })
const rosterLimit = bodyLimit({ maxSize: ROSTER_BYTES, onError: tooLarge })
const pictureLimit = bodyLimit({
  maxSize: MOST_PICTURE_BYTES + PICTURE_FIELDS_BYTES,
  onError: () => refuse('too-large', { why: 'picture' }),
})

function limitOf(path: string): MiddlewareHandler {
  if (path.startsWith(schoolRoutes.roster())) return rosterLimit
  return HOST_PICTURE.test(path) ? pictureLimit : formLimit
}

const HOST_PICTURE = new RegExp(`^${familyRoutes.hostPicture('[^/]+', '[^/]+')}$`)

/** Answers a refusal with its page or a redirect to sign in; logs a fault under a reference that the page shows. */
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
