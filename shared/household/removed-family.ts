import type { DateTime } from 'luxon'
import type { Family } from '../family/family.ts'
import { instantOf } from '../time/instant.ts'

const KEPT_DAYS = 30

/** A family that the team removed, which can come back until `expiresAt` (seconds since 1970). */
export type RemovedFamily = { family: Family; removedAt: string; expiresAt: number }

/** A family as it is kept after its removal: its people and ways, without its links, which no longer work. */
export function removedFamily(family: Family, now: DateTime): RemovedFamily {
  return {
    family: { ...family, links: [] },
    removedAt: instantOf(now),
    expiresAt: Math.ceil(now.plus({ days: KEPT_DAYS }).toSeconds()),
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
