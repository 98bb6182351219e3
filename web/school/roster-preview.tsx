import type { RosterPreview } from '../../shared/roster/preview.operations.ts'
import type { RosterReport } from '../../shared/roster/report.ts'
import { Button, Form } from '../components/form.tsx'
import { Icon, type IconName } from '../components/icon.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Notice } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { capital, listText } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { AsBefore, ChangedFamilies, NewFamilies } from './roster-changes.tsx'
import { RosterLanguages } from './roster-languages.tsx'
import { RosterRemarks } from './roster-report.tsx'
import { MOST_ASKED, TieChoices } from './roster-ties.tsx'

/** What is known of an upload before it is imported; of a large file only its counts and remarks. */
export type PreviewView = { upload: string; report: RosterReport } & Partial<RosterPreview>

type Props = { reader: Reader; view: PreviewView }

// What the page asks itself, and what its card says.
const SAID_ELSEWHERE: readonly string[] = ['would-join', 'would-part', 'column-refused']

/** What an import would change, before anything is written: first what only a person knows. */
export function RosterPreviewPage({ reader, view, form = {} }: Props & { form?: FormState }) {
  const { t, language } = reader
  const { report, ties = [], preview } = view
  const { created, updated, unchanged } = report.families
  const title = t('roster.answer', { created, updated, ties: ties.length })
  const left = preview
    ? { ...report, warnings: report.warnings.filter(({ reason }) => !SAID_ELSEWHERE.includes(reason)) }
    : report
  const inFile = t('roster.inFile', { count: created + updated + unchanged })
  return (
    <SchoolPage form={reader.sent && 'import'} reader={reader} title={title} look="roster">
      <PageHead
        t={t}
        crumbs={[{ href: schoolRoutes.families(), label: t('school.nav.families') }]}
        title={title}
        actions={
          <a class="bare" href={schoolRoutes.roster()}>
            <Icon name="upload" />
            <span>{t('roster.other')}</span>
          </a>
        }
        answer={
          <p class="meta">
            {inFile} · {t('roster.nothingYet')}
          </p>
        }
      />
      <Parts reader={reader} view={view} report={left} />
      <div class="beside">
        <Changes reader={reader} view={view} report={left} form={form} />
        <Bring reader={reader} view={view} refused={refusedColumns(report, language)} />
      </div>
    </SchoolPage>
  )
}

function Changes({ reader, view, report, form }: Props & { report: RosterReport; form: FormState }) {
  const { upload, ties = [], preview } = view
  return (
    <div>
      <TieChoices reader={reader} form={form} ties={ties} />
      <RosterRemarks t={reader.t} report={report} />
      <RosterLanguages reader={reader} languages={report.languages} place={{ upload }} />
      {preview ? (
        <>
          <NewFamilies reader={reader} families={preview.created} />
          <ChangedFamilies reader={reader} families={preview.updated} />
        </>
      ) : (
        <Notice>{reader.t('roster.tooMany')}</Notice>
      )}
      <AsBefore t={reader.t} count={report.families.unchanged} />
    </div>
  )
}

function refusedColumns({ warnings }: RosterReport, language: string): string {
  const columns = warnings.filter(({ reason }) => reason === 'column-refused').map(({ field }) => field)
  return listText([...new Set(columns)], language)
}

/** The parts of the page with their counts; what is empty is left out. */
function Parts({ reader: { t }, view, report }: Props & { report: RosterReport }) {
  const { created, updated, unchanged } = report.families
  const parts = [
    ['asks', view.ties?.length ?? 0],
    ['rejected', report.rejected.length],
    ['warnings', report.warnings.length],
    ['created', view.preview ? created : 0],
    ['updated', view.preview ? updated : 0],
    ['unchanged', unchanged],
  ] as const
  const anchors = { asks: 'asks', rejected: 'unread', warnings: 'look', created: 'new', updated: 'changed' }
  return (
    <nav class="filters" aria-label={t('roster.parts')}>
      <ul>
        {parts
          .filter(([, count]) => count > 0)
          .map(([part, count]) => (
            <li>
              <a
                href={`#${part === 'unchanged' ? 'same' : anchors[part]}`}
                class={part === 'rejected' ? 'late' : ''}
              >
                {t(`roster.part.${part}`)} <span>{count}</span>
              </a>
            </li>
          ))}
      </ul>
    </nav>
  )
}

/** What the import does and what it does not, and its button. */
function Bring({ reader: { t, language }, view, refused }: Props & { refused: string }) {
  const { upload, report, ties = [] } = view
  const { created, updated } = report.families
  const does: [IconName, 'created' | 'updated' | 'ties' | 'rejected', number][] = [
    ['plus', 'created', created],
    ['pencil', 'updated', updated],
    ['people', 'ties', Math.min(ties.length, MOST_ASKED)],
    ['warning', 'rejected', report.rejected.length],
  ]
  return (
    <section class="card">
      <h2>{t('roster.bring')}</h2>
      <ul class="consequences">
        {does
          .filter(([, , count]) => count > 0)
          .map(([icon, what, count]) => (
            <li class={what === 'rejected' ? 'late' : ''}>
              <Icon name={icon} />
              <span>{t(`roster.then.${what}`, { count })}</span>
            </li>
          ))}
      </ul>
      {refused && <Notice>{capital(t('roster.refusedColumns', { columns: refused }), language)}</Notice>}
      <Form id="import" action={schoolRoutes.rosterUpload(upload)}>
        <Button>{t('roster.import', { count: created + updated })}</Button>
        <a class="bare" href={schoolRoutes.families()}>
          {t('roster.cancel')}
        </a>
      </Form>
    </section>
  )
}
