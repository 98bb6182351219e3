import type { Hono } from 'hono'
import type { Evidence } from '../../shared/impact/evidence.ts'
import { readEvidence } from '../../shared/impact/impact.operations.ts'
import { DAY_PARTS } from '../../shared/time/day-part.ts'
import { Table } from '../components/parts.tsx'
import { capital, languageName } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import { sendSheet } from '../spreadsheet.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

const SUPPORTS = ['childcare', 'food', 'interpretation', 'rides'] as const
const PLANNING = ['voters', 'proposals', 'hosts', 'decisions'] as const

/** A line of the evidence: the part of the section, the thing counted, the number, and its derivation. */
type Line = [part: string, what: string, number: string, how: string]

/** The evidence as lines; a count of 1 to 9 people is masked. */
export function evidenceLines({ t, language }: Reader, evidence: Evidence): Line[] {
  const few = (people: number | undefined) => (people === undefined ? t('titleOne.few') : String(people))
  const { meetings, supports, languages, planning, staffTaught } = evidence
  return [
    ...DAY_PARTS.map(
      (part): Line => [
        '(c)(2)',
        t(`titleOne.meetings.${part}`),
        String(meetings[part]),
        t('titleOne.how.meetings'),
      ],
    ),
    ...SUPPORTS.flatMap((support): Line[] => {
      const name = capital(t(`workshop.offer.${support}`), language)
      const { offered, used } = supports[support]
      return [
        ['(e)(8)', t('titleOne.offered', { support: name }), String(offered), t('titleOne.how.offered')],
        ['(e)(8)', t('titleOne.used', { support: name }), few(used), t('titleOne.how.used')],
      ]
    }),
    [
      '(e)(5), (f)',
      t('titleOne.languages'),
      languages.map((tag) => languageName(tag, language)).join(' · ') || '—',
      t('titleOne.how.languages'),
    ],
    ...PLANNING.map(
      (what): Line => [
        '(c)(3)',
        t(`titleOne.planning.${what}`),
        few(planning[what]),
        t(`titleOne.how.${what}`),
      ],
    ),
    ['(e)(3)', t('titleOne.taughtSessions'), String(staffTaught.sessions), t('titleOne.how.taught')],
    ['(e)(3)', t('titleOne.taughtStaff'), few(staffTaught.staff), t('titleOne.how.taught')],
  ]
}

function headsOf({ t }: Reader): Line {
  return [t('titleOne.part'), t('outreach.figure'), t('outreach.count'), t('titleOne.how')]
}

/** The evidence of this year for Title I, each number with its derivation. */
export function TitleOnePage({ reader, evidence }: { reader: Reader; evidence: Evidence }) {
  const { t } = reader
  return (
    <SchoolPage reader={reader} title={t('titleOne.title')}>
      <h1>{t('titleOne.title')}</h1>
      <p>{t('titleOne.text')}</p>
      <p class="no-print">
        <a href={schoolRoutes.titleOneFile()} download="title-one.csv">
          {t('titleOne.file')}
        </a>
      </p>
      <Table caption={t('titleOne.title')} heads={headsOf(reader)} rows={evidenceLines(reader, evidence)} />
    </SchoolPage>
  )
}

/** Registers the evidence for Title I, as a page and as a file. */
export function registerTitleOne(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.titleOne(), async (c) => {
    const { school } = organizerOf(c)
    const evidence = await readEvidence(c.get('context'), school.id)
    return show(c, <TitleOnePage reader={c.get('reader')} evidence={evidence} />)
  })
  app.get(schoolRoutes.titleOneFile(), async (c) => {
    const { school } = organizerOf(c)
    const reader = c.get('reader')
    const evidence = await readEvidence(c.get('context'), school.id)
    const sheet = {
      title: reader.t('titleOne.title'),
      heads: headsOf(reader),
      rows: evidenceLines(reader, evidence),
    }
    return sendSheet(c, 'title-one', sheet, 'csv')
  })
}
