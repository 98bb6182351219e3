import type { SchoolScope } from '../access/actor.ts'
import { refuse } from '../access/refusal.ts'
import type { Table } from '../table/table.ts'
import { callsOf } from './call.store.ts'
import { hasBegun, type Notice } from './notice.ts'
import { reachedAbout } from './reach.store.ts'

/** Whether anybody was told what a notice says: a carrier took a message since it was due, or a call about it was made. */
export async function isTold(table: Table, scope: SchoolScope, notice: Notice): Promise<boolean> {
  const [first] = notice.steps
  if (!first || !hasBegun(notice)) return false
  const reached = await reachedAbout(table, scope, notice)
  if (reached.some(({ at }) => at >= first.due)) return true
  const calls = await callsOf(table, scope)
  return calls.some(({ outcome, about }) => outcome !== undefined && isAbout(about, notice))
}

const isAbout = (
  about: Pick<Notice, 'workshop' | 'session' | 'stand'>,
  { workshop, session, stand }: Notice,
) => about.workshop === workshop && about.session === session && about.stand === stand

/** Refuses `already-told` where anybody was told one of the notices. */
export async function mustBeUntold(
  table: Table,
  scope: SchoolScope,
  notices: readonly Notice[],
): Promise<void> {
  const told = await Promise.all(notices.map((notice) => isTold(table, scope, notice)))
  if (told.includes(true)) refuse('already-told')
}
