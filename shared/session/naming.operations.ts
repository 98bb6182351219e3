import { mustActFor, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { refuse } from '../access/refusal.ts'
import { instantOf } from '../time/instant.ts'
import { workshopsOf } from '../workshop/workshop.store.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { readStanding } from './reply.operations.ts'
import { getReply, saveReply } from './reply.store.ts'
import { retentionEnd } from './retention.ts'

/** A session of which the host may see a family's name. */
export type Naming = { workshop: Workshop; session: { id: string; start: string; end: string } }

/** The sessions of which the host may see the family's name, by their time. */
export async function listNamings(
  { table, actor, now }: Context,
  school: string,
  family: string,
): Promise<Naming[]> {
  mustActFor(actor, family)
  const scope = scopeOf(actor, school)
  const at = instantOf(now())
  // Names are deleted with the details of a reply.
  const isKept = ({ end }: { end: string }) => retentionEnd({ end, timeZone: 'UTC' }) > at
  const led = (await workshopsOf(table, scope)).filter(({ hostFamily }) => hostFamily !== undefined)
  const namings = led.flatMap((workshop) =>
    (workshop.sessions ?? []).filter(isKept).map((session) => ({ workshop, session })),
  )
  const replies = await Promise.all(namings.map(({ session }) => getReply(table, scope, session.id, family)))
  return namings
    .filter((_, place) => replies[place]?.named)
    .sort((one, other) => (one.session.start < other.session.start ? -1 : 1))
}

/**
 * Notes whether the host of a session may see a family's name, which only the family itself can allow; its reply stays.
 * Does nothing where the family does not come. Idempotent.
 */
export async function answerNaming(
  context: Context,
  sessionId: string,
  family: string,
  named: boolean,
): Promise<void> {
  if (named && context.actor.kind !== 'family') refuse('forbidden')
  await untilCommitted(async () => {
    const { scope, reply } = await readStanding(context, sessionId, family)
    if (!reply?.attending || reply.named === named) return
    await context.table.commit(saveReply(scope, sessionId, { ...reply, named, revision: reply.revision + 1 }))
  })
}
