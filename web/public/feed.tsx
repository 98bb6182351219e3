import type { Hono } from 'hono'
import type { Context } from '../../shared/access/context.ts'
import { refuse } from '../../shared/access/refusal.ts'
import {
  listFamilyOccasions,
  listOccasions,
  type Occasion,
} from '../../shared/calendar/calendar.operations.ts'
import { readFamily } from '../../shared/family/family.operations.ts'
import { readPublicSchool } from '../../shared/school/school.operations.ts'
import { feedOwner, isFeedOf } from '../feed-name.ts'
import { routes } from '../routes.ts'
import type { Visit, WebEnv } from '../visit.ts'

/** Registers the calendars that a family, or everybody, can subscribe to. */
export function registerFeeds(app: Hono<WebEnv>): void {
  app.get(routes.familyFeed(':name'), async (c) => {
    const name = c.req.param('name')
    const { cookieKey } = c.get('services')
    const owner = feedOwner(name) ?? refuse('not-found')
    const context: Context = { ...c.get('context'), actor: { kind: 'family', ...owner } }
    const family = await readFamily(context, owner.school, owner.family)
    if (!isFeedOf(cookieKey, name, family)) refuse('link-expired')
    const occasions = await listFamilyOccasions(context, owner.school, owner.family)
    return answer(c, occasions, owner.school, family.writtenLanguage)
  })
  app.get(routes.schoolFeed(':school'), async (c) => {
    const school = c.req.param('school')
    const { defaultLanguage } = await readPublicSchool(c.get('context'), school)
    return answer(c, await listOccasions(c.get('context'), school), school, defaultLanguage)
  })
}

async function answer(c: Visit, occasions: Occasion[], school: string, language: string): Promise<Response> {
  const { name } = await readPublicSchool(c.get('context'), school)
  const { feedOf } = await import('../messages/calendar.ts')
  c.header('Content-Type', 'text/calendar; charset=utf-8')
  return c.body(feedOf(occasions, { name, language }))
}
