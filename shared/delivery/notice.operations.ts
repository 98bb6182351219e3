import { mustOrganize, publicScope, type SchoolScope, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { attendanceOf } from '../attendance/attendance.store.ts'
import { getContact } from '../family/contact.store.ts'
import { isClosed } from '../family/contact.ts'
import { getFamily, pageOfFamilies } from '../family/family.store.ts'
import type { Family } from '../family/family.ts'
import { isSent, type Recipient, recipientsOf } from '../family/recipient.ts'
import { putCall } from '../message/call.store.ts'
import { newCall } from '../message/call.ts'
import { getMessage, messageKey } from '../message/message.store.ts'
import { hasTooManyTopics, waiting, withTopic } from '../message/message.ts'
import {
  dueNotices,
  getNotice,
  noticeKey,
  noticesOf,
  putNotice,
  schoolOfNotice,
} from '../message/notice.store.ts'
import {
  type About,
  aboutInLanguage,
  type ChannelCounts,
  familiesNamed,
  isChange,
  isFor,
  type Notice,
  type NoticeKind,
  type NoticeStep,
  nextStep,
  type Responses,
  restored,
  stepAdvanced,
  stepDone,
  stepTold,
  stillHolds,
  withdrawn,
} from '../message/notice.ts'
import { withinHours } from '../message/notice-plan.ts'
import { getSchool } from '../school/school.store.ts'
import type { School } from '../school/school.ts'
import { getReplies } from '../session/reply.store.ts'
import { getSession } from '../session/session.store.ts'
import type { Session } from '../session/session.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Key } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { ballotsOf } from '../workshop/ballot.store.ts'
import { getWorkshop } from '../workshop/workshop.store.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { familiesThatMayCome } from './audience.ts'
import { giftsTo } from './gift.operations.ts'
import { trySaveMessage } from './message.operations.ts'
import { fieldsToTell } from './topic.ts'

type Base = Pick<Context, 'table' | 'now'>

const PAGE = 50
// Less than a function's timeout; the scheduler finds the rest a minute later.
const MOST_MS = 20_000
// Reminders of very many schools are due in the same minute.
const MOST_PER_SHARD = 250
const KEPT_DAYS = 90

/** The keys of notices whose next step is due. */
export async function noticesDue({ table, now }: Base): Promise<Key[]> {
  return dueNotices(table, instantOf(now()), MOST_PER_SHARD)
}

/** The outcome of a notice's step; `more` where families are left. */
export type FanOutResult = { outcome: 'told' | 'more' | 'skipped' | 'passed' }

/**
 * Fans out a notice's due step into messages and calls, a page of families at a time, in the order of their ids.
 * Idempotent, also when two workers run at once: the key of a caregiver's message is the same each time.
 */
export async function fanOut(base: Base, key: Key): Promise<FanOutResult> {
  const { table, now } = base
  const notice = await getNotice(table, key)
  const step = notice && nextStep(notice)
  if (!notice || !step || step.due > instantOf(now())) return PASSED
  const scope = publicScope(schoolOfNotice(key))
  const school = await getSchool(table, scope)
  const subject = await subjectOf(table, scope, notice)
  const heard = school && (await responsesTo(base, scope, { notice, step, ...subject }))
  if (heard) return fanOutPages(base, school, { notice, step, heard, ...subject })
  return (await tryCommit(table, putNotice(scope, stepDone(notice)))) ? { outcome: 'skipped' } : PASSED
}

// Another worker is fanning out the same step.
const PASSED: FanOutResult = { outcome: 'passed' }

type Subject = { workshop: Workshop | undefined; session: Session | undefined }
type FanOut = Subject & { notice: Notice; step: NoticeStep; heard: Responses }

async function subjectOf(table: Context['table'], scope: SchoolScope, notice: Notice): Promise<Subject> {
  const [workshop, session] = await Promise.all([
    getWorkshop(table, scope, notice.workshop),
    notice.session ? getSession(table, scope, notice.session) : undefined,
  ])
  return { workshop, session }
}

async function fanOutPages(
  base: Base,
  school: School,
  { notice, step, heard, workshop, session }: FanOut,
): Promise<FanOutResult> {
  const { table } = base
  const scope = publicScope(school.id)
  const gifts = await giftsTo(table, scope, step, session)
  let at = workshop ? stepTold(notice, fieldsToTell({ workshop, ...(session && { session }) })) : notice
  for (const end = performance.now() + MOST_MS; performance.now() < end; ) {
    const { items, next } = await nextFamilies(table, scope, { cursor: at.cursor, step, heard })
    const families = items.filter((family) => isFor(step, family.id, heard))
    const about = aboutOf(at, step)
    const notified = (
      await Promise.all(
        families.map((family) => notifyFamily(base, school, family, { ...about, ...gifts(family.id) })),
      )
    ).flat()
    const reached: ChannelCounts = {
      email: notified.filter((way) => way === 'email').length,
      sms: notified.filter((way) => way === 'sms').length,
      call: notified.filter((way) => way === 'call').length,
    }
    const gone = stepAdvanced(at, items.at(-1)?.id ?? at.cursor ?? '', reached)
    const after = next ? gone : { ...stepDone(gone), revision: gone.revision }
    if (!(await tryCommit(table, putNotice(scope, after)))) return PASSED
    if (!next) return { outcome: 'told' }
    at = after
  }
  return { outcome: 'more' }
}

// Only some families move up, and their replies name them; one asked what is answered. Everything else looks at each family, a page at a time.
async function nextFamilies(
  table: Context['table'],
  scope: SchoolScope,
  { cursor, step, heard }: Pick<FanOut, 'step' | 'heard'> & { cursor: string | undefined },
): Promise<{ items: Family[]; next?: string | undefined }> {
  const few = familiesNamed(step, heard)
  if (!few) return pageOfFamilies(table, scope, { limit: PAGE, ...(cursor && { cursor }) })
  const found = await Promise.all(few.map((id) => getFamily(table, scope, id)))
  return { items: found.filter((family) => family !== undefined) }
}

function aboutOf(
  { workshop, session, stand }: Notice,
  { told: _, families: _families, ...step }: NoticeStep,
): About {
  return { ...step, workshop, ...(session && { session }), stand }
}

/** The votes, replies and attendance that decide who gets a step; undefined where nobody should get it any more. */
export async function responsesTo(
  { table, now }: Base,
  scope: SchoolScope,
  { notice, step, workshop, session }: Omit<FanOut, 'heard'>,
): Promise<Responses | undefined> {
  const isOver = !stillHolds(aboutOf(notice, step), { workshop, session }, instantOf(now()))
  if (isOver || notice.withdrawn.includes(step.kind) || !workshop?.audience.includes('parents'))
    return undefined
  const needsVotes = notice.session ? isChange(step.kind) : step.kind !== 'voteInvitation'
  const ballots = needsVotes ? await ballotsOf(table, scope, notice.workshop) : []
  const voted = new Set(ballots.map(({ family }) => family))
  if (!notice.session) return { voted, mayCome: new Set(), replies: new Map(), came: new Set() }
  const [replies, attendance] = await Promise.all([
    getReplies(table, scope, notice.session),
    step.kind === 'thanks' ? attendanceOf(table, scope, notice.session) : [],
  ])
  const option = workshop.poll?.options.find(({ id }) => id === session?.option)
  return {
    voted,
    mayCome: familiesThatMayCome(ballots, option),
    replies: new Map(replies.map((reply) => [reply.family, reply])),
    came: new Set(attendance.map(({ family }) => family)),
  }
}

type NotifiedBy = 'email' | 'sms' | 'call'

/** Tells one family ahead of the others what a notice tells next; the fan-out finds its messages and adds none. */
export async function tellAhead(base: Base, key: Key, family: Family): Promise<void> {
  const notice = await getNotice(base.table, key)
  const step = notice && nextStep(notice)
  const school = await getSchool(base.table, publicScope(schoolOfNotice(key)))
  if (notice && step && school) await notifyFamily(base, school, family, aboutOf(notice, step))
}

async function notifyFamily(base: Base, school: School, family: Family, about: About): Promise<NotifiedBy[]> {
  return Promise.all(
    recipientsOf(family, about.languages).map((recipient) =>
      notifyCaregiver(base, { school, family: family.id, recipient, about }),
    ),
  )
}

type CaregiverNotice = { school: School; family: string; recipient: Recipient; about: About }

async function notifyCaregiver(base: Base, given: CaregiverNotice): Promise<NotifiedBy> {
  const [way] = given.recipient.ways
  if (!way || !isSent(way)) {
    await addCall(base, given)
    return 'call'
  }
  await addToMessage(base, given, { channel: way.channel, to: way.to })
  return way.channel
}

async function addCall(
  { table, now }: Base,
  { school, family, recipient, about }: CaregiverNotice,
): Promise<void> {
  const { caregiver, name, language, ways } = recipient
  const phone = ways.find(({ channel }) => channel === 'phone')
  const mayCall = phone && !isClosed(await getContact(table, { channel: 'phone', to: phone.to }))
  const reason = mayCall ? 'phone' : ways.length > 0 ? 'paper' : 'noWay'
  const to = mayCall ? phone.to : ''
  const call = newCall({ family, caregiver, name, language, to, reason, about, at: instantOf(now()) })
  // The call of an earlier attempt has the same id and stays.
  await tryCommit(table, putCall(publicScope(school.id), call))
}

// One key for all topics that a caregiver gets at the same instant, so that they go out as one message.
async function addToMessage(
  { table, now }: Base,
  { school, family, recipient, about }: CaregiverNotice,
  address: { channel: 'email' | 'sms'; to: string },
): Promise<void> {
  const scope = publicScope(school.id)
  const { caregiver, name, language, ways } = recipient
  const at = withinHours(about.due, school.timeZone)
  const topic = aboutInLanguage(about, language)
  const notices = { school: school.id, family, caregiver, name, about: [topic], next: ways.slice(1) }
  const message = { kind: 'notices', ...address, language, fields: {}, at, notices } as const
  const expiresAt = Math.ceil(now().plus({ days: KEPT_DAYS }).toSeconds())
  for (const id of [caregiver, `${caregiver}~${about.kind}~${about.session ?? about.workshop}`]) {
    const key = messageKey(scope, { at, id })
    const fresh = waiting({ id, ...message }, expiresAt, now())
    if (await trySaveMessage(table, key, { ...fresh, ...(at > instantOf(now()) && { due: at }) })) return
    const before = await getMessage(table, key)
    if (!before) continue
    const after = withTopic(before, topic)
    if (after === before) return
    if (id === caregiver && hasTooManyTopics(after)) continue
    if (before.state === 'waiting' && (await trySaveMessage(table, key, after))) return
  }
}

/** The notices of a workshop, for organizers. */
export async function listNotices({ table, actor }: Context, workshop: string): Promise<Notice[]> {
  mustOrganize(actor)
  return noticesOf(table, scopeOf(actor, schoolOf(workshop)), workshop)
}

type StepOfNotice = { id: string; kind: NoticeKind }

/** Withdraws the steps of a kind that were not sent yet. Idempotent. */
export function withdrawNotice(context: Context, workshop: string, step: StepOfNotice): Promise<Notice> {
  return editNotice(context, workshop, step.id, (notice) =>
    notice.withdrawn.includes(step.kind) ? notice : withdrawn(notice, step.kind),
  )
}

/** Undoes the withdrawal of the steps of a kind that were not due yet. Idempotent. */
export function undoWithdrawNotice(context: Context, workshop: string, step: StepOfNotice): Promise<Notice> {
  return editNotice(context, workshop, step.id, (notice) =>
    notice.withdrawn.includes(step.kind) ? restored(notice, step.kind) : notice,
  )
}

async function editNotice(
  { table, actor }: Context,
  workshop: string,
  id: string,
  edit: (notice: Notice) => Notice,
): Promise<Notice> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(workshop))
  return untilCommitted(async () => {
    const notice = (await getNotice(table, noticeKey(scope, { workshop, id }))) ?? refuse('not-found')
    const changed = edit(notice)
    if (changed !== notice) await table.commit(putNotice(scope, changed))
    return changed
  })
}
