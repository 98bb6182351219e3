import type { DateTime } from 'luxon'
import { mustOrganize } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { readSchool } from '../school/school.operations.ts'
import { instantOf, timeAt } from '../time/instant.ts'
import { wallTimeAt } from '../time/wall-time.ts'
import { type ProposedDeadline, proposedDeadline, VOTING_DAYS } from '../workshop/poll-deadline.ts'
import { listWorkshops, readWorkshop } from '../workshop/workshop.operations.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { likedBefore, warningFacts } from './calendar.operations.ts'
import { type WarnedTime, warned } from './time-warning.ts'
import { type CalendarWeek, LEAST_NAMED, pickTimes, type Slot, suitsEachShift, weeksOf } from './time-week.ts'

const WEEKS = 4
const DATE = /^\d{4}-\d{2}-\d{2}$/

/** The calendar from which an organizer picks times for a workshop's vote. */
export type TimePlan = {
  workshop: Workshop
  weeks: CalendarWeek[]
  /** The times to begin with. */
  picked: Slot[]
  /** Whether each shift of families can come to two of these or more; undefined where no shift is known. */
  suits: boolean | undefined
  deadline: ProposedDeadline
  /** Other times that were asked for, with what speaks against each. */
  others: WarnedTime[]
  /** The Mondays of the calendar before and after this one; none before is in the past. */
  earlier?: string
  later: string
}

/** What to show: the first Monday, where one is wished for, and the starts of times that are picked already, else those of the draft. */
export type PlanWish = { from?: string | undefined; others?: readonly string[] }

/**
 * Four weeks of times that fit family life, five of them picked, and a deadline. They begin with the week of the vote's first
 * time, else where the timeline leaves two weeks to vote.
 */
export async function planTimes(
  context: Context,
  workshopId: string,
  wish: PlanWish = {},
): Promise<TimePlan> {
  mustOrganize(context.actor)
  const id = schoolOf(workshopId)
  const [workshop, workshops, school] = await Promise.all([
    readWorkshop(context, workshopId),
    listWorkshops(context, id),
    readSchool(context, id),
  ])
  const { timeZone, settings } = school
  const now = context.now()
  const daysBefore = settings.timeline.roomBooked
  const today = now.setZone(timeZone).startOf('day')
  const monday = firstMonday(workshop, wish, { today, daysBefore })
  const [from, to] = [dateOf(monday), dateOf(monday.plus({ weeks: WEEKS, days: -1 }))]
  const others = timesOf(workshop, wish.others ?? workshop.picked)
  const dates = [from, to, ...others.map(({ start }) => wallTimeAt(start, timeZone).slice(0, 10))].sort()
  const [facts, liked] = await Promise.all([
    warningFacts(context, school, { from: dates[0] ?? from, to: dates.at(-1) ?? to }),
    likedBefore(
      context,
      timeZone,
      workshops.filter((one) => one.id !== workshop.id),
    ),
  ])
  const known = { ...facts, timeZone, from, to, liked, ...lengthAndFood(workshop) }
  const weeks = weeksOf(known, now)
  const picked = pickTimes(firstOpen(weeks))
  const slots = slotsOf(weeks)
  const asked = others.map(({ start }) => start).sort()
  const first = asked[0] ?? picked[0]?.start ?? instantOf(monday.plus({ hours: 12 }))
  const frame = { now: instantOf(now), timeZone, daysBefore }
  return {
    workshop,
    weeks,
    picked,
    suits: suitsEachShift(slots, picked),
    deadline: proposedDeadline(first, frame),
    others: others.map((time) => named(warned(time, known, timeZone))),
    ...(monday > today && { earlier: dateOf(monday.minus({ weeks: WEEKS })) }),
    later: dateOf(monday.plus({ weeks: WEEKS })),
  }
}

const dateOf = (day: DateTime) => day.toISODate() ?? ''

const slotsOf = (weeks: readonly CalendarWeek[]) =>
  weeks.flatMap(({ days }) => days.flatMap(({ slots }) => slots))

// The first week with a free time on most of its days, else all of them.
function firstOpen(weeks: readonly CalendarWeek[]): Slot[] {
  const isFree = ({ verdict }: Slot) => verdict !== 'avoid'
  const open = weeks.find(({ days }) => days.filter(({ slots }) => slots.some(isFree)).length > 4)
  return slotsOf(open ? [open] : weeks)
}

const lengthAndFood = ({ durationMinutes, offers }: Workshop) => ({ durationMinutes, food: offers.food })

const timesOf = ({ durationMinutes }: Workshop, starts: readonly string[] = []) =>
  starts.map((start) => ({ start, end: instantOf(timeAt(start).plus({ minutes: durationMinutes })) }))

// Nothing is said of a shift of so few families that they could be known.
function named(time: WarnedTime): WarnedTime {
  return {
    ...time,
    warnings: time.warnings.filter((one) => one.code !== 'shift' || one.families >= LEAST_NAMED),
  }
}

function firstMonday(
  { poll }: Workshop,
  { from }: PlanWish,
  { today, daysBefore }: { today: DateTime; daysBefore: number },
): DateTime {
  const wished = from && DATE.test(from) ? timeAt(from, today.zoneName ?? 'utc') : undefined
  if (wished?.isValid) return later(wished, today).startOf('week')
  const [first] = poll?.options ?? []
  if (first) return later(timeAt(first.start, today.zoneName ?? 'utc'), today).startOf('week')
  const earliest = today.plus({ days: Math.max(daysBefore, 0) + VOTING_DAYS })
  // From a Monday on, so that the first week is whole.
  return earliest.weekday === 1 ? earliest : earliest.plus({ weeks: 1 }).startOf('week')
}

const later = (one: DateTime, other: DateTime) => (one > other ? one : other)
