import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { familiesOf } from '../family/family.store.ts'
import { findStrengths, type Skill, type StrengthFound } from '../family/strength.ts'
import { visitsOf } from '../family/visits.store.ts'
import { getSchool } from '../school/school.store.ts'
import type { Table } from '../table/table.ts'
import { type DayPart, dayPartOf } from '../time/day-part.ts'
import { ballotsOf } from '../workshop/ballot.store.ts'
import { answerTo } from '../workshop/ballot.ts'
import { workshopsOf } from '../workshop/workshop.store.ts'
import { invitationsOf } from './ladder.store.ts'
import { isInvitable } from './ladder.ts'

/** A family to invite, with the reasons: its own words, whether it is free then, and how often it came. */
export type LeaderSuggestion = StrengthFound & { couldCome: boolean; visits: number }

const LATEST_POLLS = 3

/**
 * Suggests families to invite: their strengths contain the words, or are `named` by them. Families that are free then come first; families that
 * may not be invited now are left out.
 */
export async function suggestLeaders(
  { table, actor, now }: Context,
  schoolId: string,
  { words, when, named = [] }: { words: string; when: DayPart; named?: readonly Skill[] },
): Promise<LeaderSuggestion[]> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolId)
  const [school, families, invitations, visits, workshops] = await Promise.all([
    getSchool(table, scope),
    familiesOf(table, scope),
    invitationsOf(table, scope),
    visitsOf(table, scope),
    workshopsOf(table, scope),
  ])
  const free = await familiesFreeAt(table, scope, workshops, { when, timeZone: school?.timeZone ?? 'utc' })
  const invitationsTo = (id: string) => invitations.filter(({ family }) => family === id)
  const came = new Map(visits.map(({ family, sessions }) => [family, sessions.length]))
  return findStrengths(families, words, { named })
    .filter(({ family }) => isInvitable(invitationsTo(family.id), now()))
    .map((found) => ({
      ...found,
      couldCome: free.has(found.family.id),
      visits: came.get(found.family.id) ?? 0,
    }))
    .sort((one, other) => Number(other.couldCome) - Number(one.couldCome) || other.visits - one.visits)
}

// The families that said yes or if needed to such a time in one of the latest votes.
async function familiesFreeAt(
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
