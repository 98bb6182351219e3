import { publicScope } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { FAMILIES, isOfFamilies } from '../family/family.store.ts'
import { isOfVisits, VISITS } from '../family/visits.store.ts'
import { pack } from '../packed/pack.store.ts'
import type { Packing } from '../packed/parts.store.ts'
import { REPLIES } from '../session/reply.store.ts'
import { isOfSession } from '../session/session.store.ts'
import { MARK_SHARDS, sourceOf } from '../table/mark.ts'
import { ConditionFailed, type Key, type Table } from '../table/table.ts'
import { BALLOTS, countedBallots, getDeparted, pollOfPartition } from '../workshop/ballot.store.ts'
import { isInTime, type Poll } from '../workshop/poll.ts'
import { countOptions } from '../workshop/ranking.ts'
import { getWorkshop, putTally, workshopAt } from '../workshop/workshop.store.ts'
import type { OptionTally } from '../workshop/workshop.ts'

type Kind = {
  holds: (pk: string) => boolean
  prefix: string
  pack: (table: Table, pk: string, keys: Key[]) => Promise<void>
}

function kindOf<Lying, Row, Counted>(packing: Packing<Lying, Row, Counted>, holds: Kind['holds']): Kind {
  return { holds, prefix: packing.prefix, pack: (table, pk, keys) => pack(table, pk, packing, keys) }
}

const KINDS: readonly Kind[] = [
  kindOf(BALLOTS, (pk) => pollOfPartition(pk) !== undefined),
  kindOf(FAMILIES, isOfFamilies),
  kindOf(REPLIES, isOfSession),
  kindOf(VISITS, isOfVisits),
]

function kindAt({ pk, sk }: Key): Kind | undefined {
  return KINDS.find(({ holds, prefix }) => sk.startsWith(prefix) && holds(pk))
}

/** The partition that is counted together with what lies at a key; undefined where nothing is counted from it. */
export function countedWith(key: Key): string | undefined {
  const source = sourceOf(key)
  return kindAt(source) || workshopAt(source) ? source.pk : undefined
}

/** Whether a written item is news to who counts: one that was settled, or got its tally, was counted already. */
export function isNews(item: { mark?: unknown; tally?: unknown }, key: Key): boolean {
  return item.mark !== undefined || (workshopAt(key) !== undefined && item.tally === undefined)
}

/**
 * Brings up to date what is counted from the items at these keys: the packed copies, and the tallies of votes whose
 * counts families see. Repeated, late, out of order or by several at once, it comes to what a recount would give.
 */
export async function keepUp({ table }: Pick<Context, 'table'>, changed: readonly Key[]): Promise<void> {
  const polls = new Map<string, PollPlace>()
  for (const [pk, keys] of byPartition(changed.map(sourceOf))) {
    const packable = keys.filter(kindAt)
    const kind = packable[0] && kindAt(packable[0])
    await kind?.pack(table, pk, packable)
    for (const poll of [kind && pollOfPartition(pk), ...keys.map(workshopAt)])
      if (poll) polls.set(poll.workshop, poll)
  }
  for (const poll of polls.values()) await recount(table, poll)
}

function byPartition(keys: readonly Key[]): Map<string, Key[]> {
  const partitions = new Map<string, Key[]>()
  for (const key of keys) partitions.set(key.pk, [...(partitions.get(key.pk) ?? []), key])
  return partitions
}

type PollPlace = NonNullable<ReturnType<typeof pollOfPartition>>

async function recount(table: Table, { school, workshop: id }: PollPlace): Promise<void> {
  const scope = publicScope(school)
  const workshop = await getWorkshop(table, scope, id)
  if (!workshop?.poll?.answersVisible) return
  const [{ items, revision }, departed] = await Promise.all([
    countedBallots(table, scope, id),
    getDeparted(table, scope, id),
  ])
  const tally = tallied(workshop.poll, items, departed)
  try {
    await table.commit(putTally(scope, workshop, tally, revision + (departed?.revision ?? 0)))
  } catch (fault) {
    // Another count stands there, of as many ballots or more; or the workshop was changed, and is counted for again.
    if (!(fault instanceof ConditionFailed)) throw fault
  }
}

type Counted = Awaited<ReturnType<typeof countedBallots>>['items']

// Who left the roster has no ballot any more.
function tallied(poll: Poll, all: Counted, departed: Awaited<ReturnType<typeof getDeparted>>): OptionTally {
  const ballots = all.filter(({ receivedAt }) => isInTime(poll, receivedAt))
  const families = ballots.map(({ family: id }) => ({ id, groups: [] }))
  const counts = countOptions({ options: poll.options, ballots, families, departed })
  return Object.fromEntries(counts.map(({ id, yes, ifNeeded }) => [id, { yes, ifNeeded }]))
}

// Greater than all that a mark is sorted by.
const LAST = '~'
const AT_ONCE = 100

/** Where lies what is not counted yet, some of each shard: what was missed when a server ended. */
export async function uncounted({ table }: Pick<Context, 'table'>): Promise<Key[]> {
  return (await Promise.all(MARK_SHARDS.map((shard) => table.due(shard, LAST, AT_ONCE)))).flat()
}
