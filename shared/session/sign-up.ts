import * as z from 'zod'
import { refuse } from '../access/refusal.ts'
import { writtenText } from '../access/visible.ts'
import { holdsUncollected } from '../family/uncollected.ts'
import { dayAt, type Instant, instantOf, timeAt } from '../time/instant.ts'
import { instantOfMoment, Moment } from '../time/wall-time.ts'
import { localized } from '../workshop/workshop.ts'

const MOST_PLACES = 100
const MOST_PORTIONS = 200
const MOST_ALLERGENS = 10
const MINUTE_MS = 60_000
/** How far from the start of its session something may be done: further away is a mistyped date. */
const MOST_MINUTES_AWAY = 7 * 24 * 60

/** What food often contains that somebody cannot eat, to choose from; a family may name others in its own words. */
export const SIGN_UP_ALLERGENS = ['nuts', 'milk', 'egg', 'wheat', 'fish'] as const

const said = (most: number) => writtenText(most).refine((text) => !holdsUncollected(text), 'uncollected')
const clockTime = () => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'clock-time')

/** When something is to be done: a time of day (HH:mm) on the day of the session, a local time, or an instant. */
const lineTime = () => z.union([clockTime(), Moment])

const lineFields = () => ({
  title: localized(120),
  wanted: z.int().min(1).max(MOST_PLACES),
  /** Of food: how many portions each place brings. */
  portions: z.int().min(1).max(MOST_PORTIONS),
  from: lineTime(),
  to: lineTime(),
})

/** A line of a sign-up list: what families bring or do, how many are wanted, and when. */
export const NewSignUp = z.lazy(() =>
  z.strictObject(lineFields()).partial({ portions: true, from: true, to: true }),
)
export type NewSignUp = z.infer<typeof NewSignUp>

/** A change of a line; only given fields change, and null takes away what a line may lack. */
export const SignUpChange = z.lazy(() => {
  const { portions, from, to, ...fields } = lineFields()
  const lacking = { portions: portions.nullable(), from: from.nullable(), to: to.nullable() }
  return z.strictObject({ ...fields, ...lacking }).partial()
})
export type SignUpChange = z.infer<typeof SignUpChange>

/** What a family takes of a line; no places give back what it had. */
export const TakingInput = z.lazy(() =>
  z.strictObject({
    places: z.int().min(0).max(MOST_PLACES),
    note: said(80).optional(),
    allergens: z.array(said(40).min(1)).max(MOST_ALLERGENS).optional(),
  }),
)
export type TakingInput = z.infer<typeof TakingInput>

/** The places that a family took of a line, and since when (RFC 3339 UTC). */
export type Taking = {
  family: string
  places: number
  note?: string
  /** What the food contains, as the family says it. */
  allergens?: string[]
  takenAt: Instant
  /** When the door noted that it was brought or done. */
  givenAt?: Instant
  /** Who of the team took it down for the family. */
  recordedBy?: string
}

/**
 * A line of a session's sign-up list with what families took of it. Its times are minutes from the start of the session,
 * so that they move with it.
 */
export type SignUp = {
  title: Record<string, string>
  wanted: number
  portions?: number
  fromMinutes?: number
  toMinutes?: number
  /** Where it stands among lines of the same time, from 0. */
  place: number
  takings: Taking[]
}

/** A line of a sign-up list: its session and its id. */
export type LineKey = { session: string; line: string }

/** What a family took of a line, with the line's id and title. */
export type FamilyTaking = Taking & { line: string; title: SignUp['title'] }

type Times = { start: Instant; timeZone: string }

/** A new line at a place of the list; refuses times that are far from the session, or that end before they begin. */
export function newSignUp(
  { title, wanted, portions, from, to }: NewSignUp,
  session: Times,
  place: number,
): SignUp {
  const times = { ...(from && { from }), ...(to && { to }) }
  return withTimes({ title, wanted, ...(portions && { portions }), place, takings: [] }, times, session)
}

/** A line after a change; refuses `signup-taken` where fewer would be wanted than are taken. */
export function changedSignUp(
  { portions: before, ...line }: SignUp,
  { title, wanted, portions = before, from, to }: SignUpChange,
  session: Times,
): SignUp {
  const taken = placesTaken(line)
  if (wanted !== undefined && wanted < taken) refuse('signup-taken', { taken })
  const changed = {
    ...line,
    ...(title && { title }),
    ...(wanted && { wanted }),
    ...(portions && { portions }),
  }
  return withTimes(changed, { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }, session)
}

function withTimes(
  { fromMinutes, toMinutes, ...line }: SignUp,
  times: { from?: string | null; to?: string | null },
  session: Times,
): SignUp {
  const begins = minutesOf(times.from, { before: fromMinutes, session, pointer: '/from' })
  const ends = minutesOf(times.to, { before: toMinutes, session, pointer: '/to' })
  if (begins !== undefined && ends !== undefined && ends < begins) refuseTime('/to', 'end-before-start')
  return {
    ...line,
    ...(begins !== undefined && { fromMinutes: begins }),
    ...(ends !== undefined && { toMinutes: ends }),
  }
}

