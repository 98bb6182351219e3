import type { DateTime } from 'luxon'
import { organizes, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { votersOf } from '../family/family.store.ts'
import { countedVisits } from '../family/visits.store.ts'
import { familiesSeenThisYear } from '../family/visits.ts'
import { getSchool } from '../school/school.store.ts'
import type { School } from '../school/school.ts'
import { instantOf } from '../time/instant.ts'
import { answersOf } from './ballot.store.ts'
import { answerTo } from './ballot.ts'
import { type BestPair, bestPair } from './best-pair.ts'
import { ballotsThatCount } from './counted-ballot.ts'
import { countOptions, type OptionCount } from './option-count.ts'
import { type OpenPoll, pollOf, shownPoll } from './poll.operations.ts'
import { JOINING_PERCENT, type Poll, type PollOption } from './poll.ts'
import { type Election, type Ranked, rankOptions } from './ranking.ts'
import { canCome } from './shut-out.ts'
import { EARLY_PERCENT, isEarly } from './verdict.ts'
import { COULD_COME_IF } from './wish.ts'
import { readWorkshop } from './workshop.operations.ts'
import { isForFamilies, type Workshop } from './workshop.ts'

/** The support and languages that families who could come to an option need, as counts. */
export type OptionNeeds = { couldComeIf: Record<string, number>; languages: Record<string, number> }

/**
 * A poll with its counts, its ranking and the best pair of options. `answered` families did so, `byText` of them last by
 * text, among those that are still on the roster.
 */
export type PollResults = Omit<OpenPoll, 'options'> & {
  families: number
  answered: number
  byText: number
  options: (PollOption & OptionCount & { needs: OptionNeeds })[]
  ranking: Ranked[]
  /** Whether too few families have answered an open vote for any time to be recommended. */
  early: boolean
  bestPair: BestPair | null
}

/**
 * A poll's results. Only organizers get the ranking and the needs; others get the counts, where the school shows them.
 * A ballot counts if it was in time, says something and its family is on the roster; none does for staff alone.
 */
export async function readPoll(context: Context, workshopId: string): Promise<PollResults> {
  const { table, actor, now } = context
  const scope = scopeOf(actor, schoolOf(workshopId))
  const isOrganizer = organizes(actor)
  const [workshop, school, counted] = await Promise.all([
    readWorkshop(context, workshopId, 'recent'),
    getSchool(table, scope, 'recent'),
    countedOf(context, scope, workshopId),
  ])
  const poll = pollOf(workshop)
  if (!isOrganizer && !poll.answersVisible) refuse('forbidden')
  const votes = isForFamilies(workshop) ? counted : { ...counted, ballots: [], departed: undefined }
  const election = electionOf(poll, school, votes, now())
  const { families, ballots } = election
  const ranking = isOrganizer ? rankOptions(election) : []
  const shown = shownPoll(workshop, poll, instantOf(now()))
  const gone = election.departed?.families ?? 0
  const turnout = { families: families.length + gone, answered: ballots.length + gone }
  const earlyPercent = school?.settings.earlyPercent ?? EARLY_PERCENT
  return {
    ...shown,
    ...turnout,
    byText: ballots.filter(({ isByText }) => isByText).length,
    early: isEarly({ ...turnout, isOpen: shown.status === 'open', earlyPercent }),
    options: countOptions(election).flatMap((count, place) => {
      const option = poll.options[place]
      if (!option) return []
      const needs = isOrganizer ? needsAt(option, election, workshop) : { couldComeIf: {}, languages: {} }
      return [{ ...option, ...count, needs }]
    }),
    ranking,
    bestPair: (isOrganizer && bestPair(election, ranking)) || null,
  }
}

type Counted = Awaited<ReturnType<typeof countedOf>>

async function countedOf({ table, actor }: Context, scope: SchoolScope, workshopId: string) {
  const [answers, families, visits] = await Promise.all([
    answersOf(table, scope, workshopId),
    votersOf(table, scope),
    organizes(actor) ? countedVisits(table, scope) : [],
  ])
  return { ballots: answers.ballots, departed: answers.departed, families, visits }
}

function electionOf(
  poll: Poll,
  school: School | undefined,
  { ballots, departed, families, visits }: Counted,
  now: DateTime,
) {
  return {
    options: poll.options,
    ballots: ballotsThatCount(poll, ballots, families),
    families,
    kinds: school?.settings.fairnessKinds ?? 'all',
    shortlistPercent: poll.shortlistPercent,
    joiningPercent: poll.joiningPercent ?? JOINING_PERCENT,
    been: familiesSeenThisYear(visits, now, school?.timeZone ?? 'utc'),
    departed,
  } satisfies Election
}

function needsAt(
  option: PollOption,
  { ballots, families }: Pick<Counted, 'ballots' | 'families'>,
  workshop: Workshop,
): OptionNeeds {
  const coming = ballots.filter((ballot) => canCome(answerTo(ballot, option)))
  const spoken = new Map(families.map((family) => [family.id, family.spokenLanguage]))
  const languages = coming
    .map(({ family }) => spoken.get(family))
    .filter(
      (language): language is string => language !== undefined && language !== workshop.presentationLanguage,
    )
  return {
    couldComeIf: Object.fromEntries(
      COULD_COME_IF.map((need) => [need, coming.filter((one) => one.couldComeIf.includes(need)).length]),
    ),
    languages: Object.fromEntries(
      [...new Set(languages)].sort().map((one) => [one, languages.filter((l) => l === one).length]),
    ),
  }
}
