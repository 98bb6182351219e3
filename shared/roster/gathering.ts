import type { Family } from '../family/family.ts'
import type { Newcomers, NewTie } from '../household/tie.ts'
import type { RosterCaregiver, RosterFamily, RosterTies } from './roster.ts'

/** The part of a roster's family that belongs to a known family; `isWhole` if the roster ties nobody else to it. */
export type Piece = RosterFamily & { isWhole: boolean }

/** Which known families the people of a roster are in, who is in none, and which families the roster ties together. */
export type Gathered = {
  pieces: Map<Family, Piece[]>
  unknown: RosterFamily[]
  joins: (NewTie & { between: [one: string, other: string] })[]
}

type Homes = (sourceId: string) => readonly Family[]
type Tied = RosterTies['tied']

/** Finds the known families of a roster's people. Somebody new who is tied to one family joins it. */
export function gather(
  existing: readonly Family[],
  families: readonly RosterFamily[],
  { tied }: Pick<RosterTies, 'tied'>,
  mayStayApart: (one: Family, other: Family) => boolean,
): Gathered {
  const homes = homesOf(existing)
  const gathered: Gathered = { pieces: new Map(), unknown: [], joins: [] }
  for (const roster of families) {
    const touched = new Set(roster.sourceIds.flatMap(homes))
    const [only] = touched
    if (!only) gathered.unknown.push(roster)
    else if (touched.size === 1) addPiece(gathered, only, { ...roster, isWhole: true })
    else shareOut(gathered, roster, { homes, tied, touched, mayStayApart })
  }
  return gathered
}

function addPiece({ pieces }: Gathered, family: Family, piece: Piece): void {
  pieces.set(family, [...(pieces.get(family) ?? []), piece])
}

// A person is in the families that list them; without one, in those that the roster's id leads to.
function homesOf(existing: readonly Family[]): Homes {
  const listed = new Map<string, Family[]>()
  const led = new Map<string, Family[]>()
  const add = (homes: Map<string, Family[]>, id: string, family: Family) => {
    const known = homes.get(id)
    if (!known) homes.set(id, [family])
    else if (!known.includes(family)) known.push(family)
  }
  for (const family of existing) {
    for (const { sourceId } of [...family.caregivers, ...family.children])
      if (sourceId) add(listed, sourceId, family)
    for (const id of family.sourceIds) add(led, id, family)
  }
  return (id) => listed.get(id) ?? led.get(id) ?? []
}

type Sharing = {
  homes: Homes
  tied: Tied
  touched: ReadonlySet<Family>
  mayStayApart: (one: Family, other: Family) => boolean
}

// The people of several known families, tied together: each stays where they are.
function shareOut(gathered: Gathered, roster: RosterFamily, sharing: Sharing): void {
  const { homes, tied, touched, mayStayApart } = sharing
  const members = new Map([...touched].map((family) => [family, new Set<string>()]))
  for (const id of roster.sourceIds) for (const family of homes(id)) members.get(family)?.add(id)
  const joins = new Map<string, Gathered['joins'][number]>()
  const join = (one: Family, other: Family, between: [string, string]) => {
    if (one === other || mayStayApart(one, other)) return undefined
    const key = [one.id, other.id].toSorted().join(' ')
    if (!joins.has(key)) joins.set(key, { kind: 'join', family: one.id, other: other.id, between })
    return joins.get(key)
  }
  for (const id of roster.sourceIds)
    for (const one of homes(id))
      for (const near of tied.get(id) ?? [])
        for (const other of homes(near)) if (id < near) join(one, other, [id, near])
  for (const { people, near } of newcomersOf(roster, homes, tied)) {
    const homesNear = [...new Set(near.flatMap(homes))]
    for (const [at, one] of homesNear.entries())
      for (const other of homesNear.slice(at + 1)) {
        const asked = join(one, other, [firstIn(near, one), firstIn(near, other)])
        if (asked) asked.newcomers = withPeople(asked.newcomers, roster, people)
      }
    // Somebody new who is tied to several families waits for the answer, and then belongs to each that stays apart.
    const isSettled = homesNear.every((one, at) =>
      homesNear.slice(at + 1).every((other) => mayStayApart(one, other)),
    )
    if (isSettled) for (const family of homesNear) for (const id of people) members.get(family)?.add(id)
  }
  gathered.joins.push(...joins.values())
  for (const [family, ids] of members) addPiece(gathered, family, pieceOf(roster, family, ids, tied))

  function firstIn(near: readonly string[], family: Family): string {
    return near.find((id) => homes(id).includes(family)) ?? ''
  }
}

function withPeople(before: NewTie['newcomers'], roster: RosterFamily, ids: readonly string[]): Newcomers {
  const isOne = ({ sourceId }: { sourceId?: string | undefined }) => ids.includes(sourceId ?? '')
  return {
    caregivers: [...(before?.caregivers ?? []), ...roster.caregivers.filter(isOne)],
    children: [...(before?.children ?? []), ...roster.children.filter(isOne)],
  }
}

/** Groups of people who are in no family, with the known people whom they are tied to. */
function newcomersOf(roster: RosterFamily, homes: Homes, tied: Tied): { people: string[]; near: string[] }[] {
  const waiting = new Set(roster.sourceIds.filter((id) => homes(id).length === 0))
  const inRoster = new Set(roster.sourceIds)
  const groups: { people: string[]; near: string[] }[] = []
  for (const first of [...waiting]) {
    const people: string[] = []
    const near = new Set<string>()
    const queue = [first]
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      if (!waiting.delete(id)) continue
      people.push(id)
      for (const other of tied.get(id) ?? []) {
        if (waiting.has(other)) queue.push(other)
        else if (inRoster.has(other) && homes(other).length > 0) near.add(other)
      }
    }
    if (people.length > 0) groups.push({ people, near: [...near].toSorted() })
  }
  return groups
}

function pieceOf(roster: RosterFamily, family: Family, ids: ReadonlySet<string>, tied: Tied): Piece {
  const tiesToAll = new Set(roster.sourceIds)
  const known = new Set(family.caregivers.map(({ sourceId }) => sourceId))
  const belongs = ({ sourceId }: RosterCaregiver) => {
    if (tiesToAll.has(sourceId)) return ids.has(sourceId)
    // A relative, who ties nothing, comes along with whom they are tied to.
    return known.has(sourceId) || [...(tied.get(sourceId) ?? [])].some((near) => ids.has(near))
  }
  return {
    ...roster,
    sourceIds: roster.sourceIds.filter((id) => ids.has(id)),
    caregivers: roster.caregivers.filter(belongs),
    children: roster.children.filter(({ sourceId }) => sourceId !== undefined && ids.has(sourceId)),
    isWhole: false,
  }
}
