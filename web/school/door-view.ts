import type { Attendance } from '../../shared/attendance/attendance.ts'
import type { Listed } from '../../shared/family/directory.ts'
import { childcareFor } from '../../shared/logistics/childcare.ts'
import { mealsOf } from '../../shared/logistics/food.ts'
import type { Logistics } from '../../shared/logistics/logistics.operations.ts'
import { allergensOf } from '../../shared/logistics/needs.ts'
import type { Settings } from '../../shared/school/school.ts'
import { monthsOf } from '../../shared/session/reply.ts'
import type { Answered } from '../../shared/session/session.operations.ts'
import type { TakenLine } from '../../shared/session/sign-up.operations.ts'
import type { Taking } from '../../shared/session/sign-up.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'

/** A family at the door: its reply where it said yes, and how many of it came. */
export type DoorGuest = {
  family: Pick<Listed, 'id' | 'name' | 'caregivers' | 'language'>
  reply?: Answered | undefined
  here?: Attendance | undefined
  /** What it said it would bring or do. */
  gifts?: readonly DoorGift[]
}

/** What a family took of a line of the sign-up list. */
export type DoorGift = { line: string; title: TakenLine['title']; taking: Taking }

/** What each family took of the lines of a session, in the order of the list. */
export function giftsByFamily(lines: readonly TakenLine[]): ReadonlyMap<string, DoorGift[]> {
  const gifts = new Map<string, DoorGift[]>()
  for (const { id: line, title, takings } of lines)
    for (const taking of takings)
      gifts.set(taking.family, [...(gifts.get(taking.family) ?? []), { line, title, taking }])
  return gifts
}

/** How many are here of how many, for one thing that is prepared, with its parts. */
type Tally = { here: number; expected: number }

/** What is prepared, as far as it is needed: who uses it now, of how many. */
export type DoorTally = {
  childcare?: Tally & { rooms: { room: string; children: number }[] }
  meals?: Tally
  headsets?: Tally & { languages: { language: string; adults: number }[] }
  /** Families by allergen, and how many of them are here. */
  allergens: { allergen: string; families: number; here: number }[]
}

/** The families in the order of their names, which taps do not change. */
export function inOrder(guests: readonly DoorGuest[], language: string): DoorGuest[] {
  const { compare } = new Intl.Collator(language)
  return guests.toSorted((one, other) => compare(one.family.name, other.family.name))
}

/** Counts who is here for childcare, meals and headsets; what the workshop does not offer is left out. */
export function tallyOf(
  guests: readonly DoorGuest[],
  needs: Pick<Logistics, 'childcare' | 'food' | 'interpretation' | 'allergens'> & {
    workshop: Pick<Workshop, 'offers'>
  },
  settings: Settings,
): DoorTally {
  const here = guests.filter((guest) => guest.here)
  const { childcare, food, interpretation, workshop, allergens } = needs
  const expected = childcare.rooms.reduce((sum, { children }) => sum + children, 0)
  const allergensHere = allergensOf(here.flatMap(({ reply }) => reply ?? []))
  return {
    ...(workshop.offers.childcare && { childcare: { ...childrenHere(here, settings), expected } }),
    ...(workshop.offers.food && {
      meals: {
        here: here.reduce((sum, one) => sum + (one.here?.adults ?? 0) + (one.here?.children ?? 0), 0),
        expected: mealsOf(food),
      },
    }),
    ...(interpretation.receivers > 0 && {
      headsets: { ...headsetsHere(here, interpretation.byLanguage), expected: interpretation.receivers },
    }),
    allergens: Object.entries(allergens).map(([allergen, families]) => ({
      allergen,
      families,
      here: allergensHere[allergen] ?? 0,
    })),
  }
}

// The youngest of a reply first, as many as came; who came beyond the reply is in no room yet.
function childrenHere(here: readonly DoorGuest[], { childcare }: Settings) {
  const ages = here.flatMap(({ reply, here }) =>
    (reply?.children.map(monthsOf) ?? []).sort((one, other) => one - other).slice(0, here?.children ?? 0),
  )
  const unsaid = here.reduce(
    (sum, { reply, here }) => sum + Math.max(0, (here?.children ?? 0) - (reply?.children.length ?? 0)),
    0,
  )
  const rooms = childcareFor(ages, childcare).rooms.map(({ room, children }) => ({ room, children }))
  return { here: rooms.reduce((sum, { children }) => sum + children, 0) + unsaid, rooms }
}

function headsetsHere(here: readonly DoorGuest[], needed: Logistics['interpretation']['byLanguage']) {
  const asked = here.flatMap(({ reply }) => reply?.interpretation ?? [])
  const languages = Object.keys(needed)
    .map((language) => ({
      language,
      adults: asked.reduce((sum, one) => sum + (one.language === language ? one.adults : 0), 0),
    }))
    .filter(({ adults }) => adults > 0)
  return { here: languages.reduce((sum, { adults }) => sum + adults, 0), languages }
}
