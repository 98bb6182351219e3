import type { Consistency } from '../../shared/access/context.ts'
import { refuse } from '../../shared/access/refusal.ts'
import { readRememberedWishes } from '../../shared/session/remembered-wishes.operations.ts'
import { instantOf } from '../../shared/time/instant.ts'
import type { Answer } from '../../shared/workshop/answer.ts'
import { readBallot } from '../../shared/workshop/ballot.operations.ts'
import { answerTo, type Ballot } from '../../shared/workshop/ballot.ts'
import { readTally } from '../../shared/workshop/poll.operations.ts'
import { isInTime, type PollOption } from '../../shared/workshop/poll.ts'
import type { Wish } from '../../shared/workshop/wish.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { familyOf, type Visit } from '../visit.ts'

/** One time as a family sees it: its own answer, and the counts where the school shows them. */
export type OptionView = {
  id: string
  start: string
  end: string
  revision: number
  unavailable: readonly ('interpreter' | 'childcare')[]
  answer?: Answer
  /** The family answered for this time before it was moved. */
  wasMoved: boolean
  counts?: { yes: number; ifNeeded: number }
}

/** What the pages of a vote show. */
export type VoteView = {
  workshop: Workshop
  timeZone: string
  closesAt: string
  isOpen: boolean
  /** The vote ended before its deadline: the time was chosen, or the workshop cancelled. */
  isDecided: boolean
  pollVersion: number
  options: OptionView[]
  ballot?: Ballot
  /** What its last reply asked for, while it has not voted here. */
  remembered: readonly Wish[]
}

/** Reads a vote for the family of the visit, by default as it is now; a workshop without a poll has no such page. */
export async function voteView(c: Visit, workshopId: string, reading?: Consistency): Promise<VoteView> {
  const { family, school } = familyOf(c)
  const context = c.get('context')
  const [workshop, ballot, tally, remembered] = await Promise.all([
    readWorkshop(context, workshopId, reading),
    readBallot(context, workshopId, family, reading),
    readTally(context, workshopId, reading),
    readRememberedWishes(context, workshopId, family),
  ])
  const poll = workshop.poll ?? refuse('not-found')
  const now = instantOf(context.now())
  const isOver = workshop.status !== 'voting'
  const isOpen = !isOver && isInTime(poll, now)
  return {
    workshop,
    timeZone: school.timeZone,
    closesAt: poll.closesAt,
    isOpen,
    isDecided: isOver && isInTime({ closesAt: poll.closesAt }, poll.decidedAt ?? now),
    pollVersion: poll.version,
    options: poll.options.map((option) => {
      const counts = tally?.[option.id]
      return { ...optionView(option, ballot), ...(counts && { counts }) }
    }),
    ...(ballot && { ballot }),
    remembered: isOpen && !ballot ? remembered : [],
  }
}

function optionView(option: PollOption, ballot: Ballot | undefined): OptionView {
  const { id, start, end, revision, unavailable = [] } = option
  const answer = ballot && answerTo(ballot, option)
  const wasMoved = ballot?.answers[id] !== undefined && !answer
  return { id, start, end, revision, unavailable, wasMoved, ...(answer && { answer }) }
}
