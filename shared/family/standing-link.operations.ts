import { mustOrganize, scopeOf } from '../access/actor.ts'
import { commitOr, untilCommitted } from '../access/commit.operations.ts'
import type { Context, Services } from '../access/context.ts'
import { refuse } from '../access/refusal.ts'
import { addSecret, dropSecret } from '../access/secret.store.ts'
import { sameText } from '../access/secret.ts'
import { instantOf } from '../time/instant.ts'
import { type PersonalLink, readFamily } from './family.operations.ts'
import { getFamily, putFamily } from './family.store.ts'
import type { Family } from './family.ts'
import { isStanding, type LinkOwner, standingLinkOf, standingOwner } from './standing-link.ts'

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

const PRINTED_AT_ONCE = 8

/**
 * The standing links of families by id, each with a code to type. The links that families have stay valid. The hash of a code
 * is stored with the first print, so that a typed one is found; later prints write nothing.
 */
export async function printLinks(
  context: Context & Pick<Services, 'cookieKey'>,
  school: string,
  families: readonly Family[],
): Promise<Map<string, PersonalLink>> {
  mustOrganize(context.actor)
  const links = new Map<string, PersonalLink>()
  const waiting = [...families]
  const worker = async () => {
    for (let family = waiting.shift(); family; family = waiting.shift()) {
      const link = await printLink(context, school, family)
      if (link) links.set(family.id, link)
    }
  }
  await Promise.all(Array.from({ length: PRINTED_AT_ONCE }, worker))
  return links
}

/** A family that was edited meanwhile is read again; one that was removed gets no link. */
async function printLink(
  { table, actor, cookieKey }: Context & Pick<Services, 'cookieKey'>,
  school: string,
  known: Family,
): Promise<PersonalLink | undefined> {
  const scope = scopeOf(actor, school)
  let family: Family | undefined = known
  return untilCommitted(async () => {
    family ??= await getFamily(table, scope, known.id)
    if (!family) return undefined
    const { token, code, codeHash } = standingLinkOf(cookieKey, { school: scope, family })
    const { printedCodes = [], ...rest } = family
    family = undefined
    if (printedCodes.some((printed) => sameText(printed, codeHash))) return { token, code }
    await table.commit(
      putFamily(scope, { ...rest, printedCodes: [codeHash], revision: rest.revision + 1 }),
      addSecret(codeHash, { kind: 'family-link', school: scope, family: rest.id }),
      ...printedCodes.map(dropSecret),
    )
    return { token, code }
  })
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
