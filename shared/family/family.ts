import * as z from 'zod'
import { deepEqual } from '../access/deep-equality.ts'
import { isName, visibleText, writtenText } from '../access/visible.ts'
import { languageTag } from '../school/language-tag.ts'
import type { Consent } from './consent.ts'
import { isEmail } from './email.ts'
import { isDate } from './grade.ts'
import type { Strengths } from './strength.ts'
import { holdsUncollected, isUncollected } from './uncollected.ts'

/** Age bands, and the age in months that rules use for each. */
export const AGE_BAND_MONTHS = {
  infant: 6,
  toddler: 24,
  three: 42,
  preschool: 60,
  early: 84,
  older: 132,
  teen: 168,
} as const

/** The age of a child, as coarse as the rules allow. */
export const AgeBand = z.lazy(() => z.enum(AGE_BANDS))
export type AgeBand = keyof typeof AGE_BAND_MONTHS

/** The age bands, the youngest first. */
export const AGE_BANDS = Object.keys(AGE_BAND_MONTHS) as [AgeBand, ...AgeBand[]] // the keys of a value of ours

/** Whether a text stands in what is stored already: an editor who leaves it as it is is not asked to mend it. */
type Stands = (text: string) => boolean
const NOTHING: Stands = () => false

const name = (stands: Stands) =>
  z
    .string()
    .overwrite((text) => (stands(text) ? text : visibleText(text)))
    .max(100)
    .refine((text) => stands(text) || !holdsUncollected(text), 'uncollected')

/** A channel to a caregiver. Every kind but paper needs an address. */
export const Channel = z.lazy(() => channelOf(NOTHING))
export type Channel = z.infer<typeof Channel>

function channelOf(stands: Stands) {
  return z
    .strictObject({
      kind: z.enum(['sms', 'email', 'phone', 'paper']),
      address: writtenText(254).min(1).optional(),
    })
    .refine((channel) => channel.kind === 'paper' || channel.address !== undefined, {
      message: 'address-needed',
      path: ['address'],
    })
    .refine(({ kind, address = '' }) => kind !== 'email' || stands(address) || isEmail(address), {
      message: 'email',
      path: ['address'],
    })
}

const grade = (stands: Stands) =>
  writtenText(20)
    .min(1)
    .refine((text) => stands(text) || !isDate(text), 'grade')

/** A child: only a grade or an age band. */
export const Child = z.lazy(() => childOf(NOTHING))
export type Child = z.infer<typeof Child>

function childOf(stands: Stands) {
  return z.union([
    z.strictObject({ grade: grade(stands), sourceId: z.string().max(200).optional() }),
    z.strictObject({ ageBand: AgeBand, sourceId: z.string().max(200).optional() }),
  ])
}

/** A self-described group, `kind:value`, stored exactly as given; refuses kinds that are never collected. */
export const Group = z.lazy(() => groupOf(NOTHING))

function groupOf(stands: Stands) {
  const isCollected = (group: string) =>
    !isUncollected(group.split(':', 1)[0] ?? '') && !holdsUncollected(group)
  return z
    .string()
    .regex(/^[^:\s][^:]{0,39}:.{1,80}$/, 'group')
    .refine((group) => stands(group) || isCollected(group), 'group')
}

const isNamed = (caregiver: { givenName: string; familyName: string }) =>
  isName(caregiver.givenName) || isName(caregiver.familyName)
const unnamed = { message: 'name-needed', path: ['givenName'] }

const caregiverOf = (stands: Stands) =>
  z
    .strictObject({
      id: z.string().max(40).optional(),
      givenName: name(stands).default(''),
      familyName: name(stands).default(''),
      channels: z.array(channelOf(stands)).max(8).default([]),
      writtenLanguage: languageTag(stands).optional(),
      spokenLanguage: languageTag(stands).optional(),
    })
    .refine((one) => isNamed(one) || stands(one.givenName) || stands(one.familyName), unnamed)

