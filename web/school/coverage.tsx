import type { Hono } from 'hono'
import type { Coverage, CoverageOfKind, CoveredGroup } from '../../shared/outreach/coverage.ts'
import { readCoverage } from '../../shared/outreach/outreach.operations.ts'
import { groupNames, groupNamesWithin, kindName } from '../components/group-name.ts'
import { ButtonLink, Notice, Table } from '../components/parts.tsx'
import { capital, listText } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

/** How far workshops reach each group, small numbers masked, and always the next step; never a family. */
export function CoveragePage({ reader, coverage }: { reader: Reader; coverage: Coverage }) {
  const { t } = reader
  const { families, came, kinds } = coverage
  const asking = kinds.flatMap(({ shown }) => shown.filter(({ asks }) => asks).map(({ group }) => group))
  return (
    <SchoolPage reader={reader} title={t('coverage.title')}>
      <h1>{t('coverage.title')}</h1>
      <p>{t('coverage.text')}</p>
      <p>
        <strong>{t('coverage.total', { came, families })}</strong>
      </p>
      {kinds.map((kind) => (
        <KindTable reader={reader} kind={kind} />
      ))}
      <Notice>
        <p>
          {asking.length > 0
            ? t('coverage.ask', { groups: groupNamesWithin(reader, asking) })
            : t('coverage.askAnyway')}
        </p>
        <ButtonLink href={schoolRoutes.outreach()}>{t('coverage.next')}</ButtonLink>
      </Notice>
    </SchoolPage>
  )
}

function KindTable({
  reader,
  kind: { kind, shown, masked, combined },
}: {
  reader: Reader
  kind: CoverageOfKind
}) {
  const { t } = reader
  const rows = shown.map((one) => [
    cellName(reader, [one.group]),
    String(one.families),
    String(one.came),
    parityText(reader, one),
  ])
  const together =
    masked.length > 0
      ? [
          [
            t('coverage.masked', { groups: cellName(reader, masked) }),
            combined ? String(combined.families) : '—',
            combined ? String(combined.came) : '—',
            '—',
          ],
        ]
      : []
  return (
    <Table
      caption={kindName(reader, kind)}
      heads={[t('results.group'), t('coverage.families'), t('coverage.came'), t('coverage.parity')]}
      numbers={[1, 2, 3]}
      rows={[...rows, ...together]}
    />
  )
}

/** The names of cells; those that named no group of the kind have one of their own. */
export function cellName(reader: Reader, cells: readonly string[]): string {
  const names = cells.map((cell) =>
    cell.endsWith(':') ? reader.t('coverage.noneSaid') : groupNames(reader, [cell]),
  )
  return capital(listText(names, reader.language), reader.language)
}

function parityText({ t, language }: Reader, { parity, asks }: CoveredGroup): string {
  if (!parity) return '—'
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 })
  const text = number.format(parity.numerator / parity.denominator)
  return asks ? t('coverage.low', { parity: text }) : text
}

/** Registers the coverage. */
export function registerCoverage(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.coverage(), async (c) => {
    const { school } = organizerOf(c)
    const coverage = await readCoverage(c.get('context'), school.id)
    return show(c, <CoveragePage reader={c.get('reader')} coverage={coverage} />)
  })
}
