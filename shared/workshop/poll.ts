import * as z from 'zod'
import { type FieldError, type RefusalCode, refuse } from '../access/refusal.ts'
import { writtenText } from '../access/visible.ts'
import { type Instant, instantOf, timeAt } from '../time/instant.ts'
import { instantOfMoment, Moment, resolveWallTime, WallTime } from '../time/wall-time.ts'
import { compare } from './groups.ts'

/** The most times that a vote asks about. */
export const MOST_OPTIONS = 20

/** The `joiningPercent` of schools and polls that do not say one. */
export const JOINING_PERCENT = 60

/** Support that an option needs and is known to lack. */
export const UNAVAILABLE = ['interpreter', 'childcare'] as const

const optionInput = () =>
  z
    .strictObject({
      id: z.string().min(1).max(40).optional(),
      startLocal: WallTime.optional(),
      start: z.iso.datetime({ offset: true }).optional(),
      unavailable: z.array(z.enum(UNAVAILABLE)).max(2).optional(),
    })
    .refine((option) => (option.start === undefined) !== (option.startLocal === undefined), {
      message: 'start-or-start-local',
    })

/** The options of a poll, its deadline, and whether families see the counts. */
export const PollInput = z.lazy(() =>
  z.strictObject({
    options: z.array(optionInput()).min(1),
    closesAt: Moment,
    answersVisible: z.boolean().optional(),
    version: z.int().optional(),
    /** Why these times, although something speaks against one of them. */
    reason: writtenText(280).min(1).optional(),
  }),
)
export type PollInput = z.infer<typeof PollInput>

/** A candidate time. `revision` goes up when it moves, so that earlier answers no longer count. */
export type PollOption = {
  id: string
  start: Instant
  end: Instant
  timeZone: string
  revision: number
  unavailable?: (typeof UNAVAILABLE)[number][]
}

/** A workshop's candidate times and deadline. The percentages were the school's when voting opened. */
export type Poll = {
  version: number
  options: PollOption[]
  closesAt: Instant
  /** When an organizer stopped the vote before its deadline. */
  stoppedAt?: Instant
  /** When the time was chosen, which closed the vote. */
  decidedAt?: Instant
  answersVisible: boolean
  /** Why an organizer took these times although something speaks against one of them; for the team alone. */
  reason?: string
  shortlistPercent: number
  /** Absent in polls that opened before this setting: `JOINING_PERCENT`. */
  joiningPercent?: number
  /** Ids of removed options, to tell an outdated page from a wrong id. */
  removed: string[]
  /** The version in which an option was last added, moved or removed; pages from then on are still valid. */
  optionsVersion?: number
}

/** What a poll depends on besides its input. */
export type PollFrame = {
  timeZone: string
  durationMinutes: number
  shortlistPercent: number
  joiningPercent: number
  now: Instant
  newId: () => string
}

/**
 * The poll that an organizer asks for, changed from the one before where there is one: options are sorted by time and
 * keep their ids where given, moved ones get a new revision. Refuses times in the past, twice the same, too many of them,
 * wall times that do not exist or exist twice, and a deadline that is over or not before the first time.
 */
export function buildPoll(input: PollInput, frame: PollFrame, before?: Poll): Poll {
  if (input.options.length > MOST_OPTIONS) refuseAt('too-many-options', '/options', { most: MOST_OPTIONS })
  const options = input.options.map((_, place) => buildOption(input, place, frame, before))
  for (const [place, option] of options.entries()) {
    if (options.findIndex(({ start }) => start === option.start) < place)
      refuseAt('duplicate-option', `/options/${place}`)
  }
  const closesAt = deadlineOf(input.closesAt, options, frame)
  const version = (before?.version ?? 0) + 1
  const reason = input.reason ?? before?.reason
  const kept = new Set(options.map(({ id }) => id))
  const gone = (before?.options ?? []).map(({ id }) => id).filter((id) => !kept.has(id))
  return {
    version,
    options: byTime(options),
    closesAt,
    answersVisible: input.answersVisible ?? before?.answersVisible ?? false,
    ...(reason && { reason }),
    shortlistPercent: before?.shortlistPercent ?? frame.shortlistPercent,
    joiningPercent: before?.joiningPercent ?? frame.joiningPercent,
    removed: [...(before?.removed ?? []), ...gone].slice(-100),
    optionsVersion: before && asksTheSame(before.options, options) ? optionsVersionOf(before) : version,
  }
}

