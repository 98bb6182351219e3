import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { newId, schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import type { Family } from '../family/family.ts'
import { familiesOf } from '../family/store.ts'
import { segmentsOf } from '../message/segment.ts'
import { broadcastNotice, isFor, type Notice, nextStep } from '../notice/notice.ts'
import { heardOf } from '../notice/operations.ts'
import { isSent, recipientsOf } from '../notice/recipient.ts'
import { putNotice } from '../notice/store.ts'
import { getSchool } from '../school/store.ts'
import { getSession } from '../session/store.ts'
import { instantOf } from '../time/instant.ts'
import { getWorkshop } from '../workshop/store.ts'
import { type Broadcast, centsOf, isConfirmed, type Reach } from './broadcast.ts'

/** Whom a broadcast would reach, by which ways, and what it would cost; nothing is written. */
export async function previewBroadcast(context: Context, workshop: string, input: Broadcast): Promise<Reach> {
  return (await drawn(context, workshop, input)).reach
}

/** Sends it; more than a hundred people need the number itself as confirmation. */
export async function sendBroadcast(
  context: Context,
  workshop: string,
  input: Broadcast,
): Promise<{ notice: Notice; reach: Reach }> {
  const { scope, notice, reach } = await drawn(context, workshop, input)
  if (!isConfirmed(reach, input.confirmed)) {
    const people = reach.email + reach.sms + reach.call
    refuse('confirm-number', { people, errors: [{ pointer: '/confirmed', detail: 'confirm-number' }] })
  }
  await context.table.commit(putNotice(scope, notice))
  return { notice, reach }
}

type Drawn = { scope: SchoolScope; notice: Notice; reach: Reach }

async function drawn(context: Context, workshopId: string, input: Broadcast): Promise<Drawn> {
  const { table, actor, now } = context
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(workshopId))
  const [school, workshop, session, families] = await Promise.all([
    getSchool(table, scope),
    getWorkshop(table, scope, workshopId),
    input.session ? getSession(table, scope, input.session) : undefined,
    familiesOf(table, scope),
  ])
  if (!school || !workshop || (input.session && session?.workshop !== workshopId)) return refuse('not-found')
  const { words, to, languages } = input
  const told = { words, to, languages, now: instantOf(now()) }
  const notice = broadcastNotice({ id: newId(), workshop: workshopId, session }, told)
  const step = nextStep(notice)
  const heard = step && (await heardOf(context, school, notice, step))
  // Whoever it would tell nothing any more is told so before.
  if (!step || !heard) return refuse('already-decided')
  return {
    scope,
    notice,
    reach: reachOf(
      families.filter(({ id }) => isFor(step, id, heard)),
      input,
    ),
  }
}

function reachOf(families: readonly Family[], { words, languages }: Broadcast): Reach {
  const people = families.flatMap((family) => recipientsOf(family, languages))
  const first = people.map((one) => ({
    language: one.language,
    way: one.ways.find((_, place) => place === 0),
  }))
  const sms = first.filter(({ way }) => way?.channel === 'sms')
  const email = first.filter(({ way }) => way?.channel === 'email').length
  const parts = sms.reduce(
    (sum, { language }) => sum + segmentsOf(words[language] ?? longest(words)).segments,
    0,
  )
  const call = first.filter(({ way }) => !way || !isSent(way)).length
  return { families: families.length, email, sms: sms.length, call, cents: centsOf({ email, parts }) }
}

const longest = (words: Record<string, string>) =>
  Object.values(words).reduce((one, other) => (other.length > one.length ? other : one), '')
