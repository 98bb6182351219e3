import * as z from 'zod'
import { deepEqual } from '../access/deep-equality.ts'
import type { Consent } from './consent.ts'
import type { Strengths } from './strength.ts'
import { isUncollected } from './uncollected.ts'

/** Age bands and the months that they stand for where a rule needs them. */
export const AGE_BAND_MONTHS = {
  infant: 6,
  toddler: 24,
  three: 42,
  preschool: 60,
  early: 84,
  older: 132,
  teen: 168,
} as const

/** How old a child is, as coarsely as we need it. */
export const AgeBand = z.lazy(() => z.enum(AGE_BANDS))
export type AgeBand = keyof typeof AGE_BAND_MONTHS

/** The age bands, the youngest first. */
export const AGE_BANDS = Object.keys(AGE_BAND_MONTHS) as [AgeBand, ...AgeBand[]] // the keys of a value of ours

const language = () =>
  z
    .string()
    .max(35, 'language')
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'language')
const name = () => z.string().trim().max(100)

/** A way to reach a caregiver. Paper needs no address; the others do. */
export const Channel = z.lazy(() =>
  z
    .strictObject({
      kind: z.enum(['sms', 'email', 'phone', 'paper']),
      address: z.string().trim().min(1).max(254).optional(),
    })
    .refine((channel) => channel.kind === 'paper' || channel.address !== undefined, {
      message: 'address-needed',
      path: ['address'],
    })
    .refine((channel) => channel.kind !== 'email' || z.email().safeParse(channel.address).success, {
      message: 'email',
      path: ['address'],
    }),
)
export type Channel = z.infer<typeof Channel>

/** A child: a grade or an age band, and nothing else. */
export const Child = z.lazy(() =>
  z.union([
    z.strictObject({ grade: z.string().trim().min(1).max(20), sourceId: z.string().max(200).optional() }),
    z.strictObject({ ageBand: AgeBand, sourceId: z.string().max(200).optional() }),
  ]),
)
export type Child = z.infer<typeof Child>

/** A self-described belonging, `kind:value`, exactly as given; not of a kind that is never collected. */
export const Group = z.lazy(() =>
  z
    .string()
    .regex(/^[^:\s][^:]{0,39}:.{1,80}$/, 'group')
    .refine((group) => !isUncollected(group.split(':', 1)[0] ?? ''), 'group'),
)

const isNamed = (caregiver: { givenName: string; familyName: string }) =>
  caregiver.givenName !== '' || caregiver.familyName !== ''
const unnamed = { message: 'name-needed', path: ['givenName'] }

const CaregiverInput = z.lazy(() =>
  z
    .strictObject({
      id: z.string().max(40).optional(),
      givenName: name().default(''),
      familyName: name().default(''),
      channels: z.array(Channel).max(8).default([]),
      writtenLanguage: language().optional(),
      spokenLanguage: language().optional(),
    })
    .refine(isNamed, unnamed),
)

const familyFields = () => ({
  name: name().min(1),
  writtenLanguage: language(),
  spokenLanguage: language(),
  caregivers: z.array(CaregiverInput).max(12),
  children: z.array(Child).max(20),
  groups: z.array(Group).max(40),
  bothMustAttend: z.boolean(),
})

/** A family by hand; languages are the school's, and the name its caregivers', where none is given. */
export const FamilyInput = z.lazy(() => {
  const fields = familyFields()
  return z.strictObject({
    ...fields,
    name: fields.name.optional(),
    writtenLanguage: language().optional(),
    spokenLanguage: language().optional(),
    caregivers: fields.caregivers.min(1),
    children: fields.children.default([]),
    groups: fields.groups.default([]),
    bothMustAttend: z.boolean().default(false),
  })
})
export type FamilyInput = z.infer<typeof FamilyInput>