function minutesOf(
  time: string | null | undefined,
  { before, session, pointer }: { before: number | undefined; session: Times; pointer: string },
): number | undefined {
  if (time === undefined) return before
  if (time === null) return undefined
  const { start, timeZone } = session
  const moment = time.includes('T') ? time : `${dayAt(start, timeZone)}T${time}`
  const away = Date.parse(instantOfMoment(moment, timeZone, pointer)) - Date.parse(start)
  const minutes = Math.round(away / MINUTE_MS)
  return Math.abs(minutes) <= MOST_MINUTES_AWAY ? minutes : refuseTime(pointer, 'far-from-session')
}

function refuseTime(pointer: string, detail: string): never {
  return refuse('invalid-input', { errors: [{ pointer, detail }] })
}

/** When a line of a session begins and ends, where that was said. */
export function timesOf(
  { fromMinutes, toMinutes }: SignUp,
  { start }: { start: Instant },
): { from?: Instant; to?: Instant } {
  const at = (minutes: number) => instantOf(timeAt(start).plus({ minutes }))
  return {
    ...(fromMinutes !== undefined && { from: at(fromMinutes) }),
    ...(toMinutes !== undefined && { to: at(toMinutes) }),
  }
}

// What has no time comes first: it is brought rather than done.
const beginOf = ({ fromMinutes = -MOST_MINUTES_AWAY }: SignUp) => fromMinutes

/** Sorts lines as their list shows them: by when they begin, then in the order in which they were added. */
export function inListOrder(one: SignUp, other: SignUp): number {
  return beginOf(one) - beginOf(other) || one.place - other.place
}

/** How many places of a line are taken. */
export function placesTaken({ takings }: Pick<SignUp, 'takings'>): number {
  return takings.reduce((taken, { places }) => taken + places, 0)
}

/** How far families are with a line: they confirm it by what they take. */
export function signUpStatus(line: SignUp): 'needed' | 'asked' | 'confirmed' {
  const taken = placesTaken(line)
  if (taken >= line.wanted) return 'confirmed'
  return taken > 0 ? 'asked' : 'needed'
}

/** The portions of food that families bring. */
export function portionsBrought(lines: Iterable<SignUp>): number {
  let brought = 0
  for (const line of lines) brought += placesTaken(line) * (line.portions ?? 0)
  return brought
}

/** What a family took of a line, or undefined. */
export function takingOf({ takings }: Pick<SignUp, 'takings'>, family: string): Taking | undefined {
  return takings.find((taking) => taking.family === family)
}

/**
 * The line after a family takes so many places in place of those it had, or gives all back with none. Refuses
 * `signup-full`, with how many are `left`, where that would be more than are wanted.
 */
export function withTaking(line: SignUp, taking: Taking): SignUp {
  const before = takingOf(line, taking.family)
  if (taking.places === 0) return withoutTaking(line, taking.family)
  const left = line.wanted - placesTaken(line)
  if (taking.places > left + (before?.places ?? 0)) refuse('signup-full', { left: Math.max(0, left) })
  const takenAt = before?.takenAt ?? taking.takenAt
  const others = line.takings.filter((one) => one !== before)
  const given = before?.givenAt ? { givenAt: before.givenAt } : {}
  return { ...line, takings: [...others, { ...taking, takenAt, ...given }] }
}

/** Whether the door noted what a family took as brought or done: sent with each tap, so that a repeated one changes nothing. */
export const GivenInput = z.lazy(() => z.strictObject({ given: z.boolean() }))
export type GivenInput = z.infer<typeof GivenInput>

/** The line without what a family took; the same where it took nothing. */
export function withoutTaking(line: SignUp, family: string): SignUp {
  if (!takingOf(line, family)) return line
  return { ...line, takings: line.takings.filter((one) => one.family !== family) }
}

/** The line after a family that was away takes what it had, as far as places are left. */
export function takenAgain(line: SignUp, taking: Taking): SignUp {
  const places = Math.min(taking.places, line.wanted - placesTaken(line))
  if (places <= 0 || takingOf(line, taking.family)) return line
  return { ...line, takings: [...line.takings, { ...taking, places }] }
}

/** The line after a family was merged into another: of what both took, the later stays. */
export function passedTaking(line: SignUp, { from, to }: { from: string; to: string }): SignUp {
  const joined = takingOf(line, from)
  if (!joined) return line
  const kept = takingOf(line, to)
  const stays = kept && kept.takenAt >= joined.takenAt ? kept : { ...joined, family: to }
  return { ...line, takings: [...line.takings.filter((one) => one !== joined && one !== kept), stays] }
}

/** Whether somebody said something in their own words of what they bring. */
export function hasNotes({ takings }: SignUp): boolean {
  return takings.some(({ note, allergens }) => note !== undefined || allergens !== undefined)
}

/** The line with its counts alone: who took how many. */
export function withoutNotes(line: SignUp): SignUp {
  return { ...line, takings: line.takings.map(({ note: _, allergens: _allergens, ...taking }) => taking) }
}
