import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Family } from '../shared/family/family.ts'

/** The owner of a feed. */
export type FeedOwner = { school: string; family: string }

const SIGNS = 32

/**
 * The name of a family's feed, which nobody can guess: signed, and kept nowhere. It dies with the personal link that
 * the family had when it was made.
 */
export function feedName(cookieKey: string, owner: FeedOwner, { links }: Pick<Family, 'links'>): string {
  return `${owner.school}.${owner.family}.${signature(cookieKey, owner, links)}`
}

/** Whose feed it claims to be; only `isFeedOf` says whether that is so. */
export function feedOwner(name: string): FeedOwner | undefined {
  const [school, family, signed] = name.split('.')
  return school && family && signed?.length === SIGNS ? { school, family } : undefined
}

/** Whether that name was made for the family as it is now. */
export function isFeedOf(cookieKey: string, name: string, family: Pick<Family, 'links'>): boolean {
  const owner = feedOwner(name)
  if (!owner) return false
  const expected = Buffer.from(feedName(cookieKey, owner, family))
  const given = Buffer.from(name)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function signature(cookieKey: string, { school, family }: FeedOwner, links: readonly string[]): string {
  const told = JSON.stringify(['feed', school, family, links])
  return createHmac('sha256', cookieKey).update(told).digest('base64url').slice(0, SIGNS)
}
