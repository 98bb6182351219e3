import type { DateTime } from 'luxon'
import * as z from 'zod'
import { refuse } from '../access/refusal.ts'
import { holdsUncollected } from '../family/uncollected.ts'
import { type Instant, instantOf, timeAt } from '../time/instant.ts'

/** The steps of leadership: a map and no gate, any order and several at once. */
export const STEPS = [
  'guest',
  'helping',
  'organising',
  'adultEducation',
  'curriculum',
  'governance',
  'teaching',
] as const
export type Step = (typeof STEPS)[number]

const ownWords = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !holdsUncollected(text), 'uncollected')

/** What a parent did, told by the parent; nobody rates it. */
export const EvidenceInput = z.lazy(() => z.strictObject({ step: z.enum(STEPS), text: ownWords(280) }))
export type EvidenceInput = z.infer<typeof EvidenceInput>
export type Evidence = EvidenceInput & { id: string; at: Instant }

/** Who sees a family's place: itself alone, the school's team, or other families too. */
export const VISIBILITIES = ['self', 'team', 'families'] as const
export type Visibility = (typeof VISIBILITIES)[number]

/** What a family did, and to whom it shows it; to itself alone where nothing is said. */
export type Path = { family: string; did: Evidence[]; visibleTo: Visibility; revision: number }

/** The path of a family that told nothing yet. */
export function newPath(family: string): Path {
  return { family, did: [], visibleTo: 'self', revision: 0 }
}

const MOST_TOLD = 60

/** The path with one more thing that was done. */
export function withEvidence(
  path: Path,
  input: EvidenceInput,
  { id, at }: { id: string; at: Instant },
): Path {
  if (path.did.length >= MOST_TOLD) refuse('too-large')
  return { ...path, did: [...path.did, { ...input, id, at }], revision: path.revision + 1 }
}

/** The steps behind, in their order, and those that could be tried. */
export function stepsOf({ did }: Pick<Path, 'did'>): { behind: Step[]; ahead: Step[] } {
  const known = new Set(did.map(({ step }) => step))
  return { behind: STEPS.filter((step) => known.has(step)), ahead: STEPS.filter((step) => !known.has(step)) }
}

/** What makes it possible to say yes. */
export const SUPPORTS = ['stipend', 'childcare', 'interpreter'] as const

/** An invitation with all its parts: a strength that was seen, a role, a time, the support, and who leads with you. */
export const InvitationInput = z.lazy(() =>
  z.strictObject({
    step: z.enum(STEPS),
    strength: ownWords(200),
    role: ownWords(200),
    time: ownWords(120),
    support: z.array(z.enum(SUPPORTS)).min(1).max(SUPPORTS.length),
    coLead: ownWords(120),
  }),
)
export type InvitationInput = z.infer<typeof InvitationInput>

/** The four answers; not now pauses invitations for 90 days, never ends them. */
export const ANSWERS = ['yes', 'tellMeMore', 'notNow', 'never'] as const
export type InvitationAnswer = (typeof ANSWERS)[number]

/** An invitation as it was made, and what was answered. */
export type Invitation = InvitationInput & {
  id: string
  family: string
  inviter: string
  at: Instant
  answer?: InvitationAnswer
  answeredAt?: Instant
  revision: number
}

const PAUSE_DAYS = 90

/** Until when a family asked not to be invited; `never` where it wants no more invitations. */
export function pausedUntil(invitations: readonly Invitation[]): Instant | 'never' | undefined {
  if (invitations.some(({ answer }) => answer === 'never')) return 'never'
  const pauses = invitations.flatMap(({ answer, answeredAt }) =>
    answer === 'notNow' && answeredAt ? [instantOf(timeAt(answeredAt).plus({ days: PAUSE_DAYS }))] : [],
  )
  return pauses.sort().at(-1)
}

/** Refuses to invite a family that said never, that asked for a pause, or that has not answered yet. */
export function mustBeInvitable(invitations: readonly Invitation[], now: DateTime): void {
  const paused = pausedUntil(invitations)
  if (paused === 'never') refuse('invitation-never')
  if (paused !== undefined && instantOf(now) < paused) refuse('invitation-paused', { until: paused })
  if (invitations.some(({ answer }) => answer === undefined || answer === 'tellMeMore'))
    refuse('invitation-open')
}

/** Two paths as one: all that both did, seen by whom the one that stays says. */
export function unitedPath(kept: Path, joined: Path): Path {
  return { ...kept, did: [...kept.did, ...joined.did].slice(-MOST_TOLD), revision: kept.revision + 1 }
}

/** Somebody whom a parent proposes: themselves, or another. */
export const NominationInput = z.lazy(() =>
  z.strictObject({ step: z.enum(STEPS), who: ownWords(100), why: ownWords(280) }),
)
export type NominationInput = z.infer<typeof NominationInput>
export type Nomination = NominationInput & { id: string; by: string; at: Instant }