/** Whether a poll is just as the input asks for. */
export function isAsAsked(poll: Poll, input: PollInput, timeZone: string): boolean {
  const asked = input.options
    .map(({ unavailable, ...option }, place) => {
      return { unavailable, start: startOf(option, timeZone, `/options/${place}`) }
    })
    .sort((one, other) => compare(one.start, other.start))
  const areSame = byTime(poll.options).every(({ start, unavailable = [] }, place) => {
    const lacked = asked[place]?.unavailable ?? unavailable
    return start === asked[place]?.start && lacked.join() === unavailable.join()
  })
  return (
    areSame &&
    asked.length === poll.options.length &&
    instantOfMoment(input.closesAt, timeZone, '/closesAt') === poll.closesAt &&
    (input.answersVisible ?? poll.answersVisible) === poll.answersVisible &&
    (input.reason ?? poll.reason) === poll.reason
  )
}

function asksTheSame(before: readonly PollOption[], after: readonly PollOption[]): boolean {
  const places = (options: readonly PollOption[]) =>
    options.map(({ id, revision }) => `${id} ${revision}`).sort()
  return places(before).join() === places(after).join()
}

/** The version since which the options are the same; changing only the deadline keeps it. */
export function optionsVersionOf({ optionsVersion, version }: Poll): number {
  return optionsVersion ?? version
}

function buildOption({ options }: PollInput, place: number, frame: PollFrame, before?: Poll): PollOption {
  const input = options[place] ?? {}
  const pointer = `/options/${place}`
  const known = before?.options.find(({ id }) => id === input.id)
  if (input.id !== undefined && !known) refuseAt('unknown-option', `${pointer}/id`)
  if (options.findIndex(({ id }) => id !== undefined && id === input.id) < place && input.id) {
    refuseAt('duplicate-option', `${pointer}/id`)
  }
  const start = startOf(input, frame.timeZone, pointer)
  const moved = known !== undefined && known.start !== start
  // An option that has begun may stay; a new or moved one must be in the future.
  if (start <= frame.now && (!known || moved)) refuseAt('time-in-past', pointer)
  const unavailable = input.unavailable ?? known?.unavailable
  return {
    id: known?.id ?? frame.newId(),
    start,
    end: instantOf(timeAt(start).plus({ minutes: frame.durationMinutes })),
    timeZone: frame.timeZone,
    revision: known ? known.revision + (moved ? 1 : 0) : 1,
    ...(unavailable?.length && { unavailable }),
  }
}

function startOf(
  { start = '', startLocal }: Pick<PollInput['options'][number], 'start' | 'startLocal'>,
  timeZone: string,
  pointer: string,
): Instant {
  return startLocal
    ? resolveWallTime(startLocal, timeZone, `${pointer}/startLocal`)
    : instantOf(timeAt(start))
}

function deadlineOf(text: string, options: readonly PollOption[], frame: PollFrame): Instant {
  const closesAt = instantOfMoment(text, frame.timeZone, '/closesAt')
  if (closesAt <= frame.now) refuseAt('time-in-past', '/closesAt')
  if (options.some(({ start }) => start <= closesAt)) refuseAt('deadline-after-first-option', '/closesAt')
  return closesAt
}

function refuseAt(code: RefusalCode, pointer: string, details: object = {}): never {
  const errors: FieldError[] = [{ pointer, detail: code }]
  return refuse(code, { ...details, errors })
}

/** When a vote ends: at its deadline, or earlier where it was stopped or its time was chosen. */
type PollEnd = Pick<Poll, 'closesAt' | 'stoppedAt' | 'decidedAt'>

/** Whether a ballot received at an instant is in time: before the vote ends, to the millisecond. */
export function isInTime({ closesAt, stoppedAt, decidedAt }: PollEnd, receivedAt: Instant): boolean {
  const ends = [closesAt, stoppedAt, decidedAt].filter((end) => end !== undefined)
  return ends.every((end) => Date.parse(receivedAt) < Date.parse(end))
}

/**
 * Whether a stored ballot counts. Only the deadline is looked at: a ballot is accepted on a strongly consistent read of the
 * poll, so the vote had not been stopped or decided when a stored one was received, also where the clock of the server that
 * ended the vote says otherwise by some milliseconds. Whoever was thanked is counted.
 */
export function isCounted({ closesAt }: Pick<Poll, 'closesAt'>, receivedAt: Instant): boolean {
  return isInTime({ closesAt }, receivedAt)
}

/** Options by their start, whatever order they were entered in. */
export function byTime(options: readonly PollOption[]): PollOption[] {
  return [...options].sort((one, other) => compare(one.start, other.start) || compare(one.id, other.id))
}
