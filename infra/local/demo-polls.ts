import type { DateTime } from 'luxon'
import type { Context } from '../../shared/access/context.ts'
import { schoolOf } from '../../shared/access/identifier.ts'
import type { FamilyMessage } from '../../shared/delivery/delivery.operations.ts'
import { listOutbox } from '../../shared/delivery/message.operations.ts'
import { noticesDue, tellAhead } from '../../shared/delivery/notice.operations.ts'
import { playAnswer } from '../../shared/delivery/played-answer.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import { addItem, patchItem, readLogistics } from '../../shared/logistics/logistics.operations.ts'
import { schedule } from '../../shared/session/decision.operations.ts'
import { putReply } from '../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../shared/session/reply.ts'
import { castBallot } from '../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../shared/workshop/poll.operations.ts'
import { scheduledTimes, votingTimes } from './demo-workshops.ts'

type Setting = { today: DateTime; families: readonly Family[] }

/** Opens the vote on a workshop, and lets two families of three answer, two of them by text. */
export async function makeVoting(
  context: Context,
  workshop: string,
  { today, families }: Setting,
): Promise<void> {
  const closesAt = today.plus({ days: 9 }).set({ hour: 20, minute: 0, second: 0, millisecond: 0 })
  const poll = await openPoll(context, workshop, votingTimes(today), closesAt)
  const byText = families.filter((family) => BY_TEXT.has(numberOf(family)))
  await voteByText(context, schoolOf(workshop), byText)
  for (const [number, family] of families.entries()) {
    if (number % 3 !== 1 && !byText.includes(family))
      await vote(context, workshop, family, poll.options, number)
  }
}

// The usual address, which is part of each text.
const ADDRESS = 'http://localhost:3000'
// Families whose language has room for four times in a text, and what they answer.
const BY_TEXT = new Map([
  ['+16515550105', '2? 3 4'],
  ['+16515550136', '1, 2? 4'],
])

const numberOf = ({ caregivers }: Family) =>
  caregivers.flatMap(({ channels }) => channels).find(({ kind }) => kind === 'sms')?.address ?? ''

/** Asks families ahead of the others, and lets each answer the text from its phone. */
async function voteByText(context: Context, school: string, families: readonly Family[]): Promise<void> {
  for (const place of await noticesDue(context))
    for (const family of families) await tellAhead(context, place, family)
  const messages = await listOutbox(context, school)
  const { questionFits } = await import('../../web/messages/text-answer-words.ts')
  const phone = {
    sms: async () => undefined,
    fits: (message: FamilyMessage) => questionFits(message, ADDRESS),
  }
  for (const [to, text] of BY_TEXT) {
    const asked = messages.find((message) => message.to === to)
    if (!asked) continue
    await playAnswer(context, { school, id: asked.id, at: asked.at }, { text, phone })
  }
}

/** A workshop that was voted on and decided: replies are in, and half of its checklist is done. */
export async function makeScheduled(
  context: Context,
  workshop: string,
  { today, families }: Setting,
): Promise<void> {
  const poll = await openPoll(context, workshop, scheduledTimes(today), today.plus({ days: 2 }))
  const voters = families.filter((_, number) => number % 4 !== 3)
  for (const [number, family] of voters.entries()) await vote(context, workshop, family, poll.options, number)
  const chosen = poll.options[0]
  if (!chosen) return
  const decision = { options: [chosen.id], reason: 'The cafeteria is free, and the night shift is off.' }
  const [session] = (await schedule(context, workshop, decision)).sessions
  if (!session) return
  const coming = voters.filter((_, number) => number % 5 < 4)
  const late = coming.splice(-3)
  for (const [number, family] of coming.entries()) {
    // Each replies for itself, and some let the host see their name.
    const own: Context = {
      ...context,
      actor: { kind: 'family', school: schoolOf(workshop), family: family.id },
    }
    const named = number % 8 === 1
    await putReply(own, session.id, family.id, { ...reply(family, number), named })
  }
  await prepare(context, session.id)
  // Three replies after the meals were ordered: the checklist asks to recheck them.
  for (const [number, family] of late.entries())
    await putReply(context, session.id, family.id, reply(family, number))
}

function openPoll(context: Context, workshop: string, times: readonly string[], closesAt: DateTime) {
  return putPoll(context, workshop, {
    options: times.map((startLocal) => ({ startLocal })),
    closesAt: closesAt.toUTC().toISO() ?? '',
    answersVisible: true,
  })
}

// When speakers of each language can come: a plain majority and the fairest time have different winners.
const LIKES: Record<string, readonly string[]> = {
  en: ['no', 'ifNeeded', 'yes', 'yes'],
  es: ['yes', 'no', 'yes', 'ifNeeded'],
  so: ['yes', 'ifNeeded', 'no', 'yes'],
  ar: ['yes', 'yes', 'ifNeeded', 'no'],
}

async function vote(
  context: Context,
  workshop: string,
  family: Family,
  options: readonly { id: string }[],
  number: number,
): Promise<void> {
  const likes = LIKES[family.spokenLanguage] ?? ['ifNeeded', 'yes', 'yes', 'yes']
  const answers = options.map(({ id }, place) => {
    const liked = likes[place % likes.length] ?? 'no'
    return [id, (number + place) % 6 === 0 ? 'ifNeeded' : liked]
  })
  await castBallot(context, workshop, family.id, { answers: Object.fromEntries(answers), via: viaOf(number) })
}

function viaOf(number: number) {
  return (['link', 'link', 'link', 'paper', 'phone'] as const)[number % 5] ?? 'link'
}

function reply(family: Family, number: number): ReplyInput {
  const adults = number % 3 === 0 ? 2 : 1
  const { spokenLanguage: language } = family
  const interpreted = ['es', 'so', 'ar'].includes(language)
  return ReplyInput.parse({
    attending: true,
    adults,
    children: family.children.flatMap((child) => ('ageBand' in child ? [{ ageBand: child.ageBand }] : [])),
    interpretation: interpreted ? [{ language, adults }] : [],
    diets: number % 7 === 0 ? { vegetarian: 1 } : number % 5 === 0 ? { halal: adults } : {},
    allergens: number % 11 === 0 ? ['peanut'] : [],
    ride: number % 9 === 0 ? adults : 0,
    wait: true,
  })
}

/** Does the first half of the checklist: the earliest items are done, half of the people confirmed, meals ordered. */
async function prepare(context: Context, session: string): Promise<void> {
  const { items } = await readLogistics(context, session)
  for (const item of items) {
    const change = CHANGES[item.kind]
    if (change) await patchItem(context, session, item.id, change(item.needed))
  }
  await addItem(context, session, { title: 'Borrow the picture books from the public library', needed: 20 })
}

const CHANGES: Partial<Record<string, (needed: number) => Parameters<typeof patchItem>[3]>> = {
  room: () => ({ status: 'done', owner: 'Dana' }),
  childcare: (needed) => ({
    confirmed: Math.floor(needed / 2),
    owner: 'Sam',
    note: 'The high school’s club asks its members.',
  }),
  interpreters: (needed) => ({ status: 'confirmed', confirmed: needed, owner: 'Linh' }),
  handouts: () => ({ status: 'asked', owner: 'Linh' }),
  meals: (needed) => ({ status: 'confirmed', confirmed: needed, owner: 'Sam' }),
}
