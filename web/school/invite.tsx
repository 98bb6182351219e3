import type { Hono } from 'hono'
import { readFamily } from '../../shared/family/family.operations.ts'
import { invite } from '../../shared/ladder/ladder.operations.ts'
import { InvitationInput } from '../../shared/ladder/ladder.ts'
import { readLadder } from '../../shared/ladder/school-ladder.operations.ts'
import type { FormState } from '../form.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, show, type Visit, type WebEnv } from '../visit.ts'
import { LadderPage } from './ladder.tsx'
import { noteRead } from './viewed.ts'

async function answer(c: Visit, id: string, form: FormState = {}): Promise<Response> {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const [ladder, family] = await Promise.all([
    readLadder(context, school.id),
    noteRead(c, 'page', readFamily(context, school.id, id)),
  ])
  return show(c, <LadderPage reader={c.get('reader')} ladder={ladder} inviting={{ family, form }} />)
}

/** Registers the invitation of a family: its panel on the page of parent leaders. */
export function registerInvite(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.invite(':family'), (c) => answer(c, c.req.param('family')))
  onPost(app, schoolRoutes.invite(':family'), {
    by: organizerOf,
    schema: InvitationInput,
    run: ({ context, school, params }, invitation) => invite(context, school.id, params.family, invitation),
    done: () => `${schoolRoutes.ladder()}?invited`,
    again: ({ c, params }, form) => answer(c, params.family, form),
  })
}