/** What of a family may be changed; `revision`, where given, must be the current one. */
export const FamilyChange = z.lazy(() => z.strictObject({ ...familyFields(), revision: z.int() }).partial())
export type FamilyChange = z.infer<typeof FamilyChange>

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
 * A household: votes, replies and is counted as one. `saidThemselves` names the fields that the family or the
 * team changed by hand, which a roster leaves alone; `links` are the hashes of its current personal link and code.
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
  links: string[]
  /** When its link was made anew (RFC 3339 UTC): those of messages from before stop as well. */
  linksSince?: string
  /** When it was signed out everywhere (RFC 3339 UTC): devices that were signed in before are out. */
  devicesSince?: string
  /** Whence each address came, by its name. */
  consents?: Record<string, Consent>
  /** What it knows, teaches, speaks, makes, and what goes well: in its own words. */
  strengths?: Strengths
  revision: number
}

/** The fields that a roster and people both may write. */
export const SHARED_FIELDS = [
  'name',
  'writtenLanguage',
  'spokenLanguage',
  'caregivers',
  'children',
  'groups',
] as const

/** A family's name from its caregivers': their different family names in order, or the first given name. */
export function familyName(caregivers: readonly Pick<Caregiver, 'givenName' | 'familyName'>[]): string {
  const names = [...new Set(caregivers.map((one) => one.familyName).filter(Boolean))]
  return names.join(' · ') || caregivers.find((one) => one.givenName)?.givenName || '—'
}

/** The family with the change applied; what was changed by hand is remembered as said by themselves. */
export function changeFamily(family: Family, change: FamilyChange, newId: () => string): Family {
  const { revision: _, caregivers, children, ...fields } = change
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  const known = new Map(family.caregivers.map((one) => [one.id, one]))
  const changed: Family = {
    ...family,
    ...given,
    ...(caregivers && {
      caregivers: caregivers.map((one) => ({ ...known.get(one.id ?? ''), ...one, id: one.id ?? newId() })),
    }),
    ...(children && { children: withKnownIds(children, family.children) }),
    revision: family.revision + 1,
  }
  const touched = SHARED_FIELDS.filter((name) => !deepEqual(changed[name], family[name]))
  return { ...changed, saidThemselves: [...new Set([...family.saidThemselves, ...touched])] }
}

// A child as a form sends it, without the roster's id, is who was there with the same grade or age band:
// who leaves the roster can then still be taken out.
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

/** One family out of two: the first one's name and languages, everybody of both. */
export function mergeTwo(kept: Family, joined: Family): Family {
  return {
    ...kept,
    caregivers: [...kept.caregivers, ...joined.caregivers],
    children: [...kept.children, ...joined.children],
    groups: [...new Set([...kept.groups, ...joined.groups])],
    sourceIds: [...new Set([...kept.sourceIds, ...joined.sourceIds])],
    consents: { ...joined.consents, ...kept.consents },
    ...((kept.strengths || joined.strengths) && {
      strengths: { ...joined.strengths, ...kept.strengths },
    }),
    saidThemselves: [
      ...new Set([...kept.saidThemselves, ...joined.saidThemselves, 'caregivers', 'children']),
    ],
    revision: kept.revision + 1,
  }
}

/** Who leaves a family for one of their own: caregivers by id, children by their place in the list. */
export const Leaving = z.lazy(() =>
  z.strictObject({
    caregivers: z.array(z.string()).max(12),
    children: z.array(z.int().min(0)).max(20).default([]),
  }),
)
export type Leaving = z.infer<typeof Leaving>

/** Two families out of one, or undefined where one of them would be left without a caregiver. */
export function splitOff(family: Family, leaving: Leaving, id: string): [Family, Family] | undefined {
  const leaves = (caregiver: Caregiver) => leaving.caregivers.includes(caregiver.id)
  const left = family.caregivers.filter((one) => !leaves(one))
  const gone = family.caregivers.filter(leaves)
  if (left.length === 0 || gone.length === 0) return undefined
  const saidThemselves = [...new Set([...family.saidThemselves, 'caregivers', 'children'])]
  // What they said of themselves they said together: it stays, and who leaves says their own.
  const { strengths: _strengths, ...unsaid } = family
  const stays = (_: Child, place: number) => !leaving.children.includes(place)
  return [
    {
      ...family,
      caregivers: left,
      children: family.children.filter(stays),
      saidThemselves,
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
      revision: 1,
    },
  ]
}

function sourceIdsOf(people: readonly { sourceId?: string | undefined }[]): string[] {
  return people.flatMap(({ sourceId }) => (sourceId ? [sourceId] : []))
}
