import { Hono } from 'hono'
import { refuse } from '../shared/access/refusal.ts'
import { checkFormToken } from './form-owner.ts'
import { pageAddress } from './page-address.ts'
import { familyRoutes, routes } from './routes.ts'
import { schoolRoutes } from './school-routes.ts'
import type { Visit, WebEnv } from './visit.ts'

/** Pages that are loaded with the first request for one of them. */
export type LazyPages = {
  /** What answers each path; the first match counts. */
  byPath: readonly (readonly [paths: string[], answer: (c: Visit) => Promise<Response>])[]
  /** Loads the most requested pages, after the work that is already scheduled. */
  loadAhead: () => void
}

/** All pages in five bundles, so that a request loads only its own; the most requested are loaded with the first request. */
export function lazyPages(): LazyPages {
  const first = lazy(async () => (await import('./family/first-pages.ts')).registerFirstPages)
  const open = lazy(async () => (await import('./public/pages.ts')).registerPublicPages)
  const family = lazy(async () => (await import('./family/pages.ts')).registerFamilyPages)
  const host = lazy(async () => (await import('./family/hosting.tsx')).registerHosting)
  const team = lazy(teamPages)
  const byPath: LazyPages['byPath'] = [
    [[routes.welcome(), routes.code(), routes.familyLink('*')], first],
    [[familyRoutes.home(), familyRoutes.leave(), familyRoutes.vote('*')], first],
    [[familyRoutes.keepScript('*')], first],
    [[routes.start(), routes.signIn(), `${routes.signIn()}/*`, routes.signOut()], open],
    [[routes.publicWorkshop('*'), routes.familyFeed('*'), routes.schoolFeed('*')], open],
    [[routes.stop('*'), routes.manual(), routes.help('*'), routes.changes('*')], open],
    [[routes.icon('*'), routes.manifest('*', '*')], open],
    [[routes.introduce('*'), routes.picture('*', '*')], open],
    [[familyRoutes.hosting('*')], host],
    [[`${familyRoutes.home()}/*`], family],
    [[schoolRoutes.today(), `${schoolRoutes.today()}/*`, routes.design()], team],
  ]
  return { byPath, loadAhead: first.loadAhead }
}

// The team sees texts in the languages of its families.
async function teamPages() {
  const [{ registerSchoolPages }, { showLeaving }, { loadLanguages }] = await Promise.all([
    import('./school/pages.ts'),
    import('./school/leaving.tsx'),
    import('./messages/catalogue.ts'),
  ])
  await loadLanguages()
  return (app: Hono<WebEnv>) => {
    app.use(showLeaving)
    registerSchoolPages(app)
  }
}

type Carried = { Bindings: { carried: WebEnv['Variables'] } }

// Errors are passed on to the app, which answers them.
function lazy(load: () => Promise<(app: Hono<WebEnv>) => void>) {
  const make = async () => {
    const pages = new Hono<WebEnv & Carried>()
    pages.use((c, next) => {
      for (const name of ['origin', 'services', 'context', 'reader', 'guarded'] as const)
        c.set(name, c.env.carried[name])
      return next()
    })
    pages.use(checkFormToken)
    ;(await load())(pages as unknown as Hono<WebEnv>) // the pages ask nothing of what is carried
    pages.notFound(() => refuse('not-found'))
    pages.onError((fault) => {
      throw fault
    })
    return pages
  }
  let made: ReturnType<typeof make> | undefined
  const answer = async (c: Visit): Promise<Response> => {
    made ??= make()
    const pages = await made
    c.set('reader', { ...c.get('reader'), address: pageAddress(pages as unknown as Hono<WebEnv>, c) })
    return pages.fetch(c.req.raw, { carried: c.var })
  }
  const loadAhead = () => {
    if (made) return
    made = new Promise(setImmediate).then(make)
    made.catch(() => undefined) // the request for one of them reports it
  }
  return Object.assign(answer, { loadAhead })
}
