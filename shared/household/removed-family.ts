import type { DateTime } from 'luxon'
import type { Family } from '../family/family.ts'
import type { Credit } from '../impact/decision.ts'
import type { LineKey, Taking } from '../session/sign-up.ts'
import { instantOf } from '../time/instant.ts'

/** How long a family that the team removed can come back. */
export const KEPT_DAYS = 30

/** Places that a family took, with the line and its session. */
export type KeptTaking = Taking & LineKey

/**
 * What other things say of a family: the workshops it hosts, its people on the team, the decisions that credit it, what it
 * brings or does.
 */
export type Mentions = {
  hosted: string[]
  members: string[]
  credits: (Omit<Credit, 'family'> & { decision: string })[]
  takings: KeptTaking[]
}

/** A family that the team removed, which can come back until `expiresAt` (seconds since 1970). */
export type RemovedFamily = { family: Family; removedAt: string; expiresAt: number; mentions: Mentions }

/** A family as it is removed; `before` is what an interrupted removal already recorded. */
export function removedFamily(
  family: Family,
  mentions: Mentions,
  now: DateTime,
  before?: RemovedFamily,
): RemovedFamily {
  return {
    family: { ...family, links: [], printedCodes: [] },
    removedAt: instantOf(now),
    expiresAt: Math.ceil(now.plus({ days: KEPT_DAYS }).toSeconds()),
    mentions: before ? united(before.mentions, mentions) : mentions,
  }
}

function united(one: Mentions, other: Mentions): Mentions {
  const credits = [...one.credits, ...other.credits].map((credit) => [credit.decision, credit] as const)
  const takings = [...one.takings, ...other.takings].map(
    (taken) => [`${taken.session} ${taken.line}`, taken] as const,
  )
  return {
    hosted: [...new Set([...one.hosted, ...other.hosted])],
    members: [...new Set([...one.members, ...other.members])],
    credits: [...new Map(credits).values()],
    takings: [...new Map(takings).values()],
  }
}

/** Whether a removed family can come back: not once 30 days have passed. */
export function mayReturn({ expiresAt }: RemovedFamily, now: DateTime): boolean {
  return expiresAt > now.toSeconds()
}

/** The roster's ids of a family and its people. */
export function rosterIdsOf({ sourceIds, caregivers, children }: Family): string[] {
  return [...sourceIds, ...[...caregivers, ...children].flatMap(({ sourceId }) => sourceId ?? [])]
}
