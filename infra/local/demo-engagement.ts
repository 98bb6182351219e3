import type { DateTime } from 'luxon'
import type { Context } from '../../shared/access/context.ts'
import { checkIn, closeAttendance } from '../../shared/attendance/attendance.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import { StrengthsInput } from '../../shared/family/strength.ts'
import { consentToCredit, recordDecision } from '../../shared/impact/decision.operations.ts'
import { DecisionInput } from '../../shared/impact/decision.ts'
import { recordAnswer } from '../../shared/impact/impact.operations.ts'
import { SurveyInput } from '../../shared/impact/survey.ts'
import { addEvidence, invite, showPathTo } from '../../shared/ladder/ladder.operations.ts'
import { InvitationInput } from '../../shared/ladder/ladder.ts'
import { ConversationInput } from '../../shared/outreach/conversation.ts'
import { recordConversation, saveStrengths } from '../../shared/outreach/outreach.operations.ts'
import { schedule } from '../../shared/session/decision.operations.ts'
import { putReply } from '../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../shared/session/reply.ts'
import { putPoll } from '../../shared/workshop/poll.operations.ts'
import { answerQuestion, askQuestion } from '../../shared/workshop/question.operations.ts'
import { createWorkshop, markHeld } from '../../shared/workshop/workshop.operations.ts'
import { NewWorkshop } from '../../shared/workshop/workshop.ts'
import { makePotluck } from './demo-potluck.ts'

type Setting = { school: string; today: DateTime; families: readonly Family[] }

const HELD_DAYS_AGO = 24
const ANSWERS = 14

const HELD = {
  title: {
    en: 'What our children read',
    es: 'Lo que leen nuestros hijos',
    so: 'Waxa carruurteennu akhriyaan',
    ar: 'ماذا يقرأ أطفالنا',
    vi: 'Con chúng ta đọc gì',
    'zh-Hans': '我们的孩子读什么',
  },
  purpose: 'learning',
  durationMinutes: 90,
  presentationLanguage: 'en',
  builds: ['capabilities', 'connections'],
  offers: { childcare: true, food: true, interpretation: true, rides: false },
}

const at = (context: Context, instant: DateTime): Context => ({ ...context, now: () => instant.toUTC() })
const asFamily = (context: Context, school: string, family: string): Context => ({
  ...context,
  actor: { kind: 'family', school, family },
})

/** A workshop that a parent led some weeks ago: who came, and what they say changed. */
export async function makeHeld(context: Context, { school, today, families }: Setting): Promise<void> {
  const start = today.minus({ days: HELD_DAYS_AGO }).set({ hour: 18, minute: 0, second: 0, millisecond: 0 })
  const before = at(context, start.minus({ days: 14 }))
  const after = at(context, start.plus({ days: 1 }))
  const [host] = families
  const workshop = NewWorkshop.parse({ ...HELD, hostFamily: host?.id })
  const { id } = await createWorkshop(before, school, workshop)
  const poll = await putPoll(before, id, {
    options: [{ start: start.toUTC().toISO() ?? '' }],
    closesAt: start.minus({ days: 7 }).toUTC().toISO() ?? '',
  })
  const { sessions } = await schedule(before, id, { options: poll.options.map((option) => option.id) })
  const session = sessions[0]?.id ?? ''
  await makeQuestion(before, id, families)
  const coming = families.filter((_, number) => number % 5 <= 2)
  await makePotluck(before, session, coming)
  for (const family of coming) {
    const number = families.indexOf(family)
    await putReply(
      before,
      session,
      family.id,
      ReplyInput.parse({ attending: true, adults: 1 + (number % 2) }),
    )
    await checkIn(after, session, family.id, { adults: 1 + (number % 2), children: number % 3 })
  }
  for (let number = 0; number < ANSWERS; number++)
    await recordAnswer(after, session, 'parents', surveyAnswer(number))
  await closeAttendance(after, session)
  await markHeld(after, id)
}

