import { mustOrganize, publicScope, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { attendanceOf } from '../attendance/attendance.store.ts'
import { getContact } from '../family/contact.store.ts'
import { isClosed } from '../family/contact.ts'
import { pageOfFamilies } from '../family/family.store.ts'
import type { Family } from '../family/family.ts'
import { isSent, type Recipient, recipientsOf } from '../family/recipient.ts'
import { putCall } from '../message/call.store.ts'
import { newCall } from '../message/call.ts'
import { getMessage, isMessageKey, messageKey } from '../message/message.store.ts'
import { telling, tellsTooMuch, waiting } from '../message/message.ts'
import {
  dueNotices,
  getNotice,
  isNoticeKey,
  noticeKey,
  noticesOf,
  putNotice,
  schoolOfNotice,
} from '../message/notice.store.ts'
import {
  type About,
  aboutIn,
  type Heard,
  isFor,
  type Notice,
  type NoticeKind,
  nextStep,
  type Reached,
  type Step,
  stepDone,
  stepGone,
  stillHolds,
  withdrawn,
  withinHours,
} from '../message/notice.ts'
import { getSchool } from '../school/school.store.ts'
import type { School } from '../school/school.ts'
import { getReplies } from '../session/reply.store.ts'
import { retentionsDue } from '../session/retention.operations.ts'
import { getSession } from '../session/session.store.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Key } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { ballotsOf } from '../workshop/ballot.store.ts'
import { getWorkshop } from '../workshop/workshop.store.ts'
import { changed, overdueMessages } from './message.operations.ts'

type Base = Pick<Context, 'table' | 'now'>

const PAGE = 50
// Within a function's time; the clock finds what is left a minute later.
const MOST_MS = 20_000
// Of each part of the index: reminders of very many schools are due at the same minute.
const AT_ONCE = 250
const KEPT_DAYS = 90

/** Of changes in the table's stream, where new messages and notices lie. */
export function newWork(changes: readonly { key: Key; isNew: boolean }[]): Key[] {
  return changes
    .filter(({ key, isNew }) => isNew && (isMessageKey(key) || isNoticeKey(key)))
    .map(({ key }) => key)
}

/** Where lies what should have been told, sent or forgotten by now. */
export async function dueWork(base: Base): Promise<Key[]> {
  return (await Promise.all([noticesDue(base), overdueMessages(base), retentionsDue(base)])).flat()
}

/** Where notices lie whose next step is due. */
export async function noticesDue({ table, now }: Base): Promise<Key[]> {
  return dueNotices(table, instantOf(now()), AT_ONCE)
}

/** Whether a piece of work is a notice; else it is a message. */
export function isNotice(key: Key): boolean {
  return isNoticeKey(key)
}

/** What became of a notice's step; `more` where it is to be gone on with. */
export type Spread = { outcome: 'told' | 'more' | 'skipped' | 'passed' }

/**
 * Makes the messages and calls of a notice's step that is due: a page of families after the other, in the order of
 * their ids. Done again, or by two at once, each caregiver still is told once, since their message lies at one place.
 */
export async function spread(base: Base, key: Key): Promise<Spread> {
  const { table, now } = base
  const notice = await getNotice(table, key)
  const step = notice && nextStep(notice)
  if (!notice || !step || step.due > instantOf(now())) return PASSED
  const scope = publicScope(schoolOfNotice(key))
  const school = await getSchool(table, scope)
  const heard = school && (await heardOf(base, school, notice, step))
  if (heard) return spreadPages(base, school, { notice, step, heard })
  return (await tryCommit(table, putNotice(scope, stepDone(notice)))) ? { outcome: 'skipped' } : PASSED
}

// Another worker is fanning out the same step.
const PASSED: Spread = { outcome: 'passed' }

type Spreading = { notice: Notice; step: Step; heard: Heard }

async function spreadPages(base: Base, school: School, { notice, step, heard }: Spreading): Promise<Spread> {
  const { table } = base
  const scope = publicScope(school.id)
  let at = notice
  for (const end = performance.now() + MOST_MS; performance.now() < end; ) {
    const { items, next } = await pageOfFamilies(table, scope, {
      limit: PAGE,
      ...(at.cursor && { cursor: at.cursor }),
    })
    const families = items.filter((family) => isFor(step, family.id, heard))
    const told = (
      await Promise.all(families.map((family) => tellFamily(base, school, family, aboutOf(at, step))))
    ).flat()
    const reached: Reached = {
      email: told.filter((way) => way === 'email').length,
      sms: told.filter((way) => way === 'sms').length,
      call: told.filter((way) => way === 'call').length,
    }
    const gone = stepGone(at, items.at(-1)?.id ?? at.cursor ?? '', reached)
    const after = next ? gone : { ...stepDone(gone), revision: gone.revision }
    if (!(await tryCommit(table, putNotice(scope, after)))) return PASSED
    if (!next) return { outcome: 'told' }
    at = after
  }
  return { outcome: 'more' }
}

function aboutOf({ workshop, session, stand }: Notice, step: Step): About {
  return { ...step, workshop, ...(session && { session }), stand }
}

/** Who was heard of what a step tells, where it is still to be told at all. */
export async function heardOf(
  { table, now }: Base,
  school: School,
  notice: Notice,
  step: Step,
): Promise<Heard | undefined> {
  const scope = publicScope(school.id)
  const [workshop, session] = await Promise.all([
    getWorkshop(table, scope, notice.workshop),
    notice.session ? getSession(table, scope, notice.session) : undefined,
  ])
  const isOver = !stillHolds(aboutOf(notice, step), { workshop, session }, instantOf(now()))
  if (isOver || notice.withdrawn.includes(step.kind) || !workshop?.audience.includes('parents'))
    return undefined
  if (!notice.session) {
    const ballots = step.kind !== 'voteInvitation' ? await ballotsOf(table, scope, notice.workshop) : []
    return { voted: new Set(ballots.map(({ family }) => family)), replies: new Map(), came: new Set() }
  }
  const [replies, attendance] = await Promise.all([
    getReplies(table, scope, notice.session),
    step.kind === 'thanks' ? attendanceOf(table, scope, notice.session) : [],
  ])
  return {
    voted: new Set(),
    replies: new Map(replies.map((reply) => [reply.family, reply])),
    came: new Set(attendance.map(({ family }) => family)),
  }
}

type ToldBy = 'email' | 'sms' | 'call'

async function tellFamily(base: Base, school: School, family: Family, about: About): Promise<ToldBy[]> {
  return Promise.all(
    recipientsOf(family, about.languages).map((recipient) =>
      tellCaregiver(base, { school, family: family.id, recipient, about }),
    ),
  )
}

type ToTell = { school: School; family: string; recipient: Recipient; about: About }

async function tellCaregiver(base: Base, telling: ToTell): Promise<ToldBy> {
  const [way] = telling.recipient.ways
  if (!way || !isSent(way)) {
    await askToCall(base, telling)
    return 'call'
  }
  await keepNotice(base, telling, { channel: way.channel, to: way.to })
  return way.channel
}

async function askToCall({ table, now }: Base, { school, family, recipient, about }: ToTell): Promise<void> {
  const { caregiver, name, language, ways } = recipient
  const phone = ways.find(({ channel }) => channel === 'phone')
  const mayCall = phone && !isClosed(await getContact(table, { channel: 'phone', to: phone.to }))
  const reason = mayCall ? 'phone' : ways.length > 0 ? 'paper' : 'noWay'
  const to = mayCall ? phone.to : ''
  const call = newCall({ family, caregiver, name, language, to, reason, about, at: instantOf(now()) })
  // The call of an earlier attempt has the same id and stays.
  await tryCommit(table, putCall(publicScope(school.id), call))
}

// At one place for all that a caregiver is to hear at the same instant: what waits together goes together.
async function keepNotice(
  { table, now }: Base,
  { school, family, recipient, about }: ToTell,
  address: { channel: 'email' | 'sms'; to: string },
): Promise<void> {
  const scope = publicScope(school.id)
  const { caregiver, name, language, ways } = recipient
  const at = withinHours(about.due, school.timeZone)
  const told = aboutIn(about, language)
  const notices = { school: school.id, family, caregiver, name, about: [told], next: ways.slice(1) }
  const message = { kind: 'notices', ...address, language, fields: {}, at, notices } as const
  const expiresAt = Math.ceil(now().plus({ days: KEPT_DAYS }).toSeconds())
  for (const id of [caregiver, `${caregiver}~${about.kind}~${about.session ?? about.workshop}`]) {
    const key = messageKey(scope, { at, id })
    const fresh = waiting({ id, ...message }, expiresAt, now())
    if (await changed(table, key, { ...fresh, ...(at > instantOf(now()) && { due: at }) })) return
    const before = await getMessage(table, key)
    if (!before) continue
    const after = telling(before, told)
    if (after === before) return
    if (id === caregiver && tellsTooMuch(after)) continue
    if (before.state === 'waiting' && (await changed(table, key, after))) return
  }
}

/** What families are and were told of a workshop, for the team. */
export async function listNotices({ table, actor }: Context, workshop: string): Promise<Notice[]> {
  mustOrganize(actor)
  return noticesOf(table, scopeOf(actor, schoolOf(workshop)), workshop)
}

/** Takes back what was not told yet. */
export async function withdrawNotice(
  { table, actor }: Context,
  workshop: string,
  { id, kind }: { id: string; kind: NoticeKind },
): Promise<Notice> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(workshop))
  return untilCommitted(async () => {
    const notice = (await getNotice(table, noticeKey(scope, { workshop, id }))) ?? refuse('not-found')
    const changed = withdrawn(notice, kind)
    await table.commit(putNotice(scope, changed))
    return changed
  })
}
