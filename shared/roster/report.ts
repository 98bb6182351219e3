import type { Plan } from './plan.ts'
import { type Remark, type Roster, unique } from './roster.ts'

/** The result of an import, or the expected result for a dry run. */
export type RosterReport = {
  families: { created: number; updated: number; unchanged: number }
  caregivers: number
  students: number
  /** The languages of the roster's people, the most frequent first. */
  languages: string[]
  rejected: Remark[]
  warnings: Remark[]
}

/** The report of a roster and its import plan. */
export function reportOf(roster: Roster, plan: Plan): RosterReport {
  const caregivers = roster.families.flatMap((family) => family.caregivers.map(({ sourceId }) => sourceId))
  return {
    families: {
      created: plan.created.length,
      updated: plan.updated.length,
      unchanged: plan.unchanged.length,
    },
    // A caregiver of two families, such as a grandmother, is counted once.
    caregivers: unique(caregivers).length,
    students: roster.families.reduce((sum, { children }) => sum + children.length, 0),
    languages: languagesOf(roster),
    rejected: roster.rejected.toSorted(byPlace),
    warnings: [...roster.warnings, ...plan.warnings],
  }
}

function languagesOf({ families }: Roster): string[] {
  const counts = new Map<string, number>()
  const spoken = families.flatMap((family) => [family, ...family.caregivers])
  for (const { writtenLanguage, spokenLanguage } of spoken)
    for (const language of unique([writtenLanguage ?? '', spokenLanguage ?? '']).filter(Boolean))
      counts.set(language, (counts.get(language) ?? 0) + 1)
  return [...counts.keys()].toSorted((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0))
}

// By file and line, in whichever order the checks found them.
function byPlace(one: Remark, other: Remark): number {
  return one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1
}

/** Truncates the report to a number of bytes of JSON, its longer list first. */
export function cappedReport(report: RosterReport, bytes: number): RosterReport {
  let capped = report
  while (Buffer.byteLength(JSON.stringify(capped)) > bytes) {
    const field = capped.rejected.length >= capped.warnings.length ? 'rejected' : 'warnings'
    if (capped[field].length === 0) return capped
    capped = { ...capped, [field]: capped[field].slice(0, Math.floor(capped[field].length / 2)) }
  }
  return capped
}
