import * as z from 'zod'
import { hashOf } from '../access/identifier.ts'
import type { Caregiver, Child, Family } from '../family/family.ts'
import type { Instant } from '../time/instant.ts'

/**
 * A difference between a roster and the families, which only a person of the team decides: `join` if the roster ties two
 * families together, `part` if it no longer ties some people to their family.
 */
export type Tie = {
  id: string
  kind: 'join' | 'part'
  family: string
  /** The other family of a `join`. */
  other?: string
  /** The new roster id of a `join` by a caregiver's address, where the roster renamed the family. */
  renamedTo?: string
  /** The roster's caregivers under that id, whom no family here has yet; forgotten with the answer. */
  listed?: ListedPerson[]
  /** The roster ids of the people of a `part`; a child without one is known by its age. */
  people?: string[]
  /** Whether the people of a `part` are not in the roster at all. */
  isMissing?: boolean
  /** Of a `join`: people of the roster who are in no family yet, and tied to both. The answer puts them in. */
  newcomers?: Newcomers
  askedAt: Instant
}

/** People of a roster who are in no family yet. */
export type Newcomers = { caregivers: Omit<Caregiver, 'id'>[]; children: Child[] }

/** A caregiver as a roster names them. */
export type ListedPerson = Pick<Caregiver, 'givenName' | 'familyName'>

/** What a person answers about a tie. */
export const TieAnswered = z.lazy(() => z.strictObject({ answer: z.enum(['together', 'apart']) }))
export type TieAnswer = z.infer<typeof TieAnswered>['answer']

/** A tie that a person decided; no later roster changes the answer. */
export type AnsweredTie = Omit<Tie, 'newcomers'> & { answer: TieAnswer }

/** Whether taking an answer back undoes it: nothing was merged or parted because of it. */
export function isRevocable({ kind, answer, other }: AnsweredTie): boolean {
  return kind === 'join' ? answer === 'apart' || !other : answer === 'together'
}

/** A tie as an import finds it. */
export type NewTie = Omit<Tie, 'id' | 'askedAt'>

/** A tie with its id, which is the same whenever the same people are concerned. */
export function withTieId(tie: NewTie): NewTie & { id: string } {
  const { kind, family, other = '', renamedTo = '', people = [] } = tie
  const between = other && other < family ? [other, family] : [family, other]
  return { ...tie, id: hashOf(JSON.stringify([kind, ...between, renamedTo, people.toSorted()])) }
}

/** Whether a tie concerns a family. */
export function concerns(tie: Tie, family: string): boolean {
  return tie.family === family || tie.other === family
}

/** Tells whether people already decided about a tie: about the same two families, or about each of its people. */
export function decisionsOf(answered: readonly AnsweredTie[]): (tie: NewTie) => boolean {
  const ids = new Set(answered.map(({ id }) => id))
  const people = new Set(
    answered.flatMap((one) => peopleOfTie(one).map((person) => `${one.family} ${person}`)),
  )
  return (tie) =>
    tie.kind === 'join'
      ? ids.has(withTieId(tie).id)
      : peopleOfTie(tie).every((person) => people.has(`${tie.family} ${person}`))
}

function peopleOfTie({ people = [] }: NewTie): string[] {
  return people
}

/** The tie after its family `from` was merged into `to`; undefined if both its sides are now one family. */
export function mergedTie(
  tie: AnsweredTie,
  { from, to }: { from: string; to: string },
): AnsweredTie | undefined {
  const renamed = (id: string) => (id === from ? to : id)
  const merged = { ...tie, family: renamed(tie.family), ...(tie.other && { other: renamed(tie.other) }) }
  return merged.family === merged.other ? undefined : { ...merged, ...withTieId(merged) }
}

/** How a tie names a person: by the roster's id, or a child without one by its age. */
export function tieNameOf(person: Child | Pick<Caregiver, 'sourceId'>): string {
  if (person.sourceId) return person.sourceId
  if ('grade' in person) return `grade ${person.grade}`
  return 'ageBand' in person ? `age ${person.ageBand}` : ''
}

/** The people of a tie who are in the family: caregivers by id, children by index. */
export function leavingOf(family: Family, tie: NewTie): { caregivers: string[]; children: number[] } {
  const left = [...peopleOfTie(tie)]
  const takes = (person: Child | Caregiver) => {
    const place = left.indexOf(tieNameOf(person))
    if (place < 0) return false
    left.splice(place, 1)
    return true
  }
  return {
    caregivers: family.caregivers.filter(takes).map(({ id }) => id),
    children: family.children.flatMap((child, index) => (takes(child) ? [index] : [])),
  }
}

/** The family with the people who are not in it yet, or undefined where all are. */
export function withNewcomers(
  family: Family,
  { caregivers, children }: Newcomers,
  newId: () => string,
): Family | undefined {
  const known = new Set([...family.caregivers, ...family.children].map(({ sourceId }) => sourceId))
  const isNew = ({ sourceId }: { sourceId?: string | undefined }) => !known.has(sourceId)
  const joining = { caregivers: caregivers.filter(isNew), children: children.filter(isNew) }
  const ids = [...joining.caregivers, ...joining.children].flatMap(({ sourceId }) => sourceId ?? [])
  if (ids.length === 0) return undefined
  return {
    ...family,
    caregivers: [...family.caregivers, ...joining.caregivers.map((one) => ({ id: newId(), ...one }))],
    children: [...family.children, ...joining.children],
    sourceIds: [...new Set([...family.sourceIds, ...ids])],
    revision: family.revision + 1,
  }
}

/** Whether two ties are about one of the same newcomers. */
export function shareNewcomer({ newcomers: one }: Tie, { newcomers: other }: Tie): boolean {
  const idsOf = (all: Newcomers | undefined) =>
    [...(all?.caregivers ?? []), ...(all?.children ?? [])].map(({ sourceId }) => sourceId)
  const ids = new Set(idsOf(other))
  return idsOf(one).some((id) => ids.has(id))
}

/** The family without the people who leave it for no other; later rosters do not bring them back. */
export function withoutLeaving(
  family: Family,
  { caregivers, children }: { caregivers: readonly string[]; children: readonly number[] },
): Family {
  const stays = (caregiver: Caregiver) => !caregivers.includes(caregiver.id)
  const gone = [
    ...family.caregivers.filter((one) => !stays(one)),
    ...children.map((at) => family.children[at]),
  ]
  const goneIds = new Set(gone.flatMap((one) => one?.sourceId ?? []))
  return {
    ...family,
    caregivers: family.caregivers.filter(stays),
    children: family.children.filter((_, index) => !children.includes(index)),
    sourceIds: family.sourceIds.filter((id) => !goneIds.has(id)),
    saidThemselves: [...new Set([...family.saidThemselves, 'caregivers', 'children'])],
    revision: family.revision + 1,
  }
}
