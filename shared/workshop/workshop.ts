import * as z from 'zod'
import { refuse } from '../access/refusal.ts'
import { languageTag } from '../school/language-tag.ts'
import { instantOf, timeAt } from '../time/instant.ts'
import type { Poll } from './poll.ts'

const MOST_LANGUAGES = 30

/** A text in one or more languages; the first stands in where the reader's is missing. */
const localized = (most: number) =>
  z
    .record(languageTag(), z.string().trim().min(1).max(most))
    .refine((texts) => Object.keys(texts).length > 0, { message: 'language-needed' })
    // No school serves more, and an item of the table holds no more.
    .refine((texts) => Object.keys(texts).length <= MOST_LANGUAGES, { message: 'too-long' })

/** What people come for. */
export const PURPOSES = ['learning', 'decision', 'teaching', 'social'] as const

/** What it is like: a workshop where nothing is said, or a tour of the community that a family leads. */
export const FORMATS = ['workshop', 'communityTour'] as const

/** For whom it is. */
export const AUDIENCES = ['parents', 'staff'] as const

/** The four Cs of the Dual Capacity-Building Framework. */
export const CAPACITIES = ['capabilities', 'connections', 'cognition', 'confidence'] as const

// Through its own community nobody leads but a family.
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
  place: z.string().trim().min(1).max(200).optional(),
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

/** What makes a workshop; one presenter, and nothing offered, where nothing else is said. */
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

/** What of a workshop may be changed; `revision`, where given, must be the current one. */
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

/** A line for the checklists of sessions to come; `daysBefore` counts from the session's day. */
export type PlannedItem = {
  title: string
  needed: number
  daysBefore?: number
  owner?: string
  note?: string
}

/**
 * How a workshop's words in a language came about: by a machine, or read over by a person. `of` tells whether the
 * original was changed since.
 */
export type TranslationMark = { state: 'machine' | 'reviewed'; by: string; at: string; of: string }

/** Something people learn or decide together, with its poll, its decision and what it knows of its sessions. */
export type Workshop = NewWorkshop & {
  id: string
  status: 'draft' | 'voting' | 'scheduled' | 'held' | 'cancelled'
  poll?: Poll
  sessions?: { id: string; start: string; end: string; option: string; cancelled?: true }[]
  decision?: { options: string[]; reason?: string | undefined; at: string }
  /** The school's own lines of the checklist that its sessions begin with. */
  planned?: PlannedItem[]
  /** Who led it asked not to be kept any more. */
  hostGone?: true
  /** A draft that families are asked about before there is a date. */
  announced?: boolean
  /** The languages into which it was translated; the others it was written in. */
  translations?: Record<string, TranslationMark>
  revision: number
}

/** How many families said yes or if needed, by option. */
export type Tally = Record<string, { yes: number; ifNeeded: number }>

/**
 * The workshop with the change applied; null takes an optional field away. Times that are voted on keep their start
 * and end with the new duration; sessions stay as they were decided. Refused once held or cancelled.
 */
export function changeWorkshop(workshop: Workshop, { revision: _, ...change }: WorkshopChange): Workshop {
  mustBeAlive(workshop)
  const given = Object.entries(change).filter(([, value]) => value !== undefined)
  const merged = { ...workshop, ...Object.fromEntries(given), revision: workshop.revision + 1 }
  // Every field was checked by the schema; null stands for one that is to go.
  const whole = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null)) as Workshop
  const changed = withMarksThatHold(whole, workshop)
  return changed.poll && changed.status === 'voting'
    ? { ...changed, poll: lasting(changed.poll, changed.durationMinutes) }
    : changed
}

// What somebody wrote over by hand is no translation any more.
function withMarksThatHold(workshop: Workshop, before: Workshop): Workshop {
  const { translations, ...rest } = workshop
  if (!translations) return workshop
  const deepEqual = (language: string) =>
    workshop.title[language] === before.title[language] &&
    workshop.description?.[language] === before.description?.[language]
  const held = Object.entries(translations).filter(([language]) => deepEqual(language))
  return held.length > 0 ? { ...rest, translations: Object.fromEntries(held) } : rest
}

function lasting(poll: Poll, minutes: number): Poll {
  const options = poll.options.map((option) => ({
    ...option,
    end: instantOf(timeAt(option.start).plus({ minutes })),
  }))
  return { ...poll, options }
}

/** Whether families may see it: all but drafts that nobody announced. */
export function isPublic({ status, announced }: Workshop): boolean {
  return status !== 'draft' || announced === true
}

/** Refuses what would change a workshop that was held or cancelled. */
export function mustBeAlive(workshop: Workshop): void {
  if (workshop.status === 'held' || workshop.status === 'cancelled') refuse('already-decided')
}
