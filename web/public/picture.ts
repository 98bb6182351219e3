import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import { readPictureFile } from '../../shared/workshop/picture.operations.ts'
import { picturedBy } from '../../shared/workshop/picture.ts'
import { routes } from '../routes.ts'
import { picturesOf, type WebEnv } from '../visit.ts'

/** Registers the JPEGs of hosts and workshops, each under a name that changes with its bytes. */
export function registerPictures(app: Hono<WebEnv>): void {
  app.get(routes.picture(':workshop', ':name'), async (c) => {
    const { workshop, name } = c.req.param()
    const [named = '', hash = '', ending] = name.split('.')
    const about = picturedBy(named)
    if (!about || ending !== 'jpg') return refuse('not-found')
    const bytes = await readPictureFile(c.get('context'), picturesOf(c), { workshop, about, hash })
    return c.body(bytes, 200, { 'content-type': 'image/jpeg' })
  })
}
