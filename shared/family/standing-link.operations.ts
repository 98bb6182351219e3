import { mustOrganize, scopeOf } from '../access/actor.ts'
import { commitOr } from '../access/commit.operations.ts'
import type { Context, Services } from '../access/context.ts'
import { refuse } from '../access/refusal.ts'
import { instantOf } from '../time/instant.ts'
import { readFamily } from './family.operations.ts'
import { getFamily, putFamily } from './family.store.ts'
import type { Family } from './family.ts'
import { isStanding, type LinkOwner, standingOwner } from './standing-link.ts'

/** Whose page a standing link opens; refuses one that was ended, and one that is not ours. */
export async function openStandingLink(
  { table, cookieKey }: Pick<Services, 'table' | 'cookieKey'>,
  token: string,
): Promise<LinkOwner> {
  const owner = standingOwner(token) ?? refuse('link-expired')
  const scope = scopeOf({ kind: 'family', ...owner }, owner.school)
  const family = await getFamily(table, scope, owner.family)
  return family && isStanding(cookieKey, token, family) ? owner : refuse('link-expired')
}

/**
 * Ends the standing link of one caregiver, and signs out the devices that came in by it. The family's other links stay
 * valid; the caregiver's next link is another one.
 */
export async function endCaregiverLink(
  context: Context,
  school: string,
  id: string,
  caregiver: string,
): Promise<Family> {
  const { table, actor, now } = context
  mustOrganize(actor)
  const family = await readFamily(context, school, id)
  if (!family.caregivers.some((one) => one.id === caregiver)) refuse('not-found')
  const ended: Family = {
    ...family,
    caregiverLinksSince: { ...family.caregiverLinksSince, [caregiver]: instantOf(now()) },
    revision: family.revision + 1,
  }
  await commitOr('family-changed', table, putFamily(scopeOf(actor, school), ended))
  return ended
}
