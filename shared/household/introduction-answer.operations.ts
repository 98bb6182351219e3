import { mustOrganize, publicScope, type SchoolScope, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { hashOf, idFor, newSecret } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { keepSecret } from '../access/secret.store.ts'
import { getContact } from '../family/contact.store.ts'
import { isClosed } from '../family/contact.ts'
import { addFamily, readFamily, updateFamily } from '../family/family.operations.ts'
import type { Family } from '../family/family.ts'
import { keepMessage } from '../message/message.store.ts'
import { entryName, waitingUntil } from '../message/message.ts'
import { releasedAt } from '../message/release.ts'
import { getSchool } from '../school/school.store.ts'
import type { School } from '../school/school.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Write } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { changeIntroduction, getIntroduction } from './introduction.store.ts'
import {
  type AnsweredIntroduction,
  familyOf,
  type Introduction,
  joinedCaregivers,
  type SentEntry,
} from './introduction.ts'

// As the links in other messages.
const LINK_DAYS = 60

/** An introduction that was answered: the family, and how its link goes to it. */
export type Welcomed = { family: string; entry: SentEntry }

/** Makes a family of an introduction and sends its link by its way. Idempotent; refuses `already-answered`. */
export async function acceptIntroduction(context: Context, school: string, id: string): Promise<Welcomed> {
  const key = `introduction ${school} ${id}`
  const family = idFor({ key })
  const put = (introduction: Introduction) => addFamily({ ...context, key }, school, familyOf(introduction))
  return answer(context, school, { id, family, put })
}

/** Puts the people and the way of an introduction into a family that is there. Idempotent; refuses `already-answered`. */
export async function joinIntroduction(
  context: Context,
  school: string,
  { id, family }: { id: string; family: string },
): Promise<Welcomed> {
  mustOrganize(context.actor)
  const before = await readFamily(context, school, family)
  const keyed = { ...context, key: `introduction ${school} ${id}` }
  const put = (introduction: Introduction) =>
    updateFamily(keyed, school, family, {
      caregivers: joinedCaregivers(before, introduction),
      revision: before.revision,
    })
  return answer(context, school, { id, family, put })
}

type Answer = { id: string; family: string; put: (introduction: Introduction) => Promise<Family> }

// The family is claimed first: of two people who decide differently one is followed, and whoever repeats an interrupted
// answer completes it.
async function answer(context: Context, schoolId: string, { id, family, put }: Answer): Promise<Welcomed> {
  const { table, actor } = context
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolId)
  const school = (await getSchool(table, scope)) ?? refuse('not-found')
  const claimed = await claim(context, scope, { id, family })
  if (claimed.state === 'joined') return { family, entry: claimed.entry }
  try {
    await put(claimed)
  } catch (fault) {
    // Nothing came of it, so that another answer can be given.
    const { family: _, ...free } = claimed
    await tryCommit(table, ...changeIntroduction(scope, claimed, free))
    throw fault
  }
  const { at, expiresAt, revision } = claimed
  const { entry, writes } = await entryTo(context, school, { ...claimed, family })
  const left: AnsweredIntroduction = { id, state: 'joined', family, entry, at, expiresAt, revision }
  // Whoever answers the same at the same moment sends the link; the way is the same.
  await tryCommit(table, ...changeIntroduction(scope, claimed, left), ...writes)
  return { family, entry }
}

function claim(
  { table, now }: Context,
  scope: SchoolScope,
  { id, family }: { id: string; family: string },
): Promise<Introduction | AnsweredIntroduction> {
  return untilCommitted(async () => {
    const before = await getIntroduction(table, scope, id)
    if (!before || before.expiresAt <= now().toSeconds()) return refuse('not-found')
    const isTaken = before.family !== undefined && before.family !== family
    if (isTaken || before.state === 'declined') return refuse('already-answered', { why: 'introduction' })
    if (before.state === 'joined' || before.family) return before
    const claimed = { ...before, family }
    await table.commit(...changeIntroduction(scope, before, claimed))
    return { ...claimed, revision: before.revision + 1 }
  })
}

// The link is one of a message: it ends the family's other links no more than they end it.
async function entryTo(
  { table, now }: Context,
  { id: school, name, timeZone }: School,
  { way, address: to, language, family }: Introduction & { family: string },
): Promise<{ entry: SentEntry; writes: Write[] }> {
  if (way === 'phone') return { entry: 'phone', writes: [] }
  const contact = { channel: way, to }
  if (isClosed(await getContact(table, contact))) return { entry: 'closed', writes: [] }
  const [token, at] = [newSecret(), instantOf(now())]
  const leaves = releasedAt(at, timeZone, 'after-undo')
  const expiresAt = Math.ceil(now().plus({ days: LINK_DAYS }).toSeconds())
  const message = { id: entryName(family), kind: 'entry', ...contact, language, at: leaves } as const
  const delivery = waitingUntil({ ...message, fields: { token, school: name } }, expiresAt, leaves)
  const secret = { kind: 'family-link', school, family, at, way: contact } as const
  const links = [hashOf(token)]
  return {
    entry: way,
    writes: [
      keepMessage(publicScope(school), { ...delivery, links }),
      keepSecret(hashOf(token), secret, expiresAt),
    ],
  }
}

/** Turns an introduction down: nobody is written to, and it is gone 30 days after it came. Idempotent. */
export function declineIntroduction(context: Context, school: string, id: string): Promise<void> {
  return moveTo(context, school, { id, state: 'declined' })
}

/** Takes back that an introduction was turned down. Idempotent. */
export function reopenIntroduction(context: Context, school: string, id: string): Promise<void> {
  return moveTo(context, school, { id, state: 'waiting' })
}

async function moveTo(
  { table, actor }: Context,
  school: string,
  { id, state }: Pick<Introduction, 'id' | 'state'>,
): Promise<void> {
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  await untilCommitted(async () => {
    const before = (await getIntroduction(table, scope, id)) ?? refuse('not-found')
    if (before.state === 'joined' || before.family) return refuse('already-answered', { why: 'introduction' })
    if (before.state === state) return
    await table.commit(...changeIntroduction(scope, before, { ...before, state }))
  })
}
