import type { KeptCounts } from '../session/retention.ts'
import { DAY_PARTS, type DayPart, dayPartOf } from '../time/day-part.ts'
import type { Workshop } from '../workshop/workshop.ts'

/** A session that took place, with its workshop and the counts of its yes replies. */
export type HeldSession = { workshop: Workshop; start: string; counts: KeptCounts }

type Support = keyof Workshop['offers']

/** How parents took part in planning. */
export type Planning = { voters: number; proposals: number; hosts: number; decisions: number }

/**
 * A school year's evidence for ESSA, Title I, section 1116. Counts of sessions are exact; counts of people from 1 to 9
 * are masked (undefined), since they could identify somebody.
 */
export type Evidence = {
  /** (c)(2): a flexible number of meetings, mornings and evenings. */
  meetings: Record<DayPart, number>
  /** (e)(8), (e)(9): transportation, childcare and the like, offered and used. */
  supports: Record<Support, { offered: number; used?: number }>
  /** (e)(5): languages in which something was presented or interpreted. */
  languages: string[]
  /** (c)(3), (f): parents in planning, review and improvement. */
  planning: { [What in keyof Planning]?: number }
  /** (e)(3): staff taught by parents. */
  staffTaught: { sessions: number; staff?: number }
}

const FEWEST = 10
const told = (people: number) => (people === 0 || people >= FEWEST ? people : undefined)

/** The evidence of the sessions that took place. */
export function evidenceOf(sessions: readonly HeldSession[], timeZone: string, planning: Planning): Evidence {
  const offering = (offer: Support) => sessions.filter(({ workshop }) => workshop.offers[offer])
  const isTaught = ({ workshop }: { workshop: Workshop }) =>
    workshop.audience.includes('staff') && (workshop.hostFamily !== undefined || workshop.hostGone === true)
  const taught = sessions.filter(isTaught)
  return {
    meetings: Object.fromEntries(
      DAY_PARTS.map((part) => [
        part,
        sessions.filter(({ start }) => dayPartOf(start, timeZone) === part).length,
      ]),
    ) as Evidence['meetings'], // every part is a key
    supports: {
      childcare: supportOf(offering('childcare'), ({ children }) => children),
      food: supportOf(offering('food'), ({ adults, children }) => adults + children),
      interpretation: supportOf(offering('interpretation'), ({ interpretation }) =>
        Object.values(interpretation).reduce((all, one) => all + one, 0),
      ),
      rides: supportOf(offering('rides'), ({ rides }) => rides),
    },
    languages: languagesOf(sessions),
    planning: Object.fromEntries(
      Object.entries(planning).flatMap(([what, people]) => {
        const shown = what === 'decisions' ? people : told(people)
        return shown === undefined ? [] : [[what, shown]]
      }),
    ),
    staffTaught: {
      sessions: taught.length,
      ...staffOf(taught.reduce((all, { counts }) => all + counts.staff, 0)),
    },
  }
}

// Support that a session did not offer was not used there, whatever replies asked for.
function supportOf(
  offering: readonly HeldSession[],
  count: (counts: KeptCounts) => number,
): { offered: number; used?: number } {
  const used = told(offering.reduce((all, { counts }) => all + count(counts), 0))
  return { offered: offering.length, ...(used !== undefined && { used }) }
}

function staffOf(staff: number): { staff?: number } {
  const shown = told(staff)
  return shown === undefined ? {} : { staff: shown }
}

function languagesOf(sessions: readonly HeldSession[]): string[] {
  const spoken = sessions.flatMap(({ workshop, counts }) => [
    workshop.presentationLanguage,
    ...(workshop.offers.interpretation ? Object.keys(counts.interpretation) : []),
  ])
  return [...new Set(spoken)].sort()
}
