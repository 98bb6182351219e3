import type { DateTime } from 'luxon'
import * as z from 'zod'
import { refuse } from '../access/refusal.ts'
import { writtenText } from '../access/visible.ts'
import { holdsUncollected } from '../family/uncollected.ts'
import { type Instant, instantOf, timeAt } from '../time/instant.ts'

/** The steps of leadership, a map without gates: in any order, and several at once. */
export const STEPS = [
  'guest',
  'helping',
  'organising',
  'adultEducation',
  'curriculum',
  'governance',
  'teaching',
] as const
export type LadderStep = (typeof STEPS)[number]

const ownWords = (most: number) =>
  writtenText(most)
    .min(1)
    .refine((text) => !holdsUncollected(text), 'uncollected')

/** Something that a parent did, in their own words; nobody rates it. */
export const EvidenceInput = z.lazy(() => z.strictObject({ step: z.enum(STEPS), text: ownWords(280) }))
export type EvidenceInput = z.infer<typeof EvidenceInput>
export type PathEvidence = EvidenceInput & { id: string; at: Instant }

/** Who may see a family's path: itself alone, the school's team, or other families too. */
export const VISIBILITIES = ['self', 'team', 'families'] as const
export type Visibility = (typeof VISIBILITIES)[number]

/** A family's path: what it did, and who may see that; by default the family alone. */
export type Path = { family: string; did: PathEvidence[]; visibleTo: Visibility; revision: number }

/** The empty path of a family. */
export function newPath(family: string): Path {
  return { family, did: [], visibleTo: 'self', revision: 0 }
}

const MOST_TOLD = 60

/** The path with one more entry. */
export function withEvidence(
  path: Path,
  input: EvidenceInput,
  { id, at }: { id: string; at: Instant },
): Path {
  if (path.did.length >= MOST_TOLD) refuse('too-large')
  return {
    ...path,
    did: [...path.did.filter((one) => one.id !== id), { ...input, id, at }],
    revision: path.revision + 1,
  }
}

/** The steps that a family has taken, in order, and the others. */
export function stepsOf({ did }: Pick<Path, 'did'>): { behind: LadderStep[]; ahead: LadderStep[] } {
  const known = new Set(did.map(({ step }) => step))
  return { behind: STEPS.filter((step) => known.has(step)), ahead: STEPS.filter((step) => !known.has(step)) }
}

/** How many of some paths have taken each step, and how many languages their families speak. */
export function placesOf(
  paths: readonly { path: Pick<Path, 'did'>; language: string }[],
): Record<LadderStep, { families: number; languages: number }> {
  const at = (step: LadderStep) => {
    const there = paths.filter(({ path }) => path.did.some((one) => one.step === step))
    return { families: there.length, languages: new Set(there.map(({ language }) => language)).size }
  }
  return Object.fromEntries(STEPS.map((step) => [step, at(step)])) as ReturnType<typeof placesOf>
}

/** The invitation that waits for the school: of those who asked for more, the one that waits longest. */
export function awaitingInvitation<I extends Invitation>(invitations: readonly I[]): I | undefined {
  return invitations
    .filter(({ answer }) => answer === 'tellMeMore')
    .sort((one, other) => (one.answeredAt ?? '').localeCompare(other.answeredAt ?? ''))[0]
}

/** The support that an invitation offers. */
export const SUPPORTS = ['stipend', 'childcare', 'interpreter'] as const

/** An invitation: the strength that was noticed, the role, the time, the support, and the co-leader. */
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

/** The answers to an invitation; `notNow` pauses invitations for 90 days, `never` ends them. */
export const ANSWERS = ['yes', 'tellMeMore', 'notNow', 'never'] as const
export type InvitationAnswer = (typeof ANSWERS)[number]

/** An invitation and its answer. */
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

/** The end of the pause that a family asked for, past or future; `never` where it declined all invitations. */
export function pausedUntil(invitations: readonly Invitation[]): Instant | 'never' | undefined {
  if (invitations.some(({ answer }) => answer === 'never')) return 'never'
  const pauses = invitations.flatMap(({ answer, answeredAt }) =>
    answer === 'notNow' && answeredAt ? [instantOf(timeAt(answeredAt).plus({ days: PAUSE_DAYS }))] : [],
  )
  return pauses.sort().at(-1)
}

/** Refuses to invite a family that said never, that asked for a pause, or that has not answered yet. */
export function mustBeInvitable(invitations: readonly Invitation[], now: DateTime): void {
  const obstacle = obstacleTo(invitations, now)
  if (obstacle === 'invitation-paused') refuse(obstacle, { until: pausedUntil(invitations) })
  if (obstacle) refuse(obstacle)
}

/** Whether a family with these invitations may be invited again; see `mustBeInvitable`. */
export function isInvitable(invitations: readonly Invitation[], now: DateTime): boolean {
  return obstacleTo(invitations, now) === undefined
}

function obstacleTo(
  invitations: readonly Invitation[],
  now: DateTime,
): 'invitation-never' | 'invitation-paused' | 'invitation-open' | undefined {
  const paused = pausedUntil(invitations)
  if (paused === 'never') return 'invitation-never'
  if (paused !== undefined && instantOf(now) < paused) return 'invitation-paused'
  const isOpen = invitations.some(({ answer }) => answer === undefined || answer === 'tellMeMore')
  return isOpen ? 'invitation-open' : undefined
}

/** Two merged paths: the entries of both, with the visibility of the kept one. */
export function mergedPath(kept: Path, joined: Path): Path {
  return { ...kept, did: [...kept.did, ...joined.did].slice(-MOST_TOLD), revision: kept.revision + 1 }
}

/** A nomination of the parent themselves or somebody else. */
export const NominationInput = z.lazy(() =>
  z.strictObject({ step: z.enum(STEPS), who: ownWords(100), why: ownWords(280) }),
)
export type NominationInput = z.infer<typeof NominationInput>
export type Nomination = NominationInput & { id: string; by: string; at: Instant }
