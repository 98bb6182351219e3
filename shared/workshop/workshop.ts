import * as z from 'zod'
import { refuse } from '../access/refusal.ts'
import { writtenText } from '../access/visible.ts'
import { languageKey, languageTag } from '../school/language-tag.ts'
import { instantOf, timeAt } from '../time/instant.ts'
import type { Poll } from './poll.ts'

const MOST_LANGUAGES = 30

/** A text in one or more languages; the first is the fallback. */
export const localized = (most: number) =>
  z
    .record(languageKey(), writtenText(most).min(1))
    .refine((texts) => Object.keys(texts).length > 0, { message: 'language-needed' })
    // More than any school serves, and within the size of an item.
    .refine((texts) => Object.keys(texts).length <= MOST_LANGUAGES, { message: 'too-long' })

/** The purposes of a workshop. */
export const PURPOSES = ['learning', 'decision', 'teaching', 'social'] as const

/** The formats: a workshop by default, or a community tour that a family leads. */
export const FORMATS = ['workshop', 'communityTour'] as const

/** The audiences of a workshop. */
export const AUDIENCES = ['parents', 'staff'] as const

/** What a workshop may offer its families, in the order in which pages name it. */
export const OFFERS = ['childcare', 'food', 'interpretation', 'rides'] as const

/** The four Cs of the Dual Capacity-Building Framework. */
export const CAPACITIES = ['capabilities', 'connections', 'cognition', 'confidence'] as const

// Only a family may lead a tour of its community.
const isLed = ({ format, hostFamily }: { format?: string | undefined; hostFamily?: string | undefined }) =>
  format !== 'communityTour' || hostFamily !== undefined
const unled = { message: 'tour-host', path: ['hostFamily'] }

const workshopFields = () => ({
  title: localized(120),
  description: localized(2000).optional(),
  purpose: z.enum(PURPOSES),
  format: z.enum(FORMATS).optional(),
  audience: z.array(z.enum(AUDIENCES)).min(1).max(2),
  durationMinutes: z.int().min(10).max(600),
  presentationLanguage: languageTag(),
  place: writtenText(200).min(1).optional(),
  seats: z.int().min(1).max(5000).optional(),
  presenters: z.int().min(0).max(100),
  volunteers: z.int().min(0).max(500),
  hostFamily: z.string().max(40).optional(),
  builds: z.array(z.enum(CAPACITIES)).max(4),
  offers: z.strictObject({
    childcare: z.boolean().default(false),
    food: z.boolean().default(false),
    interpretation: z.boolean().default(false),
    rides: z.boolean().default(false),
  }),
})

/** A workshop as it is created; by default with one presenter and no offers. */
export const NewWorkshop = z.lazy(() => {
  const fields = workshopFields()
  const workshop = z.strictObject({
    ...fields,
    audience: fields.audience.default(['parents']),
    presenters: fields.presenters.default(1),
    volunteers: fields.volunteers.default(0),
    builds: fields.builds.default([]),
    offers: fields.offers.default({
      childcare: false,
      food: false,
      interpretation: false,
      rides: false,
    }),
  })
  return workshop.refine(isLed, unled)
})
export type NewWorkshop = z.infer<typeof NewWorkshop>

/** A change of a workshop; `revision`, where given, must be the current one. */
export const WorkshopChange = z.lazy(() => {
  const fields = workshopFields()
  return z
    .strictObject({
      ...fields,
      place: fields.place.nullable(),
      seats: fields.seats.nullable(),
      description: fields.description.nullable(),
      hostFamily: fields.hostFamily.nullable(),
      revision: z.int(),
    })
    .partial()
})
export type WorkshopChange = z.infer<typeof WorkshopChange>

/** A planned item for the checklists of future sessions; `daysBefore` counts from the session's day. */
export type PlannedItem = {
  title: string
  needed: number
  daysBefore?: number
  owner?: string
  note?: string
}

/** The origin of a translation: by machine, or reviewed by a person. `of` is the fingerprint of the original. */
export type TranslationMark = { state: 'machine' | 'reviewed'; by: string; at: string; of: string }

