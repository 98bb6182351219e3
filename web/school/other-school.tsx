import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import { readPublicSchool } from '../../shared/school/school.operations.ts'
import type { SignedInMember } from '../../shared/team/member.operations.ts'
import { otherMemberships } from '../../shared/team/sign-in.operations.ts'
import { Button, Form, Hidden } from '../components/form.tsx'
import { Card } from '../components/parts.tsx'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { keepSession, readSession } from '../session-cookie.ts'
import { memberOf, type Reader, type Visit, type WebEnv } from '../visit.ts'

/** A school by its name. */
export type OtherSchool = { id: string; name: string }

/** Buttons to switch to the other schools on whose teams the reader is. */
export function OtherSchools({
  reader: { t },
  schools,
}: {
  reader: Reader
  schools: readonly OtherSchool[]
}) {
  if (schools.length === 0) return null
  return (
    <Card title={t('today.otherSchools')}>
      {schools.map(({ id, name }) => (
        <Form action={schoolRoutes.otherSchool()}>
          <Hidden name="school" value={id} />
          <Button kind="quiet">{name}</Button>
        </Form>
      ))}
    </Card>
  )
}

/** The other schools of the visit's member, by name. */
export async function otherSchoolsOf(c: Visit): Promise<OtherSchool[]> {
  const memberships = await reachableFrom(c)
  return Promise.all(memberships.map(({ school }) => readPublicSchool(c.get('context'), school)))
}

// Anybody can invite any address, so only a member who proved theirs with a code may switch to its other schools.
async function reachableFrom(c: Visit): Promise<SignedInMember[]> {
  const session = readSession(c, c.get('services'))
  return session?.kind === 'member' && !session.invited
    ? otherMemberships(c.get('context'), session.since)
    : []
}

/** Registers the change to another school. */
export function registerOtherSchool(app: Hono<WebEnv>): void {
  onPost(app, schoolRoutes.otherSchool(), {
    by: memberOf,
    run: async ({ c, form }) => {
      const memberships = await reachableFrom(c)
      return memberships.find(({ school }) => school === form.text('school')) ?? refuse('not-found')
    },
    done: async ({ c }, chosen) => {
      await keepSession(c, c.get('services'), { kind: 'member', ...chosen })
      return c.redirect(schoolRoutes.today(), 303)
    },
  })
}
