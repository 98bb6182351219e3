import { Hono } from 'hono'
import { refuse } from '../shared/access/refusal.ts'
import { familyRoutes, routes, schoolRoutes } from './routes.ts'
import type { Visit, WebEnv } from './visit.ts'

/** Pages that are loaded later, by the paths at which they lie; of some the first that fits counts. */
export type LazyPages = {
  places: readonly (readonly [paths: string[], pages: (c: Visit) => Promise<Response>])[]
  /** Loads those that most ask for first, after what this moment still does. */
  readAhead: () => void
}

/** All pages: nobody waits for those of others, and what most ask for first is loaded beside the first request. */
export function lazyPages(): LazyPages {
  const first = loadedWhenAsked(async () => (await import('./family/first-pages.ts')).registerFirstPages)
  const open = loadedWhenAsked(async () => (await import('./public/pages.ts')).registerPublicPages)
  const family = loadedWhenAsked(async () => (await import('./family/pages.ts')).registerFamilyPages)
  const host = loadedWhenAsked(async () => (await import('./family/hosting.tsx')).registerHosting)
  const team = loadedWhenAsked(teamPages)
  const places: LazyPages['places'] = [
    [[routes.welcome(), routes.code(), routes.familyLink('*')], first],
    [[familyRoutes.home(), familyRoutes.leave(), familyRoutes.vote('*')], first],
    [[routes.start(), routes.signIn(), `${routes.signIn()}/*`, routes.signOut()], open],
    [[routes.publicWorkshop('*'), routes.familyFeed('*'), routes.schoolFeed('*')], open],
    [[routes.stop('*'), routes.help('*'), routes.changes('*')], open],
    [[familyRoutes.hosting('*')], host],
    [[`${familyRoutes.home()}/*`], family],
    [[schoolRoutes.today(), `${schoolRoutes.today()}/*`, routes.design()], team],
  ]
  return { places, readAhead: first.readAhead }
}

// They show what families read, in the languages of families.
async function teamPages() {
  const [{ registerSchoolPages }, { loadLanguages }] = await Promise.all([
    import('./school/pages.ts'),
    import('./messages/catalogue.ts'),
  ])
  await loadLanguages()
  return registerSchoolPages
}

type Carried = { Bindings: { carried: WebEnv['Variables'] } }

/** Pages that are loaded with the first request for one of them. What goes wrong in them is answered here. */
function loadedWhenAsked(load: () => Promise<(app: Hono<WebEnv>) => void>) {
  const make = async () => {
    const pages = new Hono<WebEnv & Carried>()
    pages.use((c, next) => {
      for (const name of ['services', 'context', 'reader', 'guarded'] as const)
        c.set(name, c.env.carried[name])
      return next()
    })
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
    return (await made).fetch(c.req.raw, { carried: c.var })
  }
  /** Loads them already, after what this moment still does. */
  const readAhead = () => {
    if (made) return
    made = new Promise(setImmediate).then(make)
    made.catch(() => undefined) // whoever asks for one of them is told
  }
  return Object.assign(answer, { readAhead })
}
