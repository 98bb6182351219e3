import { publicScope } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { Refusal } from '../access/refusal.ts'
import type { Texted } from '../family/contact.store.ts'
import { sameAddress } from '../family/contact.ts'
import { getFamily } from '../family/family.store.ts'
import type { Family } from '../family/family.ts'
import type { TextQuestion } from '../family/text-question.ts'
import { putReply } from '../session/reply.operations.ts'
import { getRemembered } from '../session/reply.store.ts'
import { isRemembered } from '../session/reply.ts'
import { suggestedReply } from '../session/reply-suggestion.ts'
import { getSession } from '../session/session.store.ts'
import { instantOf } from '../time/instant.ts'
import { castBallot } from '../workshop/ballot.operations.ts'
import { getBallot } from '../workshop/ballot.store.ts'
import { isInTime } from '../workshop/poll.ts'
import { readNumbers } from '../workshop/text-answer.ts'
import { getWorkshop } from '../workshop/workshop.store.ts'
import { answersOf, type TextOutcome } from './text-answer.ts'

type Base = Pick<Context, 'table' | 'now'>

/** What became of a text, and the families to which that is told. */
export type AnsweredText = { outcome: TextOutcome; families: string[] }

// Two edits at once on the page and by text are rare.
const ATTEMPTS = 3

/**
 * Records what a text answers to the question last sent to its number: a vote or a reply of the caregiver whose number it
 * is, as from the page. Undefined where no family that was texted has the number any more. The clock of `base` says when
 * the text arrived.
 */
export async function answerByText(
  base: Base,
  { texted, from, text }: { texted: Texted; from: string; text: string },
): Promise<AnsweredText | undefined> {
  const { school, question } = texted
  const asked = question?.families ?? texted.families ?? []
  const found = await Promise.all(asked.map((id) => getFamily(base.table, publicScope(school), id)))
  const families = found.filter((family) => family !== undefined).filter((family) => hasNumber(family, from))
  const ids = families.map(({ id }) => id)
  const [family] = families
  if (!family) return undefined
  if (!question?.isNumbered || question.families.length > 1) return { outcome: 'links', families: ids }
  const given = { school, question, family, text }
  try {
    const outcome = await (question.session ? replyByText(base, given) : voteByText(base, given))
    return { outcome, families: ids }
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault
    return { outcome: OUTCOMES[fault.code] ?? 'links', families: ids }
  }
}

const OUTCOMES: Partial<Record<Refusal['code'], TextOutcome>> = {
  'poll-closed': 'late',
  'session-full': 'full',
  'options-changed': 'unreadable',
}

function hasNumber({ caregivers }: Family, number: string): boolean {
  const isIt = ({ kind, address = '' }: Family['caregivers'][number]['channels'][number]) =>
    kind === 'sms' && sameAddress(address) === sameAddress(number)
  return caregivers.some(({ channels }) => channels.some(isIt))
}

type Answering = { school: string; question: TextQuestion; family: Family; text: string }

async function voteByText(base: Base, { school, question, family, text }: Answering): Promise<TextOutcome> {
  const { table, now } = base
  const { workshop: id, times = [], caregiver } = question
  const scope = publicScope(school)
  for (let attempt = 0; ; attempt++) {
    const [workshop, current] = await Promise.all([
      getWorkshop(table, scope, id, 'latest'),
      getBallot(table, scope, id, family.id),
    ])
    const { poll } = workshop ?? {}
    if (!poll) return 'links'
    if (!isInTime(poll, instantOf(now()))) return 'late'
    const read = readNumbers(text, times.length)
    const answers = read && answersOf(read, times, poll)
    if (!answers) return 'unreadable'
    const { couldComeIf, suggestedStart, line, version = 0 } = current ?? {}
    const kept = { couldComeIf, suggestedStart, line }
    // The page asks the family as a whole, and that is what one caregiver alone answers for here too.
    const who = family.caregivers.length > 1 && { caregiver }
    const input = { ...answers, ...given(kept), ...who, version, pollVersion: poll.version }
    try {
      await castBallot(actingFor(base, { school, question, family }), id, family.id, input)
      return 'voted'
    } catch (fault) {
      const isChanged = fault instanceof Refusal && fault.code === 'ballot-changed'
      if (!isChanged || attempt >= ATTEMPTS) throw fault
    }
  }
}

function given<T extends object>(values: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  // Only what is undefined is left out.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>
  }
}

async function replyByText(base: Base, { school, question, family, text }: Answering): Promise<TextOutcome> {
  const { table, now } = base
  const { session: id = '', stand } = question
  const scope = publicScope(school)
  const [session, remembered] = await Promise.all([
    getSession(table, scope, id),
    getRemembered(table, scope, family.id),
  ])
  if (session?.status !== 'scheduled' || session.start <= instantOf(now())) return 'links'
  const read = readNumbers(text, 2)
  const isOne = read !== undefined && read !== 'none' && read.named.size === 1
  const [number, answer] = isOne ? ([...read.named][0] ?? []) : []
  if (answer !== 'yes' || String(session.sequence) !== stand) return 'unreadable'
  const context = actingFor(base, { school, question, family })
  if (number === 2) {
    await putReply(context, id, family.id, { attending: false })
    return 'replied'
  }
  if (!remembered || !isRemembered(remembered, now().toSeconds())) return 'links'
  const { attending: _, ...asRemembered } = suggestedReply(family, { remembered })
  await putReply(context, id, family.id, { ...asRemembered, attending: true })
  return 'replied'
}

function actingFor(
  { table, now }: Base,
  { school, question: { caregiver }, family }: Omit<Answering, 'text'>,
): Context {
  return { table, now, actor: { kind: 'family', school, family: family.id, caregiver, by: 'text' } }
}
