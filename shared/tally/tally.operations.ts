import { publicScope, type SchoolScope } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { followDirectory, hear, isHeard, isListed } from '../family/directory.store.ts'
import {
  FAMILIES,
  FAMILY_SOURCE,
  schoolOfFamily,
  type Voter,
  votersOf,
  votersRevision,
} from '../family/family.store.ts'
import type { Family } from '../family/family.ts'
import type { HeardKind, Hearing } from '../family/heard.ts'
import { VISITS } from '../family/visits.store.ts'
import type { Visits } from '../family/visits.ts'
import { isInCopy } from '../packed/bulk.store.ts'
import { type Follow, pack } from '../packed/pack.store.ts'
import { markPending, type Packing } from '../packed/packing.store.ts'
import { REPLIES } from '../session/reply.store.ts'
import { tryCommit } from '../table/attempt.ts'
import { type Migration, unchangedSince } from '../table/migration.ts'
import { MARKER_SHARDS, markedKey } from '../table/pending-marker.ts'
import { type AnyKey, contentOf, type Item, type Key, type Table } from '../table/table.ts'
import { BALLOTS, countedBallots, getDeparted, pollAt } from '../workshop/ballot.store.ts'
import { ballotsThatCount } from '../workshop/counted-ballot.ts'
import { countOptions } from '../workshop/option-count.ts'
import type { Poll } from '../workshop/poll.ts'
import { getWorkshop, putTally, workshopAt, workshopsOf } from '../workshop/workshop.store.ts'
import { isForFamilies, type OptionTally } from '../workshop/workshop.ts'
import { NEWS } from './news-definition.ts'

type Kind = {
  holds: (key: AnyKey) => boolean
  pack: (table: Table, pk: string, keys: Key[]) => Promise<void>
  isInCopy: (table: Table, item: Item) => Promise<boolean>
}

/** What the list of a school's families keeps of a kind of items. */
type Lists = {
  follow: (table: Table, scope: SchoolScope) => Follow
  isListed: (table: Table, scope: SchoolScope, item: Item) => Promise<boolean>
}

function kindOf<Stored, Row, Counted>(packing: Packing<Stored, Row, Counted>, lists: Lists): Kind {
  const scopeAt = (key: AnyKey) => publicScope(packing.keys.parse(key)?.school ?? '')
  return {
    holds: (key) => packing.keys.parse(key) !== undefined,
    async pack(table, pk, keys) {
      const [first] = keys
      if (first) await pack(table, pk, packing, keys, lists.follow(table, scopeAt(first)))
    },
    isInCopy: async (table, item) =>
      (await isInCopy(table, packing, item)) && lists.isListed(table, scopeAt(item), item),
  }
}

const LISTED: Lists = {
  follow: (table, scope) => followDirectory(table, FAMILY_SOURCE, scope),
  isListed: (table, scope, item) => isListed(table, scope, contentOf<Family>(item)),
}

/** That a family is heard from by an item of a kind, at the instant that `at` finds in it. */
function heardBy<Stored extends { family: string }>(
  kind: HeardKind,
  at: (stored: Stored) => string | undefined,
): Lists {
  const hearings = (items: Iterable<Item>) =>
    [...items].flatMap((item): Hearing[] => {
      const stored = contentOf<Stored>(item)
      const when = at(stored)
      return when ? [{ family: stored.family, kind, at: when }] : []
    })
  return {
    // The latest counts, in whatever order they are heard: nothing has to be read first.
    follow: (table, scope) => async () => async (items) => {
      await hear(table, scope, hearings(items.values()))
      return true
    },
    isListed: (table, scope, item) => isHeard(table, scope, hearings([item])),
  }
}

const KINDS: readonly Kind[] = [
  kindOf(
    BALLOTS,
    heardBy<{ family: string; receivedAt: string }>('voted', ({ receivedAt }) => receivedAt),
  ),
  kindOf(FAMILIES, LISTED),
  kindOf(
    REPLIES,
    heardBy<{ family: string; repliedAt: string }>('replied', ({ repliedAt }) => repliedAt),
  ),
  kindOf(
    VISITS,
    heardBy<Visits>('came', ({ sessions }) =>
      sessions
        .map(({ at }) => at)
        .sort()
        .at(-1),
    ),
  ),
]

function kindAt(key: AnyKey): Kind | undefined {
  return KINDS.find(({ holds }) => holds(key))
}

/** The partition that is counted when the item at a key changes; undefined where nothing is. */
export function countedPartition(key: AnyKey): string | undefined {
  const source = markedKey(key)
  return kindAt(source) || workshopAt(source) ? source.pk : undefined
}

