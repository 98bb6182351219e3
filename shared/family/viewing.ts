import type { DateTime } from 'luxon'
import { type Instant, instantOf } from '../time/instant.ts'

/**
 * Where somebody of the team saw a family: on a page about it, among what a search found, on the call list, on a sheet with
 * links, on another list, in a file with links, in a download without, in the download of everything, or on another
 * tool's list of numbers that want no texts; or that a program with a key of the school read it.
 */
export type ViewedOn =
  | 'page'
  | 'search'
  | 'calls'
  | 'links'
  | 'list'
  | 'file'
  | 'download'
  | 'everything'
  | 'stopList'
  | 'program'

/** That a member of the team saw a family: who, where, and when last on that day. `expiresAt` in seconds. */
export type Viewing = { member: string; name: string; on: ViewedOn; at: Instant; expiresAt: number }

/** A viewing as the family reads it: `ofMany` on a list too long to note each of its families. */
export type ShownViewing = Viewing & { ofMany: boolean }

const KEPT_DAYS = 90

// As many as one batch writes. A longer list is noted once for the whole school.
const MOST_NOTED = 25

/** A viewing by a member at an instant. */
export function newViewing({ id, name }: { id: string; name: string }, on: ViewedOn, now: DateTime): Viewing {
  const expiresAt = Math.ceil(now.plus({ days: KEPT_DAYS }).toSeconds())
  return { member: id, name, on, at: instantOf(now), expiresAt }
}

/** The families for which each is noted that it was seen; undefined where the list is too long for that. */
export function notedSingly(families: readonly string[]): string[] | undefined {
  const ids = [...new Set(families)]
  return ids.length > MOST_NOTED ? undefined : ids
}

/** Whether a viewing is still shown: for 90 days, also while the table has not deleted it yet. */
export function isShown({ expiresAt }: Viewing, now: DateTime): boolean {
  return expiresAt > now.toSeconds()
}

/** The latest viewing of each member in each place, the last one first. */
export function latestViewings(viewings: readonly ShownViewing[]): ShownViewing[] {
  const latest = new Map<string, ShownViewing>()
  for (const one of viewings.toSorted((before, after) => (before.at < after.at ? -1 : 1)))
    latest.set(`${one.member} ${one.on} ${one.ofMany}`, one)
  return [...latest.values()].toSorted((one, other) => (one.at > other.at ? -1 : 1))
}
