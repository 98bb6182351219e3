import type { DateTime } from 'luxon'
import { schoolYearBegin } from '../school/school-year.ts'
import { type Instant, instantOf } from '../time/instant.ts'
import { isCalledOff, type Workshop } from '../workshop/workshop.ts'
import type { Invitation } from './ladder.ts'

/** How many leaders speak a language, and how many families of the school. */
export type LanguageShare = { language: string; leaders: number; families: number }

/** The growth of leadership in a term: shares as counts, languages as tags. */
export type LadderReport = {
  from: Instant
  workshops: number
  parentLed: number
  /** Taught by parents to staff. */
  toStaff: number
  /** Families that led for the first time. */
  newLeaders: number
  leaderLanguages: string[]
  /** Languages of ten families or more that no leader speaks. */
  languagesWithout: string[]
  /** Of each language, the leaders who speak it and the families of the school, the largest first. */
  languages: LanguageShare[]
  inviters: { inviter: string; invited: number; accepted: number }[]
}

const FEWEST_FAMILIES = 10
const TERM_MONTHS = 6

/** The start of the current term; a school year has two, from July and from January. */
export function termBegin(now: DateTime, timeZone: string): DateTime {
  const year = schoolYearBegin(now, timeZone)
  const second = year.plus({ months: TERM_MONTHS })
  return now < second ? year : second
}

/** The report of a term from its start until now. */
export function ladderReport(
  workshops: readonly Workshop[],
  families: readonly { id: string; spokenLanguage: string }[],
  invitations: readonly Invitation[],
  { begin, now }: { begin: DateTime; now: DateTime },
): LadderReport {
  const from = instantOf(begin)
  const until = instantOf(now)
  const startsOf = (workshop: Workshop) =>
    (workshop.sessions ?? [])
      .filter((one) => !isCalledOff(workshop, one) && one.start <= until)
      .map(({ start }) => start)
  const held = workshops.filter((workshop) => startsOf(workshop).some((start) => start >= from))
  const leads = ({ hostFamily, hostGone }: Workshop) => hostFamily !== undefined || hostGone === true
  const led = held.filter(leads)
  const leaders = new Set(led.flatMap(({ hostFamily }) => hostFamily ?? []))
  const earlier = new Set(
    workshops
      .filter((workshop) => startsOf(workshop).some((start) => start < from))
      .flatMap(({ hostFamily }) => hostFamily ?? []),
  )
  const spoken = families.filter(({ id }) => leaders.has(id)).map(({ spokenLanguage }) => spokenLanguage)
  return {
    from,
    workshops: held.length,
    parentLed: led.length,
    toStaff: led.filter(({ audience }) => audience.includes('staff')).length,
    newLeaders: [...leaders].filter((family) => !earlier.has(family)).length,
    leaderLanguages: [...new Set(spoken)].sort(),
    languagesWithout: largeLanguages(families).filter((language) => !spoken.includes(language)),
    languages: sharesOf(families, spoken),
    inviters: byInviter(invitations.filter(({ at }) => at >= from)),
  }
}

function sharesOf(
  families: readonly { spokenLanguage: string }[],
  spoken: readonly string[],
): LanguageShare[] {
  return [...countsOf(families)]
    .map(([language, count]) => ({
      language,
      leaders: spoken.filter((one) => one === language).length,
      families: count,
    }))
    .sort((one, other) => other.families - one.families || (one.language < other.language ? -1 : 1))
}

function countsOf(families: readonly { spokenLanguage: string }[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { spokenLanguage } of families) counts.set(spokenLanguage, (counts.get(spokenLanguage) ?? 0) + 1)
  return counts
}

function largeLanguages(families: readonly { spokenLanguage: string }[]): string[] {
  return [...countsOf(families)]
    .flatMap(([language, count]) => (count >= FEWEST_FAMILIES ? [language] : []))
    .sort()
}

function byInviter(invitations: readonly Invitation[]): LadderReport['inviters'] {
  const inviters = [...new Set(invitations.map(({ inviter }) => inviter))].sort()
  return inviters.map((inviter) => {
    const own = invitations.filter((one) => one.inviter === inviter)
    return { inviter, invited: own.length, accepted: own.filter(({ answer }) => answer === 'yes').length }
  })
}
