import type { SchoolScope } from '../access/actor.ts'
import type { About, NoticeStep } from '../message/notice.ts'
import { givenLines } from '../session/giving.ts'
import { getItemStates } from '../session/item.store.ts'
import type { Session } from '../session/session.ts'
import type { Table } from '../table/table.ts'
import { giftsOf, TELLS_GIFTS } from './gift.ts'

/** What a notice's step says to a family of what it gives; one query, whatever the number of families. */
export async function giftsTo(
  table: Table,
  scope: SchoolScope,
  { kind }: Pick<NoticeStep, 'kind'>,
  session: Session | undefined,
): Promise<(family: string) => Pick<About, 'gifts'>> {
  if (!session || !TELLS_GIFTS.has(kind)) return () => ({})
  const states = await getItemStates(table, scope, session.id)
  const lines = states.flatMap(({ signUp }) => signUp ?? [])
  const gifts = giftsOf(kind === 'thanks' ? givenLines(lines) : lines, session)
  return (family) => {
    const own = gifts.get(family)
    return own ? { gifts: own } : {}
  }
}
