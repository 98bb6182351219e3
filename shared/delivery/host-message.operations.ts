import { scopeOf } from '../access/actor.ts'
import { createOnce } from '../access/commit.operations.ts'
import type { Context, TranslateText } from '../access/context.ts'
import { idFor, schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { getFamily } from '../family/family.store.ts'
import { noticesOf, putNotice } from '../message/notice.store.ts'
import type { Notice } from '../message/notice.ts'
import { type HostMessage, hostNotice } from '../message/notice-plan.ts'
import { getSchool } from '../school/school.store.ts'
import { getSession } from '../session/session.store.ts'
import { instantOf } from '../time/instant.ts'
import { translateWords } from '../workshop/translation.ts'
import { getWorkshop } from '../workshop/workshop.store.ts'

const MOST_HOST_MESSAGES = 2

/**
 * Sends a host's message to the families that come to a session of their workshop. The host does not see their
 * addresses. Machine-translates it into the school's other languages where a translator is configured.
 */
export async function writeAsHost(
  context: Context,
  workshopId: string,
  sessionId: string,
  { text }: HostMessage,
  translate?: TranslateText,
): Promise<Notice> {
  const { table, actor, now } = context
  const scope = scopeOf(actor, schoolOf(workshopId))
  const [workshop, session, notices] = await Promise.all([
    getWorkshop(table, scope, workshopId),
    getSession(table, scope, sessionId),
    noticesOf(table, scope, workshopId),
  ])
  const isHost = actor.kind === 'family' && actor.family === workshop?.hostFamily
  if (!isHost || session?.workshop !== workshopId) return refuse('not-found')
  if (session.status === 'cancelled') refuse('session-cancelled')
  const written = notices.filter(({ id }) => id.startsWith(`${sessionId}#host#`))
  const id = idFor(context)
  const before = written.find((one) => one.id.endsWith(`#${id}`))
  if (before) return before
  if (written.length >= MOST_HOST_MESSAGES) refuse('too-many-messages')
  const family = (await getFamily(table, scope, actor.family)) ?? refuse('not-found')
  const school = (await getSchool(table, scope)) ?? refuse('not-found')
  const original = family.writtenLanguage
  const words = { [original]: text }
  const translated = translate
    ? await translateWords(translate, words, { original, languages: school.languages })
    : { words, machine: [] }
  const content = { author: actor.family, ...translated }
  const notice = hostNotice(session, content, { now: instantOf(now()), id })
  const find = async () => (await noticesOf(table, scope, workshopId)).find((one) => one.id === notice.id)
  return createOnce(table, { made: notice, writes: [putNotice(scope, notice)], find })
}
