import { mustOrganize, publicScope, type SchoolScope, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { refuse } from '../access/refusal.ts'
import { getCalendar } from '../calendar/calendar.store.ts'
import { schoolDaysAfter } from '../calendar/school-day.ts'
import { readDirectory } from '../family/directory-reading.store.ts'
import { FAMILY_SOURCE } from '../family/family.store.ts'
import { phoneReader } from '../family/phone.ts'
import { getSchool } from '../school/school.store.ts'
import type { School } from '../school/school.ts'
import { teamOf } from '../team/member.store.ts'
import { dayAt, instantOf } from '../time/instant.ts'
import { workshopsOf } from '../workshop/workshop.store.ts'
import { isForFamilies, type Workshop } from '../workshop/workshop.ts'
import {
  addIntroduction,
  changeIntroduction,
  getIntroduction,
  introductionsOf,
} from './introduction.store.ts'
import {
  ANSWERED_WITHIN,
  type Introduction,
  introductionId,
  KEPT_DAYS,
  type Likely,
  likelyFamilies,
  type NewIntroduction,
} from './introduction.ts'

// More are hidden until some are answered: a flood must not make the page of the day slow.
const MOST_SHOWN = 100

/**
 * Keeps the introduction of a family, which anybody may send, until the school answers, for 30 days at most. The same form
 * sent again changes it, or nothing once it was answered. Says nothing of whether the school knows the family already.
 */
export async function introduceFamily(
  { table, now }: Context,
  schoolId: string,
  { once, ...said }: NewIntroduction,
): Promise<void> {
  const scope = publicScope(schoolId)
  const { school, answerBy } = await promiseOf({ table, now }, scope)
  const address = await addressIn(said, school.country)
  const id = introductionId(once)
  const fresh: Introduction = {
    ...said,
    address,
    id,
    state: 'waiting',
    at: instantOf(now()),
    answerBy,
    revision: 1,
    expiresAt: Math.ceil(now().plus({ days: KEPT_DAYS }).toSeconds()),
  }
  await untilCommitted(async () => {
    const before = await getIntroduction(table, scope, id)
    if (!before) return table.commit(addIntroduction(scope, fresh))
    if (before.state !== 'waiting' || before.family) return
    const { at, answerBy, expiresAt } = before
    await table.commit(...changeIntroduction(scope, before, { ...fresh, at, answerBy, expiresAt }))
  })
}

async function addressIn(
  { way, address }: Pick<NewIntroduction, 'way' | 'address'>,
  country: string,
): Promise<string> {
  if (way === 'email') return address
  const readPhone = await phoneReader()
  const errors = [{ pointer: '/address', detail: 'phone' }]
  return readPhone(address, country) ?? refuse('invalid-input', { errors })
}

type Base = Pick<Context, 'table' | 'now'>

async function promiseOf(
  { table, now }: Base,
  scope: SchoolScope,
): Promise<{ school: School; answerBy: string }> {
  const [school, { closures }] = await Promise.all([getSchool(table, scope), getCalendar(table, scope)])
  if (!school) return refuse('not-found')
  const today = dayAt(instantOf(now()), school.timeZone)
  return { school, answerBy: schoolDaysAfter(today, ANSWERED_WITHIN, closures) }
}

/** What a new family is told: the day by which it is answered (YYYY-MM-DD), by whom, and where it can come before that. */
export type Reception = {
  by: string
  /** The school's first organizer. */
  name?: string
  next?: { workshop: Workshop; start: string; end: string }
}

/** What everybody may know of how a school receives new families. */
export async function readReception(base: Base, schoolId: string): Promise<Reception> {
  const { table, now } = base
  const scope = publicScope(schoolId)
  const [{ answerBy }, team, workshops] = await Promise.all([
    promiseOf(base, scope),
    teamOf(table, scope),
    workshopsOf(table, scope),
  ])
  const [first] = team
    .filter(({ role }) => role === 'organizer')
    .sort((one, other) => (one.invitedAt < other.invitedAt ? -1 : 1))
  const [next] = workshops
    .filter((workshop) => workshop.status === 'scheduled' && isForFamilies(workshop))
    .flatMap((workshop) => (workshop.sessions ?? []).map((session) => ({ workshop, ...session })))
    .filter(({ start, cancelled }) => !cancelled && start > instantOf(now()))
    .sort((one, other) => (one.start < other.start ? -1 : 1))
  return { by: answerBy, ...(first && { name: first.name }), ...(next && { next }) }
}

/** The introductions of a school in one state, the first first, and the day there (YYYY-MM-DD). */
export type Introductions = { introductions: Introduction[]; today: string }

/** The introductions that wait, or that were turned down; for organizers. */
export async function listIntroductions(
  { table, actor, now }: Context,
  schoolId: string,
  state: Introduction['state'] = 'waiting',
): Promise<Introductions> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolId)
  const [school, found] = await Promise.all([
    getSchool(table, scope, 'recent'),
    introductionsOf(table, scope, { state, limit: MOST_SHOWN }),
  ])
  // DynamoDB deletes expired items with a delay.
  const kept = found.filter(({ expiresAt }) => expiresAt > now().toSeconds())
  return {
    introductions: kept.sort(
      (one, other) => one.at.localeCompare(other.at) || one.id.localeCompare(other.id),
    ),
    today: dayAt(instantOf(now()), school?.timeZone ?? 'UTC'),
  }
}

/** Introductions with the families that each may be of; for organizers. */
export async function withLikelyFamilies(
  { table, actor }: Context,
  school: string,
  introductions: readonly Introduction[],
): Promise<(Introduction & { likely: Likely })[]> {
  mustOrganize(actor)
  if (introductions.length === 0) return []
  const families = await readDirectory(table, FAMILY_SOURCE, scopeOf(actor, school))
  return introductions.map((one) => ({ ...one, likely: likelyFamilies(families, one) }))
}
