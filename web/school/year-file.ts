import type { Hono } from 'hono'
import { readYearGiven } from '../../shared/attendance/attendance.operations.ts'
import type { Evidence } from '../../shared/impact/evidence.ts'
import { readEvidence } from '../../shared/impact/impact.operations.ts'
import type { OutreachFigures } from '../../shared/outreach/conversation.ts'
import type { Coverage, CoverageCounts, CoverageOfKind } from '../../shared/outreach/coverage.ts'
import { maskSmall } from '../../shared/outreach/masking.ts'
import { readCoverage } from '../../shared/outreach/outreach.operations.ts'
import { readOutreach } from '../../shared/outreach/outreach-list.operations.ts'
import { schoolYearBegin } from '../../shared/school/school-year.ts'
import type { GivenCounts } from '../../shared/session/giving.ts'
import { kindName } from '../components/group-name.ts'
import { schoolRoutes } from '../school-routes.ts'
import { type Cell, SHEET_FORMATS, type Sheet, sendSheet } from '../spreadsheet.ts'
import { organizerOf, type Reader, type WebEnv } from '../visit.ts'
import { cellName } from './coverage.tsx'
import { evidenceLines } from './title-one.tsx'

/** What a school did in a year, as counts alone. `begin` is the calendar year in which the school year begins. */
export type YearCounts = {
  begin: number
  evidence: Evidence
  coverage: Coverage
  figures: OutreachFigures
  given: GivenCounts
}

type Row = [what: string, group: string, count: Cell]

/**
 * The year of a school for its district: a row a count, each with the school and the year, so that the files of several
 * schools can be put under each other. A count of 1 to 9 people is masked, as on every page that shows it.
 */
export function yearSheet(reader: Reader, { begin, evidence, coverage, figures, given }: YearCounts): Sheet {
  const { t, school } = reader
  const { talked, families, positive, concern } = figures
  const rows: Row[] = [
    ...evidenceLines(reader, evidence).map(([, what, count]): Row => [what, '', numberIn(count)]),
    ...maskedRows(reader, { families: coverage.families }, { families: 'coverage.families' }),
    ...maskedRows(reader, { came: coverage.came }, { came: 'coverage.came' }),
    ...coverage.kinds.flatMap((kind) => kindRows(reader, kind)),
    ...maskedRows(
      reader,
      { talked, silent: families - talked },
      { talked: 'year.talked', silent: 'year.silent' },
    ),
    ...maskedRows(reader, { positive, concern }, { positive: 'year.positive', concern: 'year.concern' }),
    ...maskedRows(
      reader,
      { brought: given.brought, helped: given.helped },
      { brought: 'year.brought', helped: 'year.helped' },
    ),
  ]
  const heads = ['start.school', 'year.year', 'outreach.figure', 'results.group', 'outreach.count'] as const
  return {
    title: t('year.title'),
    heads: heads.map((head) => t(head)),
    rows: rows.map((row) => [school?.name, `${begin}–${begin + 1}`, ...row]),
  }
}

type Named =
  | 'coverage.families'
  | 'coverage.came'
  | `year.${'talked' | 'silent'}`
  | `year.${'positive' | 'concern' | 'brought' | 'helped'}`

// Those that are masked keep their row: what is not there would look like none.
function maskedRows<Name extends string>(
  { t }: Reader,
  counts: Record<Name, number>,
  names: Record<Name, Named>,
): Row[] {
  const { shown, masked } = maskSmall(counts)
  return (Object.keys(counts) as Name[]).map((name) => [
    t(names[name]),
    '',
    masked.includes(name) ? t('year.masked') : (shown[name] ?? 0),
  ])
}

function kindRows(reader: Reader, { kind, shown, masked, combined }: CoverageOfKind): Row[] {
  const { t } = reader
  const of = (cells: readonly string[]) => `${kindName(reader, kind)}: ${cellName(reader, cells)}`
  const rowsOf = (cells: readonly string[], counts: CoverageCounts | undefined): Row[] =>
    (['families', 'came'] as const).map((count) => [
      t(`coverage.${count}`),
      of(cells),
      counts?.[count] ?? t('year.masked'),
    ])
  return [
    ...shown.flatMap((one) => rowsOf([one.group], one)),
    ...(masked.length > 0 ? rowsOf(masked, combined) : []),
  ]
}

const numberIn = (text: string): Cell => (/^\d+$/.test(text) ? Number(text) : text)

/** Registers the year of the school as a file for its district. */
export function registerYearFile(app: Hono<WebEnv>): void {
  for (const format of SHEET_FORMATS) {
    app.get(schoolRoutes.yearFile(format), async (c) => {
      const { school } = organizerOf(c)
      const context = c.get('context')
      const [evidence, coverage, { figures }, given] = await Promise.all([
        readEvidence(context, school.id),
        readCoverage(context, school.id),
        readOutreach(context, school.id),
        readYearGiven(context, school.id),
      ])
      const begin = schoolYearBegin(context.now(), school.timeZone).year
      const counts = { begin, evidence, coverage, figures, given }
      return sendSheet(c, 'year', yearSheet(c.get('reader'), counts), format)
    })
  }
}
