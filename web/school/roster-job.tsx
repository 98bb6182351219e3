import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import { listOpenTies, type OpenTie } from '../../shared/household/tie.operations.ts'
import { readJob } from '../../shared/roster/import.operations.ts'
import type { Job } from '../../shared/roster/import-job.ts'
import { rejectedCsv } from '../../shared/roster/rejected-csv.ts'
import { ButtonLink, Notice } from '../components/parts.tsx'
import { refusalText } from '../messages/refusal-text.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { RosterPreviewPage } from './roster.tsx'
import { RosterLanguages } from './roster-languages.tsx'
import { RosterReportView } from './roster-report.tsx'
import { TieList } from './ties.tsx'

const LOOK_AGAIN_SECONDS = 3
// Excel reads a file as UTF-8 only with this byte order mark.
const BYTE_ORDER_MARK = '\uFEFF'

type JobProps = { reader: Reader; job: Job; ties: readonly OpenTie[] }

/** The progress of an import, and its report at the end. */
export function RosterJobPage({ reader, job, ties }: JobProps) {
  const { t } = reader
  const title = t(`roster.job.${job.status}`)
  return (
    <SchoolPage reader={reader} title={title}>
      <h1>{title}</h1>
      {job.status === 'running' && <Running reader={reader} job={job} />}
      {job.status === 'failed' && (
        <>
          <Notice tone="warning">{job.code ? refusalText(t, job.code) : t('roster.failedText')}</Notice>
          <ButtonLink href={schoolRoutes.roster()}>{t('roster.again')}</ButtonLink>
        </>
      )}
      {job.result && <Result reader={reader} job={job} ties={ties} />}
    </SchoolPage>
  )
}

function Running({ reader: { t }, job: { id, done, total, upload } }: { reader: Reader; job: Job }) {
  return (
    <>
      <p>
        <label for="progress">{upload ? t('roster.looking') : t('roster.progress', { done, total })}</label>
      </p>
      <progress id="progress" {...(total > 0 && { value: done, max: total })} />
      <p>{upload ? t('roster.nothingYet') : t('roster.runningText')}</p>
      <ButtonLink kind="quiet" href={schoolRoutes.rosterJob(id)}>
        {t('roster.lookAgain')}
      </ButtonLink>
    </>
  )
}

function Result({ reader, job: { id, result }, ties }: JobProps) {
  const { t } = reader
  if (!result) return null
  return (
    <>
      <TieList reader={reader} ties={ties} />
      <RosterReportView t={t} report={result} />
      <RosterLanguages reader={reader} languages={result.languages} place={{ job: id }} />
      <div class="actions">
        <ButtonLink href={schoolRoutes.families()}>{t('roster.toFamilies')}</ButtonLink>
        {result.rejected.length > 0 && (
          <ButtonLink kind="quiet" href={schoolRoutes.rosterRejected(id)}>
            {t('roster.download')}
          </ButtonLink>
        )}
      </div>
    </>
  )
}

/** Registers the progress and report of imports. */
export function registerRosterJob(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.rosterJob(':job'), async (c) => {
    const { school } = organizerOf(c)
    const job = await readJob(c.get('context'), school.id, c.req.param('job'))
    const { upload, result } = job
    if (upload && result) {
      return show(c, <RosterPreviewPage reader={c.get('reader')} upload={upload} report={result} />)
    }
    if (job.status === 'running') c.header('Refresh', String(LOOK_AGAIN_SECONDS))
    const ties = result ? await listOpenTies(c.get('context'), school.id) : []
    return show(c, <RosterJobPage reader={c.get('reader')} job={job} ties={ties} />)
  })
  app.get(schoolRoutes.rosterRejected(':job'), async (c) => {
    const { school } = organizerOf(c)
    const { result } = await readJob(c.get('context'), school.id, c.req.param('job'))
    if (!result) return refuse('not-found')
    return c.body(BYTE_ORDER_MARK + rejectedCsv(result), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="rejected-rows.csv"',
    })
  })
}
