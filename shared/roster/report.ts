import type { Plan } from './plan.ts'
import { type Remark, type Roster, unique } from './roster.ts'

/** What an import did, or in a dry run would do. */
export type RosterReport = {
  families: { created: number; updated: number; unchanged: number }
  caregivers: number
  students: number
  rejected: Remark[]
  warnings: Remark[]
}

/** The report of a roster and what it comes to in this school. */
export function reportOf(roster: Roster, plan: Plan): RosterReport {
  const caregivers = roster.families.flatMap((family) => family.caregivers.map(({ sourceId }) => sourceId))
  return {
    families: {
      created: plan.created.length,
      updated: plan.updated.length,
      unchanged: plan.unchanged.length,
    },
    // A grandmother of two families is one person.
    caregivers: unique(caregivers).length,
    students: roster.families.reduce((sum, { children }) => sum + children.length, 0),
    rejected: roster.rejected.toSorted(byPlace),
    warnings: [...roster.warnings, ...plan.warnings],
  }
}

// As they stand in their files, whichever was found out first.
function byPlace(one: Remark, other: Remark): number {
  return one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1
}

/** The rejected rows as CSV for a spreadsheet; no cell can start a formula. */
export function rejectedCsv({ rejected }: Pick<RosterReport, 'rejected'>): string {
  const rows = rejected.map(({ file, line, field, reason }) => [file, String(line), field, reason])
  return [['file', 'line', 'field', 'reason'], ...rows]
    .map((row) => `${row.map(cell).join(',')}\r\n`)
    .join('')
}

function cell(text: string): string {
  // OWASP, "CSV Injection", the wide signs of East Asian keyboards among them.
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The report cut to that many bytes of JSON, its longer list first. */
export function cappedReport(report: RosterReport, bytes: number): RosterReport {
  let capped = report
  while (Buffer.byteLength(JSON.stringify(capped)) > bytes) {
    const field = capped.rejected.length >= capped.warnings.length ? 'rejected' : 'warnings'
    if (capped[field].length === 0) return capped
    capped = { ...capped, [field]: capped[field].slice(0, Math.floor(capped[field].length / 2)) }
  }
  return capped
}
