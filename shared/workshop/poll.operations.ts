import { mustOrganize, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { deepEqual } from '../access/deep-equality.ts'
import { newId, schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { putNotice } from '../message/notice.store.ts'
import { pollNotice } from '../message/notice-plan.ts'
import { type Release, releasedAt } from '../message/release.ts'
import { getSchool } from '../school/school.store.ts'
import type { School } from '../school/school.ts'
import type { Consistency } from '../table/table.ts'
import { type Instant, instantOf } from '../time/instant.ts'
import { putAgeRetention } from './age-retention.store.ts'
import {
  buildPoll,
  isAsAsked,
  isInTime,
  JOINING_PERCENT,
  MOST_OPTIONS,
  type Poll,
  type PollInput,
  type PollOption,
} from './poll.ts'
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
export async function putPoll(
  context: Context,
  workshopId: string,
  input: PollInput,
  release: Release = 'at-once',
): Promise<OpenPoll> {
  const scope = scopeOf(context.actor, schoolOf(workshopId))
  const school = (await getSchool(context.table, scope)) ?? refuse('not-found')
  const now = instantOf(context.now())
  const { timeZone } = school
  const leaves = releasedAt(now, timeZone, release)
  const draw = (before: Workshop) => withPoll(before, input, school, now)
  const workshop = await editWorkshop(context, workshopId, draw, (edited, before) => {
    if (edited.poll?.closesAt === before.poll?.closesAt) return []
    const notice = pollNotice(edited, { now, leaves, timeZone, isNew: before.poll === undefined })
    return [...putAgeRetention(scope, edited), ...(notice ? [putNotice(scope, notice)] : [])]
  })
  return shownPoll(workshop, pollOf(workshop), now)
}

/** Keeps the times that are picked for a draft, by their starts; a vote that is open keeps its own. */
export async function keepPicked(
  context: Context,
  workshopId: string,
  starts: readonly string[],
): Promise<void> {
  const picked = [...new Set(starts)].sort().slice(0, MOST_OPTIONS)
  await editWorkshop(context, workshopId, (workshop) =>
    workshop.status !== 'draft' || deepEqual(workshop.picked, picked)
      ? workshop
      : { ...workshop, picked, revision: workshop.revision + 1 },
  )
}

/** The workshop as `putPoll` would save it; writes nothing and refuses the same. */
export async function previewPoll(
  context: Context,
  workshopId: string,
  input: PollInput,
): Promise<Workshop & { poll: Poll }> {
  mustOrganize(context.actor)
  const scope = scopeOf(context.actor, schoolOf(workshopId))
  const school = (await getSchool(context.table, scope)) ?? refuse('not-found')
  const workshop = await readWorkshop(context, workshopId)
  return withPoll(workshop, input, school, instantOf(context.now()))
}

function withPoll(
  before: Workshop,
  input: PollInput,
  { timeZone, settings }: School,
  now: Instant,
): Workshop & { poll: Poll } {
  mustBeAlive(before)
  if (before.status === 'scheduled') refuse('already-scheduled')
  if (input.version !== undefined && input.version !== (before.poll?.version ?? 0)) {
    return isDrawn(before, input, timeZone) ? before : refuse('workshop-changed')
  }
  const frame = {
    timeZone,
    durationMinutes: before.durationMinutes,
    shortlistPercent: settings.shortlistPercent,
    joiningPercent: settings.joiningPercent ?? JOINING_PERCENT,
    now,
    newId,
  }
  const poll = buildPoll(input, frame, before.poll)
  const { picked: _, ...workshop } = before
  return { ...workshop, status: 'voting', poll, revision: before.revision + 1 }
}

// After a form that is sent twice the poll is just as it asks for.
function isDrawn(
  workshop: Workshop,
  input: PollInput,
  timeZone: string,
): workshop is Workshop & { poll: Poll } {
  return workshop.poll !== undefined && isAsAsked(workshop.poll, input, timeZone)
}

/** The poll of a workshop; refuses `poll-not-open`. */
export function pollOf(workshop: Workshop): Poll {
  return workshop.poll ?? refuse('poll-not-open')
}

/** A poll as families and the team see it at an instant. */
export function shownPoll(workshop: Workshop, poll: Poll, now: string): OpenPoll {
  const { version, closesAt, answersVisible, options } = poll
  const isOpen = workshop.status === 'voting' && isInTime(poll, now)
  return { status: isOpen ? 'open' : 'closed', version, closesAt, answersVisible, options }
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
