import { organizes, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { newId, schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { type Voter, votersOf } from '../family/family.store.ts'
import { countedVisits } from '../family/visits.store.ts'
import { familiesSeenThisYear } from '../family/visits.ts'
import { putNotice } from '../message/notice.store.ts'
import { pollNotice } from '../message/notice-plan.ts'
import { getSchool } from '../school/school.store.ts'
import type { Consistency } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { answersOf } from './ballot.store.ts'
import { answerTo, COULD_COME_IF, type CountedBallot } from './ballot.ts'
import { buildPoll, isInTime, type Poll, type PollInput, type PollOption } from './poll.ts'
import {
  bestPair,
  countOptions,
  type Election,
  type OptionCount,
  type Ranked,
  rankOptions,
} from './ranking.ts'
import { editWorkshop, readWorkshop } from './workshop.operations.ts'
import { tallyOf } from './workshop.store.ts'
import { mustBeAlive, type OptionTally, type Workshop } from './workshop.ts'

/** A poll as it is shown: whether it takes votes now, its options and its deadline. */
export type OpenPoll = {
  status: 'open' | 'closed'
  version: number
  closesAt: string
  answersVisible: boolean
  options: PollOption[]
}

/** Opens a workshop's poll, or changes it and keeps its votes. Refused once the time is decided. */
export async function putPoll(context: Context, workshopId: string, input: PollInput): Promise<OpenPoll> {
  const scope = scopeOf(context.actor, schoolOf(workshopId))
  const school = (await getSchool(context.table, scope)) ?? refuse('not-found')
  const now = instantOf(context.now())
  const { timeZone, settings } = school
  const draw = (before: Workshop): Workshop => {
    mustBeAlive(before)
    if (before.status === 'scheduled') refuse('already-scheduled')
    if (input.version !== undefined && input.version !== (before.poll?.version ?? 0))
      refuse('workshop-changed')
    const frame = {
      timeZone,
      durationMinutes: before.durationMinutes,
      shortlistPercent: settings.shortlistPercent,
      now,
      newId,
    }
    return {
      ...before,
      status: 'voting',
      poll: buildPoll(input, frame, before.poll),
      revision: before.revision + 1,
    }
  }
  const workshop = await editWorkshop(context, workshopId, draw, (edited, before) => {
    if (edited.poll?.closesAt === before.poll?.closesAt) return []
    const notice = pollNotice(edited, { now, timeZone, isNew: before.poll === undefined })
    return notice ? [putNotice(scope, notice)] : []
  })
  return shownPoll(workshop, pollOf(workshop), now)
}

/** The poll of a workshop; refuses `poll-not-open`. */
export function pollOf(workshop: Workshop): Poll {
  return workshop.poll ?? refuse('poll-not-open')
}

function shownPoll(workshop: Workshop, poll: Poll, now: string): OpenPoll {
  const { version, closesAt, answersVisible, options } = poll
  const isOpen = workshop.status === 'voting' && isInTime(poll, now)
  return { status: isOpen ? 'open' : 'closed', version, closesAt, answersVisible, options }
}

/** The support and languages that families who could come to an option need, as counts. */
export type OptionNeeds = { couldComeIf: Record<string, number>; languages: Record<string, number> }

/** A poll with its counts, its ranking and the best pair of options. */
export type PollResults = Omit<OpenPoll, 'options'> & {
  families: number
  answered: number
  options: (PollOption & OptionCount & { needs: OptionNeeds })[]
  ranking: Ranked[]
  bestPair: { options: [string, string]; families: number } | null
}

/**
 * A poll's results. Only organizers get the ranking and the needs; others get the counts, where the school shows them.
 * A ballot counts if it was in time and its family is on the roster.
 */
export async function readPoll(context: Context, workshopId: string): Promise<PollResults> {
  const { table, actor, now } = context
  const scope = scopeOf(actor, schoolOf(workshopId))
  const isOrganizer = organizes(actor)
  const [workshop, answers, families, school, visits] = await Promise.all([
    readWorkshop(context, workshopId, 'recent'),
    answersOf(table, scope, workshopId),
    votersOf(table, scope),
    getSchool(table, scope, 'recent'),
    isOrganizer ? countedVisits(table, scope) : [],
  ])
  const poll = pollOf(workshop)
  if (!isOrganizer && !poll.answersVisible) refuse('forbidden')
  const roster = new Set(families.map(({ id }) => id))
  const { departed } = answers
  const ballots = answers.ballots.filter(
    ({ family, receivedAt }) => roster.has(family) && isInTime(poll, receivedAt),
  )
  const election: Election = {
    options: poll.options,
    ballots,
    families,
    kinds: school?.settings.fairnessKinds ?? 'all',
    shortlistPercent: poll.shortlistPercent,
    been: familiesSeenThisYear(visits, now(), school?.timeZone ?? 'utc'),
    departed,
  }
  const ranking = rankOptions(election)
  return {
    ...shownPoll(workshop, poll, instantOf(now())),
    families: families.length + (departed?.families ?? 0),
    answered: ballots.length + (departed?.families ?? 0),
    options: countOptions(election).flatMap((count, place) => {
      const option = poll.options[place]
      if (!option) return []
      const needs = isOrganizer
        ? needsAt(option, ballots, families, workshop)
        : { couldComeIf: {}, languages: {} }
      return [{ ...option, ...count, needs }]
    }),
    ranking: isOrganizer ? ranking : [],
    bestPair: (isOrganizer && bestPair(election, ranking)) || null,
  }
}

function needsAt(
  option: PollOption,
  ballots: readonly CountedBallot[],
  families: readonly Voter[],
  workshop: Workshop,
): OptionNeeds {
  const coming = ballots.filter((ballot) => {
    const answer = answerTo(ballot, option)
    return answer === 'yes' || answer === 'ifNeeded'
  })
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

/** The tally of a poll, where families may see it; undefined where they may not, or where it is not counted yet. */
export async function readTally(
  context: Context,
  workshopId: string,
  reading?: Consistency,
): Promise<OptionTally | undefined> {
  const { poll } = await readWorkshop(context, workshopId, reading)
  if (!poll?.answersVisible) return undefined
  return tallyOf(context.table, scopeOf(context.actor, schoolOf(workshopId)), workshopId, reading)
}
