import { mustActFor, mustOrganize, publicScope, type SchoolScope, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { idFor, idsFor, schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { listedFamilies } from '../family/directory.operations.ts'
import { readSchool } from '../school/school.operations.ts'
import type { School } from '../school/school.ts'
import { getReply } from '../session/reply.store.ts'
import { getSession } from '../session/session.store.ts'
import type { Session } from '../session/session.ts'
import { instantOf } from '../time/instant.ts'
import { wallTimeAt } from '../time/wall-time.ts'
import { readPoll } from '../workshop/results.operations.ts'
import { listWorkshops, readWorkshop } from '../workshop/workshop.operations.ts'
import { workshopsOf } from '../workshop/workshop.store.ts'
import { isForFamilies, type Workshop } from '../workshop/workshop.ts'
import { getCalendar, putCalendar } from './calendar.store.ts'
import { type CalendarImport, type CalendarPreview, previewOf, withImport } from './calendar-import.ts'
import { type Closure, type NewClosure, type SchoolCalendar, withClosure, withoutClosure } from './closure.ts'
import { decodeFolded } from './folded-text.ts'
import { holidaysOf } from './holiday.ts'
import { observancesBetween } from './observance.ts'
import { kindOf, type SuggestionFacts, suggestTimes, type TimeSuggestion } from './time-suggestion.ts'
import { type WarnedTime, type WarningFacts, warned } from './time-warning.ts'

const MOST_DAYS = 70
const DAY_MS = 86_400_000
const POLLS_LEARNED_FROM = 3
const SHOWN_DAYS = 60
const SHIFT = 'shift:'
const DAYS_BACK = 7

/** The days on which the school is closed, the soonest first. */
export async function listClosures({ table, actor }: Context, school: string): Promise<Closure[]> {
  mustOrganize(actor)
  return (await getCalendar(table, scopeOf(actor, school))).closures
}

/** Adds days on which the school is closed. */
export async function addClosure(context: Context, school: string, closure: NewClosure): Promise<Closure[]> {
  return changeCalendar(context, school, (calendar) => withClosure(calendar, closure, idFor(context)))
}

/**
 * What another calendar would change in the coming year: days to choose closures from, days of before that it does not
 * have any more, and what could not be read. Nothing is written. Refuses `calendar-unreadable` and `calendar-too-large`.
 */
export async function previewCalendar(
  context: Context,
  school: string,
  given: Uint8Array | string,
): Promise<CalendarPreview> {
  const { table, actor, now } = context
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const [{ timeZone }, calendar] = await Promise.all([readSchool(context, school), getCalendar(table, scope)])
  const from = now().setZone(timeZone).minus({ days: DAYS_BACK })
  const window = { from: from.toISODate() ?? '', to: from.plus({ years: 1 }).toISODate() ?? '', timeZone }
  // Few bring a calendar in; its library comes with them.
  const { readCalendar } = await import('./foreign-calendar.ts')
  const text = typeof given === 'string' ? given : decodeFolded(given)
  return previewOf(calendar, readCalendar(text, window), window)
}

/** Imports the chosen days of another calendar and removes the closures that go, in one commit. */
export async function importCalendar(
  context: Context,
  school: string,
  taken: CalendarImport,
): Promise<Closure[]> {
  return changeCalendar(context, school, (calendar) => withImport(calendar, taken, idsFor(context)))
}

/** Removes a closure. Refuses `not-found`. */
export async function removeClosure(context: Context, school: string, id: string): Promise<Closure[]> {
  return changeCalendar(context, school, (calendar) => {
    const left = withoutClosure(calendar, id)
    return left.closures.length < calendar.closures.length ? left : refuse('not-found')
  })
}

async function changeCalendar(
  { table, actor }: Context,
  school: string,
  change: (calendar: SchoolCalendar) => SchoolCalendar,
): Promise<Closure[]> {
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  return untilCommitted(async () => {
    const changed = change(await getCalendar(table, scope))
    await table.commit(putCalendar(scope, changed))
    return changed.closures
  })
}

/** The span of local dates in which times are wanted, ten weeks at most. */
export type Span = { from: string; to: string }

/** Times for a workshop between two dates, with what speaks for and against each. */
export async function suggestFor(
  context: Context,
  workshopId: string,
  span: Span,
): Promise<TimeSuggestion[]> {
  mustOrganize(context.actor)
  for (const field of ['from', 'to'] as const)
    if (!isDate(span[field])) refuse('invalid-input', { errors: [{ pointer: `/${field}`, detail: 'date' }] })
  const days = (Date.parse(span.to) - Date.parse(span.from)) / DAY_MS
  if (days < 0) refuse('invalid-input', { errors: [{ pointer: '/to', detail: 'end-before-start' }] })
  if (days > MOST_DAYS) refuse('invalid-input', { errors: [{ pointer: '/to', detail: 'too-far' }] })
  return suggestTimes(await known(context, workshopId, span), context.now())
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
}

async function known(context: Context, workshopId: string, span: Span): Promise<SuggestionFacts> {
  const id = schoolOf(workshopId)
  const [workshop, workshops, school] = await Promise.all([
    readWorkshop(context, workshopId),
    listWorkshops(context, id),
    readSchool(context, id),
  ])
  const others = workshops.filter((one) => one.id !== workshop.id)
  const [facts, liked] = await Promise.all([
    warningFacts(context, school, span),
    likedBefore(context, school.timeZone, others),
  ])
  return {
    ...span,
    ...facts,
    timeZone: school.timeZone,
    durationMinutes: workshop.durationMinutes,
    food: workshop.offers.food,
    liked,
  }
}

/** What warnings in a span of dates follow from, besides what a workshop offers. */
export async function warningFacts(
  context: Context,
  { id, schoolDay, country, defaultLanguage }: School,
  { from, to }: Span,
): Promise<Omit<WarningFacts, 'food'>> {
  const [families, closures] = await Promise.all([listedFamilies(context, id), listClosures(context, id)])
  const years = [...new Set([from, to].map((date) => Number(date.slice(0, 4))))]
  const shifts: Record<string, number> = {}
  for (const { groups } of families) {
    for (const group of groups) {
      if (!group.startsWith(SHIFT)) continue
      const shift = group.slice(SHIFT.length).toLowerCase()
      shifts[shift] = (shifts[shift] ?? 0) + 1
    }
  }
  const holidays = await holidaysOf(country, years, [defaultLanguage])
  return { schoolDay, closures, shifts, holidays, observances: observancesBetween(from, to) }
}

/** The times of a workshop that something speaks against, with the reasons, whoever entered them. */
export async function listWarnings(
  context: Context,
  workshop: Workshop,
  times: readonly { start: string; end: string }[],
): Promise<WarnedTime[]> {
  mustOrganize(context.actor)
  const school = await readSchool(context, schoolOf(workshop.id))
  const dates = times.map(({ start }) => wallTimeAt(start, school.timeZone).slice(0, 10)).sort()
  const [from = '', to = from] = [dates[0], dates.at(-1)]
  if (!from) return []
  const facts = { ...(await warningFacts(context, school, { from, to })), food: workshop.offers.food }
  return times
    .map((time) => warned(time, facts, school.timeZone))
    .filter(({ warnings }) => warnings.length > 0)
}

/** Which kinds of times suit a school's families, from the latest closed polls of workshops. */
export async function likedBefore(
  context: Context,
  timeZone: string,
  workshops: readonly Workshop[],
): Promise<SuggestionFacts['liked']> {
  const past = workshops
    .filter(({ poll, status }) => poll && (status === 'scheduled' || status === 'held'))
    .sort((one, other) => ((one.poll?.closesAt ?? '') < (other.poll?.closesAt ?? '') ? 1 : -1))
    .slice(0, POLLS_LEARNED_FROM)
  const polls = await Promise.all(past.map(({ id }) => readPoll(context, id)))
  const yes: Record<string, number> = {}
  const asked: Record<string, number> = {}
  for (const { options, answered } of polls) {
    for (const option of options) {
      const kind = kindOf(wallTimeAt(option.start, timeZone))
      yes[kind] = (yes[kind] ?? 0) + option.yes
      asked[kind] = (asked[kind] ?? 0) + answered
    }
  }
  return Object.fromEntries(
    Object.entries(asked).flatMap(([kind, all]) =>
      all > 0 ? [[kind, Math.floor((100 * (yes[kind] ?? 0)) / all)]] : [],
    ),
  )
}

/** An entry of a calendar: a session with its workshop. */
export type Occasion = { session: Session; workshop: Workshop }

/**
 * The sessions of a school from two months ago on, the earliest first: what everybody may see. None of a workshop for
 * staff alone.
 */
export function listOccasions(context: Pick<Context, 'table' | 'now'>, school: string): Promise<Occasion[]> {
  return occasionsOf(context, publicScope(school), isForFamilies)
}

async function occasionsOf(
  { table, now }: Pick<Context, 'table' | 'now'>,
  scope: SchoolScope,
  isShown: (workshop: Workshop) => boolean,
): Promise<Occasion[]> {
  const since = instantOf(now().minus({ days: SHOWN_DAYS }))
  const workshops = (await workshopsOf(table, scope)).filter(isShown)
  const found = await Promise.all(
    workshops.flatMap((workshop) =>
      (workshop.sessions ?? [])
        .filter(({ end }) => end >= since)
        .map(async ({ id }) => ({ workshop, session: await getSession(table, scope, id) })),
    ),
  )
  const known = found.flatMap(({ workshop, session }) => (session ? [{ workshop, session }] : []))
  return known.sort((one, other) => (one.session.start < other.session.start ? -1 : 1))
}

/** The sessions in a family's calendar: all but those that it declined, and for staff alone those that it hosts. */
export async function listFamilyOccasions(
  context: Context,
  school: string,
  family: string,
): Promise<Occasion[]> {
  mustActFor(context.actor, family)
  const scope = scopeOf(context.actor, school)
  const isShown = (workshop: Workshop) => isForFamilies(workshop) || workshop.hostFamily === family
  const occasions = await occasionsOf(context, scope, isShown)
  const replies = await Promise.all(
    occasions.map(({ session }) => getReply(context.table, scope, session.id, family)),
  )
  return occasions.filter((_, place) => replies[place]?.attending !== false)
}