/** Whether a written item has to be counted: not one that was just packed, or a workshop that just got its tally. */
export function isNews(item: { mark?: unknown; tally?: unknown }, key: AnyKey, event?: string): boolean {
  return (
    event === NEWS.removal ||
    item[NEWS.marker] !== undefined ||
    (key.sk.startsWith(NEWS.workshops) && item.tally === undefined)
  )
}

/**
 * Brings up to date what is counted from the items at these keys: the packed copies, and the tallies that families see; of
 * a changed family those of its school's open votes, whose ballots count by the caregivers that it has. Idempotent and convergent: repeated, late, out of order or by several at once, it comes to what a recount gives.
 */
export async function updateCounts(
  { table }: Pick<Context, 'table'>,
  changed: readonly AnyKey[],
): Promise<void> {
  const polls = new Map<string, PollPlace>()
  for (const [pk, keys] of byPartition(changed.map(markedKey))) {
    const packable = keys.filter(kindAt)
    const kind = packable[0] && kindAt(packable[0])
    await kind?.pack(table, pk, packable)
    for (const poll of keys.map((key) => pollAt(key) ?? workshopAt(key)))
      if (poll) polls.set(poll.workshop, poll)
    const school = keys.map(schoolOfFamily).find((one) => one !== undefined)
    if (school) for (const poll of await openPolls(table, school)) polls.set(poll.workshop, poll)
  }
  for (const poll of polls.values()) await recount(table, poll)
}

function byPartition(keys: readonly Key[]): Map<string, Key[]> {
  const partitions = new Map<string, Key[]>()
  for (const key of keys) partitions.set(key.pk, [...(partitions.get(key.pk) ?? []), key])
  return partitions
}

type PollPlace = NonNullable<ReturnType<typeof pollAt>>

async function openPolls(table: Table, school: string): Promise<PollPlace[]> {
  const workshops = await workshopsOf(table, publicScope(school))
  return workshops
    .filter(({ status, poll }) => status === 'voting' && poll?.answersVisible)
    .map(({ id: workshop }) => ({ school, workshop }))
}

async function recount(table: Table, { school, workshop: id }: PollPlace): Promise<void> {
  const scope = publicScope(school)
  const workshop = await getWorkshop(table, scope, id)
  if (!workshop?.poll?.answersVisible) return
  // Before the families themselves, which are then as new as it says or newer.
  const families = await votersRevision(table, scope)
  const [{ items, revision }, departed] = await Promise.all([
    countedBallots(table, scope, id),
    getDeparted(table, scope, id),
  ])
  // Families are read only where what single caregivers said has to be put together.
  const voters = items.some(({ byCaregiver }) => byCaregiver) ? await votersOf(table, scope) : undefined
  const ballots = isForFamilies(workshop) ? items : []
  const tally = tallied(workshop.poll, { ballots, departed, voters })
  // Where the condition fails, a tally of as many changes or more is there, or the workshop changed and is counted again.
  await tryCommit(table, putTally(scope, workshop, tally, revision + (departed?.revision ?? 0) + families))
}

type Counted = Awaited<ReturnType<typeof countedBallots>>['items']

type Votes = {
  ballots: Counted
  departed: Awaited<ReturnType<typeof getDeparted>>
  voters: readonly Voter[] | undefined
}

// Families that left the roster have no ballot.
function tallied(poll: Poll, { ballots: all, departed, voters }: Votes): OptionTally {
  const families = voters ?? all.map(({ family: id }) => ({ id, groups: [] }))
  const ballots = ballotsThatCount(poll, all, families)
  const counts = countOptions({ options: poll.options, ballots, families, departed })
  return Object.fromEntries(counts.map(({ id, yes, ifNeeded }) => [id, { yes, ifNeeded }]))
}

// Greater than every index key of a marker.
const LAST = '~'
const AT_ONCE = 100

/** Some keys of each shard that wait to be counted: what was missed when a server ended. */
export async function pendingKeys({ table }: Pick<Context, 'table'>): Promise<Key[]> {
  return (await Promise.all(MARKER_SHARDS.map((shard) => table.due(shard, LAST, AT_ONCE)))).flat()
}

/**
 * Marks the items that a packed copy does not hold and that have no marker, as versions before that copy wrote them. The
 * tally then packs them; reads are exact from the marker on. It has run under its first name for the copies of then.
 */
export const MARK_UNPACKED: Migration = {
  id: 'mark-unpacked-2',
  async update(table, item) {
    const kind = kindAt(item)
    if (!kind || item[NEWS.marker] !== undefined || (await kind.isInCopy(table, item))) return 'unchanged'
    return (await tryCommit(table, markPending(item, unchangedSince(item)))) ? 'changed' : 'passed-by'
  },
}
