import { publicScope } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { getTexted, putTexted, type Texted } from '../family/contact.store.ts'
import { familiesAsked, familiesTexted, type TextQuestion } from '../family/text-question.ts'
import type { Message, Notices } from '../message/message.ts'
import { getRemembered, getReplies } from '../session/reply.store.ts'
import { isRemembered } from '../session/reply.ts'
import { seatsTaken } from '../session/seats.ts'
import type { Write } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { byTime } from '../workshop/poll.ts'
import { type AskedQuestion, asksSomething, type ByLink, MOST_NUMBERED } from './text-question.ts'
import type { Topic } from './topic.ts'

type Base = Pick<Context, 'table' | 'now'>

/** What a text asks, or why it asks by its link alone; and the write that keeps it as the last text to its number. */
export type Asking = { question?: AskedQuestion; byLink?: ByLink; kept: Write }

type Given = {
  message: Pick<Message, 'to' | 'language'> & { notices: Notices }
  topics: readonly Topic[]
  expiresAt: number
  /** Whether a question fits into a text, with its words. */
  fits: (question: AskedQuestion) => Promise<boolean>
}

/** Decides what a text to a family asks by numbers. */
export async function askByText(base: Base, given: Given): Promise<Asking> {
  const { message, topics, expiresAt } = given
  const { to, language, notices } = message
  const contact = { channel: 'sms', to } as const
  const before = await getTexted(base.table, contact)
  const { question: earlier, families, ...rest } = before ?? {}
  const texted: Texted = {
    ...rest,
    ...{ school: notices.school, language, at: instantOf(base.now()), expiresAt },
    families: familiesTexted(notices.family, families),
    ...(earlier && { question: earlier }),
  }
  const [asking, ...others] = topics.filter(asksSomething)
  if (!asking) return { kept: putTexted(contact, texted, before) }
  const { workshop, session, stand } = asking.about
  const subject = { workshop, ...(session && { session }) }
  const asked = familiesAsked({ ...subject, families: [notices.family] }, earlier)
  const isOne = asked.length === 1
  const found = !isOne
    ? 'shared'
    : others.length > 0 || topics.length > 1
      ? 'several'
      : await questionOf(base, asking, notices)
  const question = typeof found !== 'string' && (await given.fits(found)) ? found : undefined
  const kept: TextQuestion = {
    ...{
      ...subject,
      stand,
      families: asked,
      caregiver: notices.caregiver,
      isNumbered: question !== undefined,
    },
    ...(question?.kind === 'vote' && {
      times: question.times.map(({ id, revision }) => ({ option: id, revision })),
    }),
  }
  const write = putTexted(contact, { ...texted, question: kept }, before)
  return question
    ? { question, kept: write }
    : { byLink: typeof found === 'string' ? found : 'long', kept: write }
}

async function questionOf(
  { table, now }: Base,
  { workshop, session }: Topic,
  { school, family }: Notices,
): Promise<AskedQuestion | ByLink> {
  if (!session) {
    const times = byTime(workshop.poll?.options ?? [])
    return times.length > MOST_NUMBERED ? 'many' : { kind: 'vote', times }
  }
  const scope = publicScope(school)
  const remembered = await getRemembered(table, scope, family)
  if (!remembered || !isRemembered(remembered, now().toSeconds())) return 'notRemembered'
  const { adults, children } = remembered
  if (workshop.seats !== undefined) {
    const others = (await getReplies(table, scope, session.id)).filter((reply) => reply.family !== family)
    if (seatsTaken(others) + adults > workshop.seats) return 'full'
  }
  return { kind: 'session', people: adults + children.length }
}
