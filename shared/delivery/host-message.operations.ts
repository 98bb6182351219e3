import type { SchoolScope } from '../access/actor.ts'
import { createOnce, untilCommitted } from '../access/commit.operations.ts'
import type { Context, TranslateText } from '../access/context.ts'
import { idFor } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { familiesOf, getFamily } from '../family/family.store.ts'
import { recipientsOf } from '../family/recipient.ts'
import { getNotice, noticeKey, noticesOf, putNotice, removeUnchangedNotice } from '../message/notice.store.ts'
import { hasBegun, isFor, type Notice, nextStep } from '../message/notice.ts'
import { type HostMessage, hostNotice } from '../message/notice-plan.ts'
import { type Release, releasedAt } from '../message/release.ts'
import { getSchool } from '../school/school.store.ts'
import { getSession } from '../session/session.store.ts'
import type { Session } from '../session/session.ts'
import { instantOf } from '../time/instant.ts'
import { readLed } from '../workshop/host.operations.ts'
import { translateWords } from '../workshop/translation.ts'
import type { Workshop } from '../workshop/workshop.ts'
import type { AudienceToConfirm } from './audience.operations.ts'
import { familiesReached, reachedAudience } from './audience.ts'
import { responsesTo } from './notice.operations.ts'

const MOST_HOST_MESSAGES = 2

/** A session that a host writes about. */
export type HostedSession = { workshop: string; session: string }

type HostMessageOptions = { translate?: TranslateText | undefined; release?: Release }

/**
 * Sends a host's message to the families that come to a session of their workshop, when `release` says. The host does
 * not see their addresses. Machine-translates it into the school's other languages where a translator is configured.
 */
export async function writeAsHost(
  context: Context,
  of: HostedSession,
  message: HostMessage,
  { translate, release = 'at-once' }: HostMessageOptions = {},
): Promise<Notice> {
  const { table } = context
  const { scope, notice, isWritten } = await draw(context, of, { ...message, translate, release })
  if (isWritten) return notice
  const find = () => getNotice(table, noticeKey(scope, notice))
  return createOnce(table, { made: notice, writes: [putNotice(scope, notice)], find })
}

/** A host's message before it is confirmed: the text in its languages, whom it would reach, and when it would leave. */
export type HostMessagePreview = {
  workshop: Workshop
  session: Session
  notice: Notice
  audience: AudienceToConfirm
}

/** What `writeAsHost` would do once a page confirms it; writes nothing and refuses the same. */
export async function previewHostMessage(
  context: Context,
  of: HostedSession,
  message: HostMessage,
  translate?: TranslateText,
): Promise<HostMessagePreview> {
  const drawn = await draw(context, of, { ...message, translate, release: 'after-undo' })
  const { scope, notice, workshop, session } = drawn
  const step = nextStep(notice) ?? refuse('already-told')
  const [families, heard] = await Promise.all([
    familiesOf(context.table, scope),
    responsesTo(context, scope, { notice, step, workshop, session }),
  ])
  const told = families.filter(({ id }) => heard && isFor(step, id, heard))
  const people = told.map((family) => ({ family: family.id, people: recipientsOf(family) }))
  const reached = familiesReached(people, context.carriers)
  return { workshop, session, notice, audience: { ...reachedAudience(people), reached, leaves: step.due } }
}

/** The messages of a workshop's host that have not left, with the id of each. */
export async function listWaitingHostMessages(context: Context, workshop: string): Promise<Notice[]> {
  const { table, now } = context
  const { scope } = await readLed(context, workshop)
  const notices = await noticesOf(table, scope, workshop)
  return notices.filter((one) => isOfHost(one) && mayBeStopped(one, instantOf(now())))
}

/** Stops a host's own message before it leaves: nothing of it stays. Idempotent; refuses `already-told` afterwards. */
export async function stopHostMessage(context: Context, workshop: string, id: string): Promise<void> {
  const { table, now } = context
  const { scope } = await readLed(context, workshop)
  await untilCommitted(async () => {
    const notice = await getNotice(table, noticeKey(scope, { workshop, id }))
    if (!notice) return
    if (!isOfHost(notice)) refuse('not-found')
    if (!mayBeStopped(notice, instantOf(now()))) refuse('already-told')
    await table.commit(removeUnchangedNotice(scope, notice))
  })
}

const isOfHost = ({ steps }: Notice) => steps[0]?.kind === 'hostMessage'

// From the instant when it is due, a worker may be sending it.
function mayBeStopped(notice: Notice, now: string): boolean {
  const [step] = notice.steps
  return step !== undefined && !hasBegun(notice) && notice.withdrawn.length === 0 && step.due > now
}

type Words = HostMessage & { translate: TranslateText | undefined; release: Release }
type Drawn = {
  scope: SchoolScope
  workshop: Workshop
  session: Session
  notice: Notice
  /** Whether the same request wrote it before. */
  isWritten: boolean
}

async function draw(context: Context, of: HostedSession, words: Words): Promise<Drawn> {
  const { table, now } = context
  const { scope, workshop, host } = await readLed(context, of.workshop)
  const [session, notices, family, school] = await Promise.all([
    getSession(table, scope, of.session),
    noticesOf(table, scope, of.workshop),
    getFamily(table, scope, host),
    getSchool(table, scope),
  ])
  if (session?.workshop !== of.workshop || !family || !school) return refuse('not-found')
  if (session.status === 'cancelled') refuse('session-cancelled')
  const written = notices.filter((one) => one.session === of.session && isOfHost(one))
  const id = idFor(context)
  const before = written.find((one) => one.id.endsWith(`#${id}`))
  if (before) return { scope, workshop, session, notice: before, isWritten: true }
  if (written.length >= MOST_HOST_MESSAGES) refuse('too-many-messages')
  const original = family.writtenLanguage
  const text = { [original]: words.text }
  const translated = words.translate
    ? await translateWords(words.translate, text, { original, languages: school.languages })
    : { words: text, machine: [] }
  const leaves = releasedAt(instantOf(now()), school.timeZone, words.release)
  const notice = hostNotice(session, { author: host, ...translated }, { leaves, id })
  return { scope, workshop, session, notice, isWritten: false }
}
