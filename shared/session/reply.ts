import * as z from 'zod'
import { writtenText } from '../access/visible.ts'
import { ComingChild } from '../family/coming-child.ts'
import { AGE_BAND_MONTHS } from '../family/family.ts'
import { languageKey, languageTag } from '../school/language-tag.ts'

/** The diets to choose from, one per person at most. Allergens are separate. */
export const DIETS = ['vegetarian', 'vegan', 'halal', 'kosher', 'glutenFree', 'dairyFree', 'other'] as const

const MOST_PEOPLE = 60
const TEXT_LIMIT = 280
const count = () => z.int().min(0).max(MOST_PEOPLE)

/** The part of a reply that is remembered for the next one. */
const answerFields = () => ({
  adults: z.int().min(1).max(MOST_PEOPLE).optional(),
  children: z.array(ComingChild).max(MOST_PEOPLE).optional(),
  interpretation: z
    .array(z.strictObject({ language: languageTag(), adults: z.int().min(1).max(MOST_PEOPLE) }))
    .max(10)
    .optional(),
  diets: z.partialRecord(z.enum(DIETS), count()).optional(),
  allergens: z.array(writtenText(40).min(1)).max(MOST_PEOPLE).optional(),
  ride: count().optional(),
  access: writtenText(TEXT_LIMIT).optional(),
})

const replyFields = () =>
  z.strictObject({
    attending: z.boolean(),
    ...answerFields(),
    readers: z
      .record(languageKey(), count())
      .refine((readers) => Object.keys(readers).length <= 30, { message: 'too-long' })
      .optional(),
    wait: z.boolean().optional(),
    /** Whether whoever leads the workshop may see the family's name. */
    named: z.boolean().optional(),
  })

/** A family's reply as it is sent. People, diets and texts are bounded; at least one adult comes. */
export const ReplyInput = z.lazy(() =>
  replyFields().superRefine((reply, check) => {
    const adults = reply.adults ?? 1
    const people = adults + (reply.children?.length ?? 0)
    const diets = sum(Object.values(reply.diets ?? {}))
    const interpreted = sum((reply.interpretation ?? []).map((need) => need.adults))
    if (diets > people) check.addIssue({ code: 'custom', path: ['diets'], message: 'more-than-people' })
    if (interpreted > adults) {
      check.addIssue({ code: 'custom', path: ['interpretation'], message: 'more-than-adults' })
    }
  }),
)
export type ReplyInput = z.infer<typeof ReplyInput>

/** A family's stored reply. `waiting` has no seat yet; instants are RFC 3339 UTC. */
export type Reply = {
  family: string
  attending: boolean
  waiting: boolean
  adults: number
  children: ComingChild[]
  interpretation: { language: string; adults: number }[]
  readers: Record<string, number>
  diets: Partial<Record<(typeof DIETS)[number], number>>
  allergens: string[]
  ride: number
  access?: string
  repliedAt: string
  /** The name of the caregiver who sent it by an own link. */
  repliedBy?: string
  waitingSince?: string
  /** Whether the family lets the host see its name; undefined until it was asked. */
  named?: boolean
  /** When it moved up from the waiting list; a later reply of the family drops it. */
  seatedAt?: string
  revision: number
}

/** The part of a reply that counts in a session's needs. */
export type CountedReply = Omit<
  Reply,
  'access' | 'named' | 'repliedAt' | 'repliedBy' | 'waitingSince' | 'seatedAt' | 'revision'
>

const STAFF = 'staff~'

/** The id under which a member of the team replies. */
export function staffName(member: string): string {
  return STAFF + member
}

/** Whether a reply is from the team and not from a family. */
export function isStaff({ family }: Pick<Reply, 'family'>): boolean {
  return family.startsWith(STAFF)
}

/** The part of a reply that is remembered for the family's next one. `expiresAt` in seconds. */
export type Remembered = Omit<
  Reply,
  | 'family'
  | 'attending'
  | 'waiting'
  | 'readers'
  | 'named'
  | 'repliedAt'
  | 'repliedBy'
  | 'waitingSince'
  | 'seatedAt'
  | 'revision'
> & { repliedAt?: string; expiresAt?: number }

/** The reply of an input. Without `readers`, all adults read the family's written language. */
export function replyOf(
  input: ReplyInput,
  family: { id: string; writtenLanguage: string },
  repliedAt: string,
): Reply {
  const coming = input.attending ? input : { attending: false }
  const adults = coming.attending ? (input.adults ?? 1) : 0
  return {
    family: family.id,
    attending: input.attending,
    waiting: false,
    ...answersOf(coming),
    adults,
    readers: coming.readers ?? (adults > 0 ? { [family.writtenLanguage]: adults } : {}),
    repliedAt,
    revision: 1,
  }
}

/** A reply that says nothing of the family's name keeps what the family said before, for as long as it comes. */
export function keepNaming(reply: Reply, before: Reply | undefined): Reply {
  const named = reply.named ?? before?.named
  return reply.attending && named !== undefined ? { ...reply, named } : reply
}

/** Whether a family that comes, and has a seat, lets the host see its name. */
export function isNamed({ attending, waiting, named }: Reply): boolean {
  return attending && !waiting && named === true
}

function answersOf(input: ReplyInput): Omit<Remembered, 'adults' | 'repliedAt'> {
  return {
    children: input.children ?? [],
    interpretation: input.interpretation ?? [],
    diets: input.diets ?? {},
    allergens: input.allergens ?? [],
    ride: input.ride ?? 0,
    ...(input.access && { access: input.access }),
  }
}

/** What to remember of a reply; undefined for a no, so that earlier answers stay. */
export function rememberedOf(reply: Reply): Remembered | undefined {
  if (!reply.attending) return undefined
  const { adults, children, interpretation, diets, allergens, ride, access, repliedAt } = reply
  const answers = { adults, children, interpretation, diets, allergens, ride, ...(access && { access }) }
  return { ...answers, repliedAt }
}

/** Whether what is remembered may still be used at an instant, in seconds. */
export function isRemembered({ expiresAt }: Remembered, seconds: number): boolean {
  return (expiresAt ?? Number.POSITIVE_INFINITY) > seconds
}

/** A child's age in months, or that of its age band. */
export function monthsOf(child: ComingChild): number {
  return 'months' in child ? child.months : AGE_BAND_MONTHS[child.ageBand]
}

function sum(counts: readonly number[]): number {
  return counts.reduce((one, other) => one + other, 0)
}
