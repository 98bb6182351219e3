import { createHmac } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import { sameText } from '../access/secret.ts'
import type { Family } from './family.ts'
import { type Link, linkOf } from './link.ts'

/** Whose standing link it is: a family's, or that of one of its caregivers. */
export type LinkOwner = { school: string; family: string; caregiver?: string }

/** What of a family decides which of its standing links are valid. */
type Validity = Pick<Family, 'links' | 'caregiverLinksSince'>

// 132 bits.
const SIGNATURE_LENGTH = 22

/**
 * The token of a standing link: signed, and stored nowhere, so that each print of it is the same. It dies with the family's
 * personal link; a caregiver's also by itself.
 */
export function standingToken(key: string, owner: LinkOwner, family: Validity): string {
  const { school, family: id, caregiver } = owner
  return [school, id, ...(caregiver ? [caregiver] : []), signature(key, owner, family)].join('.')
}

/** A family's standing link with its code to type, which is as standing as the link. */
export function standingLinkOf(
  key: string,
  { school, family }: { school: string; family: Validity & Pick<Family, 'id'> },
): Link {
  return linkOf(standingToken(key, { school, family: family.id }, family))
}

/** Whose standing link a token claims to be; only `isStanding` says whether it is. No other token holds a dot. */
export function standingOwner(token: string): LinkOwner | undefined {
  const parts = token.split('.')
  const [school, family, caregiver] = parts.slice(0, -1)
  const isComplete = parts.length <= 4 && parts.at(-1)?.length === SIGNATURE_LENGTH
  if (!school || !family || caregiver === '' || !isComplete) return undefined
  return { school, family, ...(caregiver && { caregiver }) }
}

/** Whether a token is a standing link of the family as it is now. */
export function isStanding(
  key: string,
  token: string,
  family: Validity & Pick<Family, 'caregivers'>,
): boolean {
  const owner = standingOwner(token)
  if (!owner || !sameText(token, standingToken(key, owner, family))) return false
  return owner.caregiver === undefined || family.caregivers.some(({ id }) => id === owner.caregiver)
}

/** The name of the caregiver who came in by an own link; undefined of everybody else. */
export function answeringCaregiver(
  actor: Actor,
  { caregivers }: Pick<Family, 'caregivers'>,
): string | undefined {
  const caregiver = actor.kind === 'family' && caregivers.find(({ id }) => id === actor.caregiver)
  return caregiver ? caregiver.givenName || caregiver.familyName : undefined
}

// The first word keeps it apart from all else that is signed with the key.
function signature(key: string, { school, family, caregiver = '' }: LinkOwner, validity: Validity): string {
  const since = validity.caregiverLinksSince?.[caregiver] ?? ''
  const text = JSON.stringify(['link', school, family, validity.links, caregiver, since])
  return createHmac('sha256', key).update(text).digest('base64url').slice(0, SIGNATURE_LENGTH)
}
