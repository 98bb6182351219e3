import { type Caregiver, type Child, type Family, SHARED_FIELDS } from '../family/family.ts'
import { tieNameOf } from '../household/tie.ts'
import type { Piece } from './gathering.ts'
import { type RosterCaregiver, unique } from './roster.ts'
import { recognized } from './same-person.ts'
import { isSimpleId } from './simple.ts'

/** A known family after a roster, and the people whom the roster does not list any more; they stay in the family. */
export type Renewed = { family: Family; missing: string[] }

/**
 * Updates a known family from a roster, except for fields that were changed by hand. Languages and name follow only a roster
 * that has the same people, since a missing person may be the one who determines them.
 */
export function renewed(
  family: Family,
  pieces: readonly Piece[],
  { removed, newId }: { removed: ReadonlySet<string>; newId: (of: string) => string },
): Renewed {
  const people = peopleAfter(family, pieces, newId)
  const isOpen = (field: (typeof SHARED_FIELDS)[number]) => !family.saidThemselves.includes(field)
  const missing = [
    ...(isOpen('caregivers') ? people.missingCaregivers : []),
    ...(isOpen('children') ? people.missingChildren : []),
  ].filter((id) => !removed.has(id))
  const [first, ...others] = pieces
  const isWhole = first?.isWhole === true && others.length === 0
  const { caregivers, children } = people
  const imported =
    isWhole && missing.length === 0
      ? { ...first, caregivers, children }
      : {
          ...family,
          caregivers: withLanguagesOf(family, caregivers),
          children,
          groups: regrouped(family, children, pieces),
        }
  const taken = Object.fromEntries(SHARED_FIELDS.filter(isOpen).map((field) => [field, imported[field]]))
  const sourceIds = unique([...family.sourceIds, ...pieces.flatMap((piece) => piece.sourceIds)])
  return { family: { ...family, ...taken, sourceIds }, missing }
}

function peopleAfter(family: Family, pieces: readonly Piece[], newId: (of: string) => string) {
  const offered = new Map(caregiversIn(pieces, family).map((one) => [one.sourceId, one]))
  const known = family.caregivers.flatMap((before): Caregiver[] => {
    const after = offered.get(before.sourceId ?? '')
    return [after ? { id: before.id, ...after } : before]
  })
  const knownIds = new Set(known.map(({ sourceId }) => sourceId))
  const joining = [...offered.values()].filter(({ sourceId }) => !knownIds.has(sourceId))
  const children = childrenAfter(
    family.children,
    pieces.flatMap((piece) => piece.children),
  )
  return {
    caregivers: [...known, ...joining.map((one) => ({ id: newId(`${family.id}#${one.sourceId}`), ...one }))],
    children: children.all,
    missingCaregivers: known.filter(({ sourceId = '' }) => !offered.has(sourceId)).map(tieNameOf),
    missingChildren: children.missing.map(tieNameOf),
  }
}

// The simple format numbers the caregivers of a family, in whatever order they come.
function caregiversIn(pieces: readonly Piece[], family: Family): RosterCaregiver[] {
  return pieces.flatMap(({ caregivers, sourceIds: [id = ''] }) =>
    isSimpleId(id) ? recognized(caregivers, family.caregivers, id) : caregivers,
  )
}

// A child without the roster's id is known by its age, or else by its place: it moves up a grade every year.
function childrenAfter(
  before: readonly Child[],
  offered: readonly Child[],
): { all: Child[]; missing: Child[] } {
  const left = [...new Map(offered.map((child, at) => [child.sourceId ?? at, child])).values()]
  const take = (isSame: (one: Child) => boolean) => {
    const place = left.findIndex(isSame)
    return place < 0 ? undefined : left.splice(place, 1)[0]
  }
  const sure = before.map((child) => take((one) => tieNameOf(one) === tieNameOf(child)))
  const missing: Child[] = []
  const all = before.map((child, at) => {
    const after = sure[at] ?? (child.sourceId ? undefined : take(({ sourceId }) => !sourceId))
    if (!after) missing.push(child)
    return after ?? child
  })
  return { all: [...all, ...left], missing }
}

function withLanguagesOf(family: Family, caregivers: readonly Caregiver[]): Caregiver[] {
  const before = new Map(family.caregivers.map((one) => [one.id, one]))
  return caregivers.map((one) => {
    const known = before.get(one.id)
    if (!known) return one
    const { writtenLanguage: _written, spokenLanguage: _spoken, ...rest } = one
    const { writtenLanguage, spokenLanguage } = known
    return { ...rest, ...(writtenLanguage && { writtenLanguage }), ...(spokenLanguage && { spokenLanguage }) }
  })
}

// Only the groups by grade follow the children, of those that the roster forms.
function regrouped(family: Family, children: readonly Child[], pieces: readonly Piece[]): string[] {
  const grades = (all: readonly Child[]) =>
    all.flatMap((one) => ('grade' in one ? [`grade:${one.grade}`] : []))
  const after = grades(children)
  const offered = pieces.flatMap(({ groups }) => groups).filter((group) => after.includes(group))
  const left = grades(family.children).filter((group) => !after.includes(group))
  return unique([...family.groups.filter((group) => !left.includes(group)), ...offered])
}
