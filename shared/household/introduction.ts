import * as z from 'zod'
import { idFor } from '../access/identifier.ts'
import { isName, visibleText, writtenText } from '../access/visible.ts'
import { caregiverNames, digitsOf, type Listed, type Searched } from '../family/directory.ts'
import { isEmail } from '../family/email.ts'
import { type Caregiver, type Channel, type Child, type Family, FamilyInput } from '../family/family.ts'
import { isDate, isKnownGrade } from '../family/grade.ts'
import { folded } from '../family/search.ts'
import { holdsUncollected } from '../family/uncollected.ts'
import { languageTag } from '../school/language-tag.ts'
import type { Instant } from '../time/instant.ts'

/** How many days an introduction is stored, whatever it is answered. */
export const KEPT_DAYS = 30

/** The school days within which the school promises to answer. */
export const ANSWERED_WITHIN = 2

const name = () =>
  z
    .string()
    .overwrite(visibleText)
    .max(100)
    .refine((text) => !holdsUncollected(text), 'uncollected')
    .refine(isName, 'name-needed')

/** What a family that no roster knows says of itself. `once` is the same each time that one form is sent. */
export const NewIntroduction = z.lazy(() =>
  z
    .strictObject({
      name: name(),
      other: name().optional(),
      language: languageTag(),
      way: z.enum(['sms', 'phone', 'email']),
      address: writtenText(254).min(1),
      classes: writtenText(120)
        .refine((text) => !isDate(text), 'grade')
        .refine((text) => !holdsUncollected(text), 'uncollected')
        .optional(),
      once: z.string().max(64).optional(),
    })
    .refine(({ way, address }) => way !== 'email' || isEmail(address), {
      message: 'email',
      path: ['address'],
    }),
)
export type NewIntroduction = z.infer<typeof NewIntroduction>

type Said = Omit<NewIntroduction, 'once'>

/**
 * A family's introduction that waits for an answer, or was turned down. `answerBy` (YYYY-MM-DD) is the day that the family
 * was told; `family` is set while it becomes that family or joins it. `expiresAt` in seconds.
 */
export type Introduction = Said & {
  id: string
  state: 'waiting' | 'declined'
  at: Instant
  answerBy: string
  family?: string
  revision: number
  expiresAt: number
}

/** What is left of an introduction once it is a family, or part of one: the form, sent again, makes no second. */
export type AnsweredIntroduction = Pick<Introduction, 'id' | 'at' | 'revision' | 'expiresAt'> & {
  state: 'joined'
  family: string
  entry: SentEntry
}

/**
 * How the link goes to a family that was let in: by a message of ours, by somebody who calls, or by hand since its owner
 * stopped our messages to the address.
 */
export type SentEntry = 'sms' | 'email' | 'phone' | 'closed'

// As many letters as a secret has, so that nobody guesses another family's form and writes over it.
const ONCE = /^[\w-]{32}$/

/** The id of an introduction: the same for one form, a new one where it names none. */
export function introductionId(once: string | undefined): string {
  return idFor(once && ONCE.test(once) ? { key: `introduction ${once}` } : {})
}

/** The family that an introduction becomes. */
export function familyOf({ name: first, other, language, way, address, classes }: Said): FamilyInput {
  return FamilyInput.parse({
    caregivers: [
      { givenName: first, channels: [{ kind: way, address }] },
      ...(other ? [{ givenName: other }] : []),
    ],
    writtenLanguage: language,
    spokenLanguage: language,
    children: childrenIn(classes),
  })
}

/** The children in what a family wrote of their classes: one for each grade that is named. */
export function childrenIn(classes = ''): Child[] {
  const named = classes.split(/[,;\n]/).map((part) => part.trim())
  return named.filter(isKnownGrade).map((grade) => ({ grade }))
}

/** A caregiver of a family that is changed; one without an id is new. */
type Joining = Omit<Caregiver, 'id'> & { id?: string }

/** A family's caregivers with those of an introduction: who is known by name or address gets the new way only. */
export function joinedCaregivers({ caregivers }: Family, introduction: Said): Joining[] {
  const { name: first, other, way, address, language } = introduction
  const channel: Channel = { kind: way, address }
  const isFirst = (one: Caregiver) =>
    isNamed(one, first) || one.channels.some((known) => known.address === address)
  const known = caregivers.find(isFirst)
  const withWay = ({ channels }: Caregiver) =>
    channels.some((one) => one.kind === way && one.address === address) ? channels : [...channels, channel]
  const stay = caregivers.map((one) => (one === known ? { ...one, channels: withWay(one) } : one))
  const stranger = (givenName: string, channels: Channel[]): Joining => ({
    ...{ givenName, familyName: '', channels },
    ...{ writtenLanguage: language, spokenLanguage: language },
  })
  return [
    ...stay,
    ...(known ? [] : [stranger(first, [channel])]),
    ...(other && !caregivers.some((one) => isNamed(one, other)) ? [stranger(other, [])] : []),
  ]
}

const isNamed = ({ givenName, familyName }: Caregiver, whole: string) =>
  folded(`${givenName} ${familyName}`).trim() === folded(whole).trim()

/** Families that an introduction may be of: those that have its number or address, then those with one of its names. */
export type Likely = { byAddress: Listed[]; byName: Listed[] }

/** The families of a school that an introduction may be of. */
export function likelyFamilies(
  families: readonly Searched[],
  { name: first, other, way, address }: Said,
): Likely {
  const [digits, mail] = [digitsOf(address), folded(address)]
  const hasAddress = ({ numbers, text }: Searched) =>
    way === 'email' ? text.split('\n').includes(mail) : numbers.includes(digits)
  const names = [first, other ?? ''].filter(Boolean).map((one) => folded(one))
  const byAddress = families.filter(hasAddress)
  const byName = families.filter(
    (one) => !hasAddress(one) && caregiverNames(one).some((caregiver) => names.includes(folded(caregiver))),
  )
  return { byAddress, byName }
}
