import type { SchoolScope } from '../access/actor.ts'
import { dropSecret } from '../access/secret.store.ts'
import { callsOf, putCall, removeCall } from '../message/call.store.ts'
import type { Call } from '../message/call.ts'
import { keepMessage, messagesOf, removeMessage } from '../message/message.store.ts'
import type { Delivery, Notices } from '../message/message.ts'
import { putNotice, removeNotice, schoolNotices } from '../message/notice.store.ts'
import type { About } from '../message/notice.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Table, Write } from '../table/table.ts'
import { hostNotesOf, putHostNote, removeHostNote } from '../workshop/host-note.store.ts'
import { hostProfilesOf, removeHostProfile, saveHostProfile } from '../workshop/host-profile.store.ts'
import { passPicture, picturesOf } from '../workshop/picture.store.ts'
import { passQuestion, questionsOf, removeQuestions } from '../workshop/question.store.ts'
import type { Belongings } from './belonging.ts'

type OfHost = Pick<About, 'kind' | 'author' | 'workshop'>
type IsTheirs = (about: OfHost) => boolean

/**
 * Erases what a family wrote as a host of workshops: its notices, and its words in the messages and calls of others. What
 * waits is not sent any more; what was sent is remembered without them. `hosted` are the workshops that it leads.
 */
export async function eraseHostWords(
  table: Table,
  scope: SchoolScope,
  family: string,
  hosted: readonly string[],
): Promise<void> {
  // Messages from before their author was recorded are the host's.
  const isTheirs: IsTheirs = ({ kind, author, workshop }) =>
    kind === 'hostMessage' && (author ? author === family : hosted.includes(workshop))
  for (const notice of await schoolNotices(table, scope))
    if (notice.steps.some((step) => isTheirs({ ...step, workshop: notice.workshop })))
      await table.commit(removeNotice(scope, notice))
  for (const message of await messagesOf(table, scope)) {
    const { notices } = message
    if (isNoteOf(message, family)) await tryCommit(table, ...removeMessage(scope, message))
    if (notices && notices.family !== family && notices.about.some(isTheirs))
      await tryCommit(table, ...withoutTheirs(scope, { ...message, notices }, isTheirs))
  }
  for (const call of await callsOf(table, scope))
    if (call.family !== family && isTheirs(call.about)) await tryCommit(table, withoutWords(scope, call))
}

// An e-mail to the team about a note, while it waits.
const isNoteOf = ({ kind, fields }: Delivery, family: string) =>
  kind === 'hostNote' && fields.family === family

function withoutTheirs(
  scope: SchoolScope,
  message: Delivery & { notices: Notices },
  isTheirs: IsTheirs,
): Write[] {
  const { notices, links = [], state } = message
  const about =
    state === 'waiting'
      ? notices.about.filter((one) => !isTheirs(one))
      : notices.about.map((one) => (isTheirs(one) ? wordless(one) : one))
  if (about.length === 0) return [...removeMessage(scope, message), ...links.map(dropSecret)]
  return [keepMessage(scope, { ...message, notices: { ...notices, about }, revision: message.revision + 1 })]
}

function withoutWords(scope: SchoolScope, call: Call): Write {
  if (call.outcome === undefined) return removeCall(scope, call.id)
  return putCall(scope, { ...call, about: wordless(call.about), revision: call.revision + 1 })
}

function wordless({ words: _, machine: _machine, author: _author, ...about }: About): About {
  return about
}

/** What a family shows of itself as a host, wrote to the school, and asked. */
export async function saidAsHost(
  table: Table,
  scope: SchoolScope,
  family: string,
): Promise<Pick<Belongings, 'introductions' | 'pictures' | 'hostNotes' | 'questions'>> {
  const isTheirs = (one: { family: string }) => one.family === family
  const [introductions, pictures, hostNotes, questions] = await Promise.all([
    hostProfilesOf(table, scope),
    picturesOf(table, scope),
    hostNotesOf(table, scope),
    questionsOf(table, scope),
  ])
  return {
    introductions: introductions.filter(isTheirs),
    pictures: pictures.filter(isTheirs),
    hostNotes: hostNotes.filter(isTheirs),
    questions: questions.filter(isTheirs),
  }
}

/** Deletes what `saidAsHost` reads, but for the pictures, whose files go with them. */
export function removalsOfSaid(
  scope: SchoolScope,
  { introductions, hostNotes, questions }: Pick<Belongings, 'introductions' | 'hostNotes' | 'questions'>,
): Write[] {
  return [
    ...introductions.map(({ workshop }) => removeHostProfile(scope, workshop)),
    ...hostNotes.map((note) => removeHostNote(scope, note)),
    ...removeQuestions(scope, questions),
  ]
}

/** Passes what a family wrote as a host, and what it asked, to the family that it is merged into. */
export async function transferHostWords(
  table: Table,
  scope: SchoolScope,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const { introductions, pictures, hostNotes } = await saidAsHost(table, scope, from)
  for (const one of introductions)
    await table.commit(saveHostProfile(scope, { ...one, family: to, revision: one.revision + 1 }))
  for (const one of pictures) await tryCommit(table, passPicture(scope, one, to))
  for (const one of hostNotes)
    await table.commit(putHostNote(scope, { ...one, family: to, revision: one.revision + 1 }))
  const passed = <A extends { author?: string }>(one: A): A =>
    one.author === from ? { ...one, author: to } : one
  const isTheirs = ({ author }: { author?: string }) => author === from
  const [notices, messages, calls] = await Promise.all([
    schoolNotices(table, scope),
    messagesOf(table, scope),
    callsOf(table, scope),
  ])
  const writes = [
    ...notices
      .filter(({ steps }) => steps.some(isTheirs))
      .map((one) => putNotice(scope, { ...one, steps: one.steps.map(passed), revision: one.revision + 1 })),
    ...messages
      .filter((one) => isNoteOf(one, from))
      .map((one) =>
        keepMessage(scope, { ...one, fields: { ...one.fields, family: to }, revision: one.revision + 1 }),
      ),
    ...messages.flatMap((one) =>
      one.notices?.about.some(isTheirs)
        ? [keepMessage(scope, { ...one, notices: passedOn(one.notices), revision: one.revision + 1 })]
        : [],
    ),
    ...calls
      .filter(({ about }) => isTheirs(about))
      .map((one) => putCall(scope, { ...one, about: passed(one.about), revision: one.revision + 1 })),
  ]
  // An item that is changed by a concurrent send or call is passed in the next round.
  for (const write of writes) await tryCommit(table, write)
  for (const question of await questionsOf(table, scope)) {
    if (question.family === from) await tryCommit(table, ...passQuestion(scope, question, to))
  }

  function passedOn(given: Notices): Notices {
    return { ...given, about: given.about.map(passed) }
  }
}