/** A question in Spanish, with its answer, which everybody may read. */
async function makeQuestion(context: Context, workshop: string, families: readonly Family[]): Promise<void> {
  const family = families.find(({ writtenLanguage }) => writtenLanguage === 'es')
  if (!family) return
  const text = '¿Puede venir también mi hermana? No tiene hijos aquí.'
  const { id } = await askQuestion(context, workshop, { family: family.id, text })
  const answer = { text: 'Sí, tráigala. Hay lugar para ella.', language: 'es', shown: true }
  await answerQuestion(context, { workshop, id }, answer)
}

function surveyAnswer(number: number): SurveyInput {
  const low = 1 + (number % 3)
  const pair = { before: low, now: Math.min(4, low + 1 + (number % 2)) }
  return SurveyInput.parse({
    learning: pair,
    home: pair,
    asking: { before: 2, now: 3 },
    parent: { before: 1, now: 3 },
    uses: { before: 2, now: 2 },
  })
}

const STRENGTHS: readonly Record<string, { text: string; hosts?: boolean }>[] = [
  {
    makes: { text: 'Bread for a hundred people', hosts: true },
    goesWell: { text: 'She reads to her brother.' },
  },
  { speaks: { text: 'Somali and English, I interpret at the clinic', hosts: true } },
  { knows: { text: 'Fractions: I am a carpenter' }, teaches: { text: 'How to build a bird house' } },
]
const TALKS = [
  { kind: 'positiveCall', purpose: 'celebrate', note: 'Read a whole book this week.' },
  { kind: 'doorway', purpose: 'listen', note: 'Mornings are easier since the new shift.' },
  { kind: 'community', purpose: 'invite', note: 'Would like to show how to bake bread.' },
  { kind: 'oneToOne', purpose: 'concern', note: 'The bus comes after the bell.' },
] as const
const TALKED_TO = 20
const INVITATION = {
  step: 'teaching',
  strength: 'You explain so that everybody laughs and understands',
  role: 'Lead the cooking table on the family evening',
  time: 'Two hours on a Thursday',
  support: ['childcare', 'stipend'],
  coLead: 'Linh Trần',
}

/** Adds conversations, strengths, a promise, an invitation, and a decision that a parent changed. */
export async function makeEngagement(
  context: Context,
  { invited, ...setting }: Setting & { invited: string | undefined },
): Promise<void> {
  await makeConversations(context, setting)
  if (invited) await invite(context, setting.school, invited, InvitationInput.parse(INVITATION))
  await makeDecision(context, setting)
}

async function makeConversations(context: Context, { school, today, families }: Setting): Promise<void> {
  for (const [number, strengths] of STRENGTHS.entries()) {
    const family = families[number * 7]
    if (family) await saveStrengths(context, school, family.id, StrengthsInput.parse(strengths))
  }
  for (const [number, family] of families.slice(0, TALKED_TO).entries()) {
    const talk = ConversationInput.parse({
      ...TALKS[number % TALKS.length],
      ...(number === 3 && {
        promise: 'Find out about the bus',
        promiseBy: today.plus({ days: 4 }).toISODate(),
      }),
    })
    const then = at(context, today.minus({ days: TALKED_TO - number }).set({ hour: 15 }))
    await recordConversation(then, school, family.id, talk)
  }
}

/** Adds the evidence of the parent who led a workshop, and a decision that they changed. */
async function makeDecision(context: Context, { school, today, families }: Setting): Promise<void> {
  const [leader] = families
  if (!leader) return
  const own = asFamily(context, school, leader.id)
  await addEvidence(own, school, leader.id, {
    step: 'teaching',
    text: 'I led an evening about what children read.',
  })
  await showPathTo(own, school, leader.id, 'team')
  const decision = DecisionInput.parse({
    said: 'The bus comes after the bell.',
    did: 'The district moved it ten minutes earlier.',
    on: today.minus({ days: 12 }).toISODate(),
    families: [leader.id],
  })
  const { id } = await recordDecision(context, school, decision)
  await consentToCredit(own, school, leader.id, { id, consent: true })
}