/** Something that people learn or decide together, with its poll, its decision and references to its sessions. */
export type Workshop = NewWorkshop & {
  id: string
  status: 'draft' | 'voting' | 'scheduled' | 'held' | 'cancelled'
  poll?: Poll
  sessions?: { id: string; start: string; end: string; option: string; cancelled?: true }[]
  decision?: { options: string[]; reason?: string | undefined; at: string }
  /** The school's own checklist items that new sessions start with. */
  planned?: PlannedItem[]
  /** The starts of the times that a draft will ask about, until families are asked. */
  picked?: string[]
  /** A parent proposed it. */
  proposed?: true
  /** Its host family was deleted. */
  hostGone?: true
  /** When it was cancelled (RFC 3339 UTC); its sessions that had begun by then took place. */
  cancelledAt?: string
  /** When its host last changed its words, until the team has seen it; RFC 3339 UTC. */
  rewordedAt?: string
  /** Whether families are asked about it while it is a draft without a date. */
  announced?: boolean
  /** The languages into which it was translated; in the others it was written. */
  translations?: Record<string, TranslationMark>
  revision: number
}

/** The number of families that said yes or if needed, by option. */
export type OptionTally = Record<string, { yes: number; ifNeeded: number }>

/**
 * The workshop with the change applied; null removes an optional field. Options of its poll keep their start and get the
 * new duration. Refused once held or cancelled.
 */
export function changeWorkshop(workshop: Workshop, { revision: _, ...change }: WorkshopChange): Workshop {
  mustBeAlive(workshop)
  const given = Object.entries(change).filter(([, value]) => value !== undefined)
  const merged = { ...workshop, ...Object.fromEntries(given), revision: workshop.revision + 1 }
  // The schema has validated every field; null marks one to remove.
  const whole = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null)) as Workshop
  const changed = withMarksThatHold(whole, workshop)
  return changed.poll ? { ...changed, poll: lasting(changed.poll, changed.durationMinutes) } : changed
}

// Words that somebody edited by hand are no translation any more.
function withMarksThatHold(workshop: Workshop, before: Workshop): Workshop {
  const { translations, ...rest } = workshop
  if (!translations) return workshop
  const isUnchanged = (language: string) =>
    workshop.title[language] === before.title[language] &&
    workshop.description?.[language] === before.description?.[language]
  const held = Object.entries(translations).filter(([language]) => isUnchanged(language))
  return held.length > 0 ? { ...rest, translations: Object.fromEntries(held) } : rest
}

function lasting(poll: Poll, minutes: number): Poll {
  const options = poll.options.map((option) => ({
    ...option,
    end: instantOf(timeAt(option.start).plus({ minutes })),
  }))
  return { ...poll, options }
}

/** Whether families may see a workshop: all but unannounced drafts. */
export function isPublic({ status, announced }: Workshop): boolean {
  return status !== 'draft' || announced === true
}

/** Whether a workshop is for families, and not for staff alone. */
export function isForFamilies({ audience }: Pick<Workshop, 'audience'>): boolean {
  return audience.includes('parents')
}

/** Refuses to change a workshop that was held or cancelled. */
export function mustBeAlive(workshop: Workshop): void {
  if (workshop.status === 'held' || workshop.status === 'cancelled') refuse('already-decided')
}

/** Whether a session was cancelled: alone, or with its workshop, before it began. */
export function isCalledOff(
  { status, cancelledAt }: Pick<Workshop, 'status' | 'cancelledAt'>,
  { start, cancelled }: { start: string; cancelled?: true },
): boolean {
  if (cancelled) return true
  return status === 'cancelled' && (cancelledAt === undefined || cancelledAt < start)
}

/** The status of a workshop before it was held or cancelled. */
export function statusBeforeEnd({ sessions = [], poll }: Workshop): Workshop['status'] {
  if (sessions.length > 0) return 'scheduled'
  return poll ? 'voting' : 'draft'
}

/** Whether the last session of a workshop has begun; cancelled ones do not count. */
export function hasBegun(workshop: Workshop, now: string): boolean {
  const last = lastStart(workshop)
  return last !== undefined && last <= now
}

function lastStart({ sessions = [] }: Workshop): string | undefined {
  const live = sessions.filter(({ cancelled }) => !cancelled)
  return live
    .map(({ start }) => start)
    .sort()
    .at(-1)
}

/** Refuses `session-not-begun` until the last session of a workshop has begun; cancelled ones do not count. */
export function mustHaveBegun(workshop: Workshop, now: string): void {
  const begins = lastStart(workshop)
  if (!hasBegun(workshop, now)) refuse('session-not-begun', begins ? { begins } : {})
}