const familyFields = (stands: Stands) => ({
  name: name(stands)
    .min(1)
    .refine((text) => stands(text) || isName(text), 'name-needed'),
  writtenLanguage: languageTag(stands),
  spokenLanguage: languageTag(stands),
  caregivers: z.array(caregiverOf(stands)).max(12),
  children: z.array(childOf(stands)).max(20),
  groups: z.array(groupOf(stands)).max(40),
  bothMustAttend: z.boolean(),
})

/** The input for a family; languages default to the school's, the name to the caregivers'. */
export const FamilyInput = z.lazy(() => {
  const fields = familyFields(NOTHING)
  return z.strictObject({
    ...fields,
    name: fields.name.optional(),
    writtenLanguage: languageTag().optional(),
    spokenLanguage: languageTag().optional(),
    caregivers: fields.caregivers.min(1),
    children: fields.children.default([]),
    groups: fields.groups.default([]),
    bothMustAttend: z.boolean().default(false),
  })
})
export type FamilyInput = z.infer<typeof FamilyInput>

/** A change to a family; `revision`, if given, must be the current one. */
export const FamilyChange = z.lazy(() => changeOf(NOTHING))
export type FamilyChange = z.infer<typeof FamilyChange>

/** The schema of a change, in which what stands already passes every check. */
export function changeOf(stands: Stands) {
  return z.strictObject({ ...familyFields(stands), revision: z.int() }).partial()
}

/** A parent, guardian or grandparent. `sourceId` is the roster's. */
export type Caregiver = {
  id: string
  givenName: string
  familyName: string
  channels: Channel[]
  writtenLanguage?: string | undefined
  spokenLanguage?: string | undefined
  sourceId?: string | undefined
}

/**
 * A household, which votes, replies and is counted as one. `saidThemselves` names the fields that the family or the team
 * changed by hand, which a roster does not overwrite; `links` are the hashes of its current personal link and code.
 */
export type Family = {
  id: string
  name: string
  writtenLanguage: string
  spokenLanguage: string
  caregivers: Caregiver[]
  children: Child[]
  groups: string[]
  bothMustAttend: boolean
  sourceIds: string[]
  saidThemselves: string[]
  /** The hashes of its personal link and the code beside it. */
  links: string[]
  /** The hash of the code printed beside its standing link, once it was printed. */
  printedCodes?: string[]
  /** When its link was replaced (RFC 3339 UTC): links in earlier messages are revoked too. */
  linksSince?: string
  /** When the own link of a caregiver was ended (RFC 3339 UTC), by its id: devices that came in by it are signed out. */
  caregiverLinksSince?: Record<string, string>
  /** When it was signed out on all devices (RFC 3339 UTC): earlier sessions are invalid. */
  devicesSince?: string
  /** The source of each address, by contact name. */
  consents?: Record<string, Consent>
  /** What the family knows, teaches, speaks, makes, and what goes well, in its own words, and the skills it ticked. */
  strengths?: Strengths
  revision: number
}

/** The fields that both a roster and people may write. */
export const SHARED_FIELDS = [
  'name',
  'writtenLanguage',
  'spokenLanguage',
  'caregivers',
  'children',
  'groups',
] as const

/** A family's name from its caregivers: their distinct family names in order, or the first given name. */
export function familyName(caregivers: readonly Pick<Caregiver, 'givenName' | 'familyName'>[]): string {
  const names = [...new Set(caregivers.map((one) => one.familyName).filter(isName))]
  return names.join(' · ') || caregivers.find((one) => one.givenName)?.givenName || '—'
}

/** The family with the change applied; the changed fields are added to `saidThemselves`. */
export function changeFamily(family: Family, change: FamilyChange, newId: () => string): Family {
  const { revision: _, caregivers, children, ...fields } = change
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  const known = new Map(family.caregivers.map((one) => [one.id, one]))
  const changed: Family = {
    ...family,
    ...given,
    ...(caregivers && {
      caregivers: caregivers.map((one) => {
        // A request that was sent before finds the caregivers that it added.
        const id = one.id ?? newId()
        return { ...known.get(id), ...one, id }
      }),
    }),
    ...(children && { children: withKnownIds(children, family.children) }),
    revision: family.revision + 1,
  }
  const touched = SHARED_FIELDS.filter((name) => !deepEqual(changed[name], family[name]))
  return { ...changed, saidThemselves: [...new Set([...family.saidThemselves, ...touched])] }
}

