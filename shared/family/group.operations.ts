import * as z from 'zod'
import { mustOrganize, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { remember } from '../access/idempotency.operations.ts'
import { Refusal, type RefusalCode } from '../access/refusal.ts'
import { readFamily, updateFamily } from './family.operations.ts'
import { votersOf } from './family.store.ts'
import { Group } from './family.ts'

/** The groups (`kind:value`) that families of the school belong to, sorted. */
export async function groupsOfSchool({ table, actor }: Context, school: string): Promise<string[]> {
  mustOrganize(actor)
  const voters = await votersOf(table, scopeOf(actor, school))
  return [...new Set(voters.flatMap(({ groups }) => groups))].sort()
}

/** The families that a request names, and a group (`kind:value`). */
export const GroupChange = z.lazy(() =>
  z.strictObject({
    families: z.array(z.string().max(40)).min(1, 'none-ticked').max(MOST_AT_ONCE),
    group: Group,
  }),
)
export type GroupChange = z.infer<typeof GroupChange>

// A page of the list, and room for a few more.
const MOST_AT_ONCE = 100
const CHANGED_AT_ONCE = 8

/** Adds families to a group; returns the ids of those that were not in it. A family that left meanwhile is passed by. */
export function addToGroup(context: Context, school: string, change: GroupChange): Promise<string[]> {
  return changeGroups(context, school, change, (groups, group) =>
    groups.includes(group) ? undefined : [...groups, group],
  )
}

/** Takes families out of a group; returns the ids of those that were in it. */
export function removeFromGroup(context: Context, school: string, change: GroupChange): Promise<string[]> {
  return changeGroups(context, school, change, (groups, group) =>
    groups.includes(group) ? groups.filter((one) => one !== group) : undefined,
  )
}

async function changeGroups(
  context: Context,
  school: string,
  { families, group }: GroupChange,
  groupsAfter: (groups: readonly string[], group: string) => string[] | undefined,
): Promise<string[]> {
  mustOrganize(context.actor)
  const groupsOf = async (id: string) => {
    const { groups: before, revision } = await readFamily(context, school, id)
    return { groups: groupsAfter(before, group), revision }
  }
  // What a form that is sent again changed the first time.
  const wanted = await remember(context, async () => {
    const read = [...new Set(families)].map(async (id) => {
      const found = await groupsOf(id).catch(ifRefusal('not-found'))
      return found?.groups ? [id] : []
    })
    return (await Promise.all(read)).flat()
  })
  const waiting = [...wanted]
  const changeOne = async (id: string) => {
    const { groups, revision } = await groupsOf(id)
    if (groups) await updateFamily(context, school, id, { groups, revision })
  }
  const worker = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const family = id
      // A family that was edited meanwhile is read again.
      await changeOne(family)
        .catch(ifRefusal('family-changed', () => changeOne(family)))
        .catch(ifRefusal('not-found'))
    }
  }
  await Promise.all(Array.from({ length: CHANGED_AT_ONCE }, worker))
  return wanted
}

function ifRefusal(code: RefusalCode, next: () => Promise<void> = async () => undefined) {
  return (fault: unknown) => {
    if (fault instanceof Refusal && fault.code === code) return next()
    throw fault
  }
}
