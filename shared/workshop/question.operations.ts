import {
  mustActFor,
  mustOrganize,
  organizes,
  publicScope,
  type SchoolScope,
  scopeOf,
} from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context, TranslateText } from '../access/context.ts'
import { idFor, schoolOf } from '../access/identifier.ts'
import { Refusal, refuse } from '../access/refusal.ts'
import { getFamily } from '../family/family.store.ts'
import { putNotice } from '../message/notice.store.ts'
import { answeredNotice } from '../message/notice-plan.ts'
import { type Release, releasedAt } from '../message/release.ts'
import { getSchool } from '../school/school.store.ts'
import { schoolYearEnd } from '../school/school-year.ts'
import { instantOf } from '../time/instant.ts'
import { readLed } from './host.operations.ts'
import {
  askOnce,
  getAsking,
  getQuestion,
  type QuestionKey,
  questionsAbout,
  questionsOf,
  saveQuestion,
} from './question.store.ts'
import {
  type AnswerInput,
  inOrder,
  mustHaveRoom,
  type NewQuestion,
  type Question,
  type QuestionAnswer,
  type ShownQuestion,
  shownQuestions,
  type Told,
  withAnswer,
} from './question.ts'
import { translateWords } from './translation.ts'
import { readPublicWorkshop } from './workshop.operations.ts'

type Translating = { translate?: TranslateText | undefined }
type Answering = Translating & { release?: Release }

/**
 * Asks about a workshop for a family. Refuses `too-many-questions` while three of its questions wait for an answer. The
 * words are machine-translated into the school's languages where a translator is configured.
 */
export async function askQuestion(
  context: Context,
  workshop: string,
  { family: familyId, text, language }: NewQuestion,
  { translate }: Translating = {},
): Promise<Question> {
  const { table, actor, now } = context
  const school = schoolOf(workshop)
  const scope = scopeOf(actor, school)
  mustActFor(actor, familyId)
  const [known, family, before, found] = await Promise.all([
    getSchool(table, scope),
    getFamily(table, scope, familyId),
    questionsAbout(table, scope, workshop),
    readPublicWorkshop(context, workshop),
  ])
  if (!family || !known) return refuse('not-found')
  if (found.status === 'cancelled') refuse('session-cancelled')
  const id = idFor(context)
  const asked = before.find((one) => one.id === id)
  if (asked) return asked
  mustHaveRoom(before, familyId)
  const original = language ?? family.writtenLanguage
  const made: Question = {
    ...{ id, workshop, family: familyId },
    ...(await toldIn(known.languages, { text, original, translate })),
    askedAt: instantOf(now()),
    expiresAt: Math.floor(schoolYearEnd(now(), known.timeZone).toSeconds()),
    revision: 1,
  }
  return keepQuestion(table, scope, made)
}

// What a family asks at the same instant counts against its limit, one after the other.
function keepQuestion(table: Context['table'], scope: SchoolScope, made: Question): Promise<Question> {
  return untilCommitted(async () => {
    const [asking, before] = await Promise.all([
      getAsking(table, scope, made),
      questionsAbout(table, scope, made.workshop),
    ])
    const asked = before.find((one) => one.id === made.id)
    if (asked) return asked
    mustHaveRoom(before, made.family)
    await table.commit(...askOnce(scope, made, asking))
    return made
  })
}

// A translator that fails keeps nobody from asking: the original is read then.
async function toldIn(
  languages: readonly string[],
  { text, original, translate }: Translating & { text: string; original: string },
): Promise<Told> {
  const plain = { words: { [original]: text }, original }
  if (!translate) return plain
  try {
    const { words, machine } = await translateWords(translate, plain.words, { original, languages })
    return { words, original, ...(machine.length > 0 && { machine }) }
  } catch (fault) {
    if (fault instanceof Refusal) return plain
    throw fault
  }
}

/**
 * Answers a family's question as an organizer, or as the family that leads the workshop, and tells who asked, once, when
 * `release` says; new words replace old ones.
 */
export async function answerQuestion(
  context: Context,
  key: QuestionKey,
  { text, language, shown }: AnswerInput,
  { translate, release = 'at-once' }: Answering = {},
): Promise<Question> {
  const { table, actor, now } = context
  const scope = await scopeOfAnswering(context, key.workshop)
  const [school, host] = await Promise.all([
    getSchool(table, scope),
    actor.kind === 'family' ? getFamily(table, scope, actor.family) : undefined,
  ])
  if (!school) return refuse('not-found')
  const original = language ?? host?.writtenLanguage ?? school.defaultLanguage
  const answer: QuestionAnswer = {
    ...(await toldIn(school.languages, { text, original, translate })),
    by: actor.kind === 'family' ? 'host' : 'team',
    ...(actor.kind === 'member' && { name: actor.name }),
    at: instantOf(now()),
  }
  return untilCommitted(async () => {
    const question = (await getQuestion(table, scope, key)) ?? refuse('not-found')
    const answered = withAnswer(question, answer, shown)
    const leaves = releasedAt(answer.at, school.timeZone, release)
    const told = question.answer ? [] : [putNotice(scope, answeredNotice(question, leaves))]
    await table.commit(saveQuestion(scope, answered), ...told)
    return answered
  })
}

async function scopeOfAnswering(context: Context, workshop: string): Promise<SchoolScope> {
  const { actor } = context
  if (actor.kind === 'family') return (await readLed(context, workshop)).scope
  mustOrganize(actor)
  return scopeOf(actor, schoolOf(workshop))
}

/** The questions about a workshop for who answers them: organizers, and the family that leads it, which sees no names. */
export async function listQuestions(context: Context, workshop: string): Promise<Question[]> {
  const scope = await scopeOfAnswering(context, workshop)
  const questions = inOrder(await questionsAbout(context.table, scope, workshop))
  return organizes(context.actor) ? questions : questions.map((question) => ({ ...question, family: '' }))
}

/** The questions of a school that nobody has answered, for organizers. */
export async function listUnanswered({ table, actor }: Context, school: string): Promise<Question[]> {
  mustOrganize(actor)
  const questions = await questionsOf(table, scopeOf(actor, school), 'recent')
  return inOrder(questions).filter(({ answer }) => !answer)
}

/** What a family reads about a workshop: its own questions, and others that are shown. */
export type FamilyQuestions = { own: Question[]; others: ShownQuestion[] }

/** The questions about a workshop as a family reads them. */
export async function readFamilyQuestions(
  { table, actor }: Context,
  workshop: string,
  family: string,
): Promise<FamilyQuestions> {
  mustActFor(actor, family)
  const questions = await questionsAbout(table, scopeOf(actor, schoolOf(workshop)), workshop)
  return {
    own: inOrder(questions.filter((one) => one.family === family)),
    others: shownQuestions(questions.filter((one) => one.family !== family)),
  }
}

/** The questions and answers about a workshop that everybody may read. */
export async function readPublicQuestions(
  { table }: Pick<Context, 'table'>,
  workshop: string,
): Promise<ShownQuestion[]> {
  return shownQuestions(await questionsAbout(table, publicScope(schoolOf(workshop)), workshop))
}