// Forms send children without the roster's id. Each is matched to a child with the same grade or age band and keeps its
// id, so that the roster can still remove the child.
function withKnownIds(children: readonly Child[], before: readonly Child[]): Child[] {
  const said = new Set(children.map(({ sourceId }) => sourceId))
  const left = before.filter(({ sourceId }) => !said.has(sourceId))
  return children.map((child) => {
    const place = child.sourceId ? -1 : left.findIndex((one) => ageOf(one) === ageOf(child))
    const [known] = place < 0 ? [] : left.splice(place, 1)
    return known ?? child
  })
}

function ageOf(child: Child): string {
  return 'grade' in child ? `grade ${child.grade}` : `band ${child.ageBand}`
}

/** Merges two families: the name and languages of the first, the people of both. */
export function mergeTwo(kept: Family, joined: Family): Family {
  const skills = [...new Set([kept, joined].flatMap(({ strengths }) => strengths?.skills ?? []))]
  return {
    ...kept,
    caregivers: [...kept.caregivers, ...joined.caregivers],
    children: [...kept.children, ...joined.children],
    groups: [...new Set([...kept.groups, ...joined.groups])],
    sourceIds: [...new Set([...kept.sourceIds, ...joined.sourceIds])],
    consents: { ...joined.consents, ...kept.consents },
    ...((kept.strengths || joined.strengths) && {
      strengths: { ...joined.strengths, ...kept.strengths, ...(skills.length > 0 && { skills }) },
    }),
    saidThemselves: [
      ...new Set([...kept.saidThemselves, ...joined.saidThemselves, 'caregivers', 'children']),
    ],
    revision: kept.revision + 1,
  }
}

/** The people who leave a family in a split: caregivers by id, children by index. */
export const Leaving = z.lazy(() =>
  z.strictObject({
    caregivers: z.array(z.string()).max(12),
    children: z.array(z.int().min(0)).max(20).default([]),
  }),
)
export type Leaving = z.infer<typeof Leaving>

/** Splits a family in two; undefined if one of them would have no caregiver. */
export function splitOff(family: Family, leaving: Leaving, id: string): [Family, Family] | undefined {
  const leaves = (caregiver: Caregiver) => leaving.caregivers.includes(caregiver.id)
  const left = family.caregivers.filter((one) => !leaves(one))
  const gone = family.caregivers.filter(leaves)
  if (left.length === 0 || gone.length === 0) return undefined
  const saidThemselves = [...new Set([...family.saidThemselves, 'caregivers', 'children'])]
  // Strengths were given by the whole family: they stay with it, and the new family starts without.
  const { strengths: _strengths, caregiverLinksSince = {}, ...unsaid } = family
  const since = Object.entries(caregiverLinksSince).filter(([who]) => left.some(({ id }) => id === who))
  const stays = (_: Child, place: number) => !leaving.children.includes(place)
  return [
    {
      ...unsaid,
      ...(family.strengths && { strengths: family.strengths }),
      caregivers: left,
      children: family.children.filter(stays),
      saidThemselves,
      ...(since.length > 0 && { caregiverLinksSince: Object.fromEntries(since) }),
      revision: family.revision + 1,
    },
    {
      ...unsaid,
      id,
      name: familyName(gone),
      caregivers: gone,
      children: family.children.filter((child, place) => !stays(child, place)),
      sourceIds: sourceIdsOf(gone),
      saidThemselves,
      links: [],
      printedCodes: [],
      revision: 1,
    },
  ]
}

function sourceIdsOf(people: readonly { sourceId?: string | undefined }[]): string[] {
  return people.flatMap(({ sourceId }) => (sourceId ? [sourceId] : []))
}
