import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import { commitOr, createOnce, untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { idFor, schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { getFamily } from '../family/family.store.ts'
import { keepMessage, removeMessage } from '../message/message.store.ts'
import { type Message, waitingUntil } from '../message/message.ts'
import { releasedAt } from '../message/release.ts'
import { localText } from '../school/language-choice.ts'
import { getSchool } from '../school/school.store.ts'
import type { Table, Write } from '../table/table.ts'
import { teamOf } from '../team/member.store.ts'
import type { Member } from '../team/member.ts'
import { instantOf } from '../time/instant.ts'
import { readLed } from '../workshop/host.operations.ts'
import {
  getHostNote,
  hostNotesAbout,
  hostNotesOf,
  putHostNote,
  removeHostNote,
} from '../workshop/host-note.store.ts'
import {
  type HostNote,
  type HostNoteInput,
  keptNotes,
  mayTakeBack,
  mustNotBeTooMany,
  NOTE_DAYS,
} from '../workshop/host-note.ts'
import { getWorkshop } from '../workshop/workshop.store.ts'
import type { Workshop } from '../workshop/workshop.ts'

// An e-mail that could not leave within a week says nothing that the school has not seen on its pages.
const MAIL_DAYS = 7
// All are written in one transaction.
const MOST_TOLD = 40

/** What a host wrote to the school about their workshop, the newest first, and who reads it. */
export type NotesOfHost = { workshop: Workshop; notes: HostNote[]; organizers: string[] }

/** Reads a host's own notes about their workshop; anybody else gets `not-found`. */
export async function readHostNotes(context: Context, id: string): Promise<NotesOfHost> {
  const { table, now } = context
  const { scope, workshop, host } = await readLed(context, id)
  const [notes, organizers] = await Promise.all([
    hostNotesAbout(table, scope, id),
    organizersOf(table, scope),
  ])
  const own = notes.filter(({ family }) => family === host)
  return { workshop, notes: keptNotes(own, now()), organizers: organizers.map(({ name }) => name) }
}

async function organizersOf(table: Table, scope: SchoolScope): Promise<Member[]> {
  const team = await teamOf(table, scope)
  return team
    .filter(({ role }) => role === 'organizer')
    .sort((one, other) => one.invitedAt.localeCompare(other.invitedAt))
    .slice(0, MOST_TOLD)
}

/**
 * Writes to the school as the host of a workshop. Organizers see it at once on their pages, and get it by e-mail after
 * the time in which the host can take it back. Refuses a sixth note within a day.
 */
export async function writeHostNote(
  context: Context,
  of: string,
  { text }: HostNoteInput,
): Promise<HostNote> {
  const { table, now } = context
  const { scope, workshop, host } = await readLed(context, of)
  const [school, family, organizers, notes] = await Promise.all([
    getSchool(table, scope),
    getFamily(table, scope, host),
    organizersOf(table, scope),
    hostNotesAbout(table, scope, of),
  ])
  if (!school || !family) return refuse('not-found')
  const id = idFor(context)
  const written = notes.find((note) => note.id === id)
  if (written) return written
  mustNotBeTooMany(
    notes.filter((note) => note.family === host),
    now(),
  )
  const at = instantOf(now())
  const leaves = releasedAt(at, school.timeZone, 'after-undo')
  const expiresAt = Math.ceil(now().plus({ days: NOTE_DAYS }).toSeconds())
  const told = organizers.map((member) => member.id)
  const language = family.writtenLanguage
  const made: HostNote = {
    ...{ id, workshop: of, family: host, text, language, at, leaves, told },
    ...{ revision: 1, expiresAt },
  }
  const ends = Math.ceil(now().plus({ days: MAIL_DAYS }).toSeconds())
  const mails = organizers.map((member) =>
    keepMessage(
      scope,
      waitingUntil(mailTo(member, made, { school: school.name, host: family.name, workshop }), ends, leaves),
    ),
  )
  const find = () => getHostNote(table, scope, made)
  return createOnce(table, { made, writes: [putHostNote(scope, made), ...mails], find })
}

function mailTo(
  { id, email: to, language = 'en', name }: Member,
  note: HostNote,
  { school, host, workshop }: { school: string; host: string; workshop: Workshop },
): Message {
  const { text, family } = note
  const title = localText(workshop.title, language)
  const fields = { school, name, host, title, text, workshop: workshop.id, family }
  return { ...mailOf(note, id), kind: 'hostNote', channel: 'email', to, language, fields }
}

const mailOf = ({ id, at }: HostNote, member: string) => ({ id: `${id}~${member}`, at })

/** Takes a host's own note back while nobody was sent it: nothing of it stays. Idempotent; refuses `already-told`. */
export async function takeBackHostNote(context: Context, workshop: string, id: string): Promise<void> {
  const { table, now } = context
  const { scope, host } = await readLed(context, workshop)
  const note = await getHostNote(table, scope, { workshop, id })
  if (!note) return
  if (note.family !== host) refuse('not-found')
  if (!mayTakeBack(note, now())) refuse('already-told')
  await commitOr('already-told', table, ...removalOf(scope, note))
}

function removalOf(scope: SchoolScope, note: HostNote): Write[] {
  return [
    removeHostNote(scope, note),
    ...note.told.flatMap((member) => removeMessage(scope, mailOf(note, member))),
  ]
}

/** The notes about a workshop that are kept, the newest first, each with the name of its family; for organizers. */
export async function listHostNotes(
  { table, actor, now }: Context,
  workshop: string,
): Promise<(HostNote & { name: string })[]> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(workshop))
  const notes = keptNotes(await hostNotesAbout(table, scope, workshop), now())
  const families = [...new Set(notes.map(({ family }) => family))]
  const found = await Promise.all(families.map((id) => getFamily(table, scope, id)))
  const nameOf = (id: string) => found.find((family) => family?.id === id)?.name ?? ''
  return notes.map((note) => ({ ...note, name: nameOf(note.family) }))
}

/** Workshops about which their hosts wrote what nobody has marked as read, with the instant of the newest note. */
export async function listUnreadHostNotes(
  { table, actor, now }: Context,
  school: string,
): Promise<{ workshop: Workshop; at: string }[]> {
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const notes = keptNotes(await hostNotesOf(table, scope, 'recent'), now())
  const newest = new Map<string, string>()
  for (const { workshop, at, seenAt } of notes) if (!seenAt && !newest.has(workshop)) newest.set(workshop, at)
  const found = [...newest].map(async ([id, at]) => {
    const workshop = await getWorkshop(table, scope, id, 'recent')
    return workshop ? [{ workshop, at }] : []
  })
  return (await Promise.all(found)).flat()
}

/** Marks a host's note as read by the team. Idempotent. */
export async function markHostNoteSeen(context: Context, workshop: string, id: string): Promise<void> {
  const { table, actor, now } = context
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(workshop))
  await untilCommitted(async () => {
    const note = await getHostNote(table, scope, { workshop, id })
    if (!note || note.seenAt) return
    const seenAt = instantOf(now())
    await table.commit(putHostNote(scope, { ...note, seenAt, revision: note.revision + 1 }))
  })
}
