import type { TimePlan } from '../../shared/calendar/plan.operations.ts'
import type { Slot } from '../../shared/calendar/time-week.ts'
import { instantOf, timeAt } from '../../shared/time/instant.ts'
import { exactWallTimeAt, instantsOf, WallTime } from '../../shared/time/wall-time.ts'
import type { PollOption } from '../../shared/workshop/poll.ts'
import type { FormState, SentForm, Trouble } from '../form.ts'
import { withPointers } from '../form.ts'

/** A line of the form of times, which the form calls `options.PLACE`. */
export type TimeRow = {
  place: number
  /** On the school's clock, with its offset where the clock shows it twice; as typed where it cannot be read. */
  value: string
  /** The instant; absent where what was typed is not one. */
  start?: string
  /** In the calendar. */
  slot?: Slot
  /** In the vote already. */
  option?: PollOption
  picked: boolean
}

/** A line as it was sent; a vote's time that moves keeps its id. */
export type SentRow = { id?: string; startLocal?: string; movedTo?: string; unavailable?: string[] }

/** The lines of a form that was sent, with the number under which each was sent. */
export function sentRows({ options }: SentForm['values']): { row: SentRow; place: number }[] {
  const rows = Array.isArray(options) ? (options as SentRow[]) : []
  return rows
    .map(({ movedTo, ...row }, place) => ({
      row: { ...row, ...(movedTo !== undefined && { startLocal: movedTo }) },
      place,
    }))
    .filter(({ row }) => row.startLocal !== undefined)
}

/** The instant of a wall time with or without its offset; undefined where it is none, or one of two. */
export function instantIn(value: string, timeZone: string): string | undefined {
  const hasOffset = /T.*([+-]\d\d:\d\d|Z)$/.test(value)
  if (!hasOffset) {
    const [only, second] = WallTime.safeParse(value).success ? instantsOf(value, timeZone) : []
    return second ? undefined : only
  }
  const time = timeAt(value)
  return time.isValid ? instantOf(time) : undefined
}

type Known = {
  plan: TimePlan
  timeZone: string
  /** Times that are picked from the address, in place of those picked for the organizer. */
  suggested: readonly string[]
  /** The lines as they were sent, where the form is shown again. */
  sent?: readonly SentRow[] | undefined
}

/** The lines of the form: the vote's times, those of the calendar, and those that were typed in, each numbered. */
export function timeRows(known: Known): TimeRow[] {
  const { plan, timeZone } = known
  const options = plan.workshop.poll?.options ?? []
  const slots = plan.weeks.flatMap(({ days }) => days.flatMap((day) => day.slots))
  const given = (known.sent ? known.sent.map(({ startLocal = '' }) => startLocal) : known.suggested).map(
    (value) => {
      const start = instantIn(value, timeZone)
      return { value, ...(start && { start }) }
    },
  )
  const isGiven = (start: string) => given.some((one) => one.start === start)
  const begin = new Set(
    options.length > 0 || known.suggested.length > 0 || plan.workshop.picked
      ? []
      : plan.picked.map(({ start }) => start),
  )
  const ofVote = options.map((option) => ({
    value: exactWallTimeAt(option.start, timeZone),
    start: option.start,
    option,
    ...slotAt(slots, option.start),
    picked: known.sent ? isKept(known.sent, option, isGiven) : true,
  }))
  const taken = new Set(options.map(({ start }) => start))
  const ofCalendar = slots
    .filter(({ start }) => !taken.has(start))
    .map((slot) => ({
      value: slot.startLocal,
      start: slot.start,
      slot,
      picked: known.sent ? isGiven(slot.start) : isGiven(slot.start) || begin.has(slot.start),
    }))
  const shown = new Set([...taken, ...slots.map(({ start }) => start)])
  const typed = given
    .filter(({ value, start }) => value !== '' && !(start && shown.has(start)))
    .map((one) => ({ ...one, picked: true }))
  return [...ofVote, ...ofCalendar, ...typed].map((row, place) => ({ ...row, place }))
}

const slotAt = (slots: readonly Slot[], start: string) => {
  const slot = slots.find((one) => one.start === start)
  return slot ? { slot } : {}
}

// A vote's time that was moved is kept as it is until the form is saved.
function isKept(
  sent: readonly SentRow[],
  { id, start }: PollOption,
  isGiven: (start: string) => boolean,
): boolean {
  return isGiven(start) || sent.some((row) => row.id === id)
}

/** Trouble with a poll, whose errors count the lines that have a time, at the lines as they were sent. */
export function atSentLines(trouble: Trouble, values: SentForm['values']): Trouble {
  const lines = sentRows(values)
  return withPlaces(trouble, (place) => lines[place]?.place)
}

/** The form that was sent, with what was typed and its errors at the lines as they are numbered now. */
export function renumbered(form: FormState, rows: readonly TimeRow[], sent: readonly SentRow[]): FormState {
  const typed = form.typed ?? {}
  const placeOf = (line: number) => {
    const [[id], [value]] = [typed[`options.${line}.id`] ?? [], typed[`options.${line}.startLocal`] ?? []]
    return rows.find((row) => (id ? row.option?.id === id : row.value === value?.trim()))?.place
  }
  const others = Object.entries(typed).filter(([name]) => !name.startsWith('options.'))
  return {
    typed: { ...Object.fromEntries(others), ...typedOf(rows, sent) },
    ...(form.trouble && { trouble: withPlaces(form.trouble, placeOf) }),
  }
}

function typedOf(rows: readonly TimeRow[], sent: readonly SentRow[]): Record<string, string[]> {
  return Object.fromEntries(
    rows.flatMap(({ place, option, value }): [string, string[]][] => {
      const own = sent.find(({ id }) => option && id === option.id)
      const moved = own && own.startLocal !== value ? own.startLocal : undefined
      return [
        [`options.${place}.startLocal`, [value]],
        ...(moved ? [[`options.${place}.movedTo`, [moved]] satisfies [string, string[]]] : []),
        ...(own?.unavailable
          ? [[`options.${place}.unavailable`, own.unavailable] satisfies [string, string[]]]
          : []),
      ]
    }),
  )
}

function withPlaces(trouble: Trouble, placeOf: (line: number) => number | undefined): Trouble {
  return withPointers(trouble, (pointer) =>
    pointer.replace(
      /^\/options\/(\d+).*$/,
      (_, line: string) => `/options/${placeOf(Number(line)) ?? line}/startLocal`,
    ),
  )
}
