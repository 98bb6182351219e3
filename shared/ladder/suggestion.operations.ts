import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { familiesOf } from '../family/family.store.ts'
import { findStrengths, type StrengthFound } from '../family/strength.ts'
import { visitsOf } from '../family/visits.store.ts'
import { getSchool } from '../school/school.store.ts'
import type { Table } from '../table/table.ts'
import { type DayPart, dayPartOf } from '../time/day-part.ts'
import { ballotsOf } from '../workshop/ballot.store.ts'
import { answerTo } from '../workshop/ballot.ts'
import { workshopsOf } from '../workshop/workshop.store.ts'
import { invitationsOf } from './ladder.store.ts'
import { type Invitation, mustBeInvitable } from './ladder.ts'

/** A family that fits, with the reasons: its own words, when it could come, and how often it came. */
export type Suggestion = StrengthFound & { couldCome: boolean; visits: number }

const LATEST_POLLS = 3

/** Whom to invite: families whose strengths hold the words, those first who could come then; never who wants no more. */
export async function suggestLeaders(
  { table, actor, now }: Context,
  schoolId: string,
  { words, when }: { words: string; when: DayPart },
): Promise<Suggestion[]> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolId)
  const [school, families, invitations, visits, workshops] = await Promise.all([
    getSchool(table, scope),
    familiesOf(table, scope),
    invitationsOf(table, scope),
    visitsOf(table, scope),
    workshopsOf(table, scope),
  ])
  const free = await freeAt(table, scope, workshops, { when, timeZone: school?.timeZone ?? 'utc' })
  const came = new Map(visits.map(({ family, sessions }) => [family, sessions.length]))
  return findStrengths(families, words)
    .filter(({ family }) => isInvitable(invitations, family.id, now()))
    .map((found) => ({
      ...found,
      couldCome: free.has(found.family.id),
      visits: came.get(found.family.id) ?? 0,
    }))
    .sort((one, other) => Number(other.couldCome) - Number(one.couldCome) || other.visits - one.visits)
}

function isInvitable(invitations: readonly Invitation[], family: string, now: ReturnType<Context['now']>) {
  try {
    mustBeInvitable(
      invitations.filter((one) => one.family === family),
      now,
    )
    return true
  } catch {
    return false
  }
}

// Who said yes or if needed to such a time in one of the latest votes.
async function freeAt(
  table: Table,
  scope: SchoolScope,
  workshops: Awaited<ReturnType<typeof workshopsOf>>,
  { when, timeZone }: { when: DayPart; timeZone: string },
): Promise<Set<string>> {
  const polled = workshops.flatMap(({ id, poll }) => (poll ? [{ id, poll }] : []))
  const latest = polled
    .sort((one, other) => other.poll.closesAt.localeCompare(one.poll.closesAt))
    .slice(0, LATEST_POLLS)
  const found = await Promise.all(
    latest.map(async ({ id, poll }) => {
      const options = poll.options.filter(({ start }) => dayPartOf(start, timeZone) === when)
      const ballots = await ballotsOf(table, scope, id)
      return ballots
        .filter((ballot) =>
          options.some((option) => ['yes', 'ifNeeded'].includes(answerTo(ballot, option) ?? 'no')),
        )
        .map(({ family }) => family)
    }),
  )
  return new Set(found.flat())
}
