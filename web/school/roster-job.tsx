import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import { listOpenTies, type OpenTie } from '../../shared/household/tie.operations.ts'
import { readJob } from '../../shared/roster/import.operations.ts'
import type { Job, Progress } from '../../shared/roster/import-job.ts'
import { readProgress } from '../../shared/roster/progress.operations.ts'
import type { RosterReport } from '../../shared/roster/report.ts'
import { Icon } from '../components/icon.tsx'
import { PageHead } from '../components/page-head.tsx'
import { ButtonLink, Facts, Notice } from '../components/parts.tsx'
import type { Translator } from '../messages/catalogue.ts'
import { capital } from '../messages/format.ts'
import { refusalText } from '../messages/refusal-text.ts'
import { schoolRoutes } from '../school-routes.ts'
import { sendSheet } from '../spreadsheet.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

import { RosterLanguages } from './roster-languages.tsx'
import { RosterPreviewPage } from './roster-preview.tsx'
import { RosterRemarks } from './roster-report.tsx'
import { TieList } from './ties.tsx'

const LOOK_AGAIN_SECONDS = 3
// Excel reads a file as UTF-8 only with this byte order mark.

type JobProps = {
  reader: Reader
  job: Job
  progress: Progress | undefined
  ties: readonly OpenTie[]
}

/** The progress of an import, and its report at the end. */
export function RosterJobPage({ reader, job, progress, ties }: JobProps) {
  const { t } = reader
  const { status, done, total } = job
  const isCounted = status === 'running' && total > 0
  const title = isCounted ? t('roster.progress', { done, total }) : t(`roster.job.${status}`)
  return (
    <SchoolPage reader={reader} title={title} look="roster">
      <PageHead
        t={t}
        crumbs={[{ href: schoolRoutes.families(), label: t('school.nav.families') }]}
        title={title}
        answer={status === 'running' && <p class="meta">{t('roster.runningText')}</p>}
      />
      {status === 'running' && <Running reader={reader} job={job} progress={progress} />}
      {status === 'failed' && (
        <>
          <Notice tone="warning">{job.code ? refusalText(t, job.code) : t('roster.failedText')}</Notice>
          <ButtonLink href={schoolRoutes.roster()}>{t('roster.again')}</ButtonLink>
        </>
      )}
      {job.result && <Result reader={reader} job={job} ties={ties} />}
    </SchoolPage>
  )
}

function Running({ reader: { t, language }, job, progress }: Omit<JobProps, 'ties'>) {
  const { id, done, total, upload } = job
  return (
    <div class="beside">
      <div>
        <section class="card" aria-live="polite">
          <label for="progress">{t(upload ? 'roster.looking' : 'roster.doing')}</label>
          <progress id="progress" {...(total > 0 && { value: done, max: total })} />
          {progress && <Done t={t} progress={progress} />}
          <p class="soft">{upload ? capital(t('roster.nothingYet'), language) : t('roster.interrupted')}</p>
          <ButtonLink kind="quiet" href={schoolRoutes.rosterJob(id)}>
            {t('roster.lookAgain')}
          </ButtonLink>
        </section>
      </div>
      <section class="card">
        <h2>{t('roster.after')}</h2>
        <ul class="lines">
          {AFTER.map(([icon, what]) => (
            <li>
              <Icon name={icon} />
              {t(`roster.after.${what}`)}
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

const AFTER = [
  ['page', 'report'],
  ['people', 'ties'],
  ['download', 'rejected'],
] as const

function Done({ t, progress }: { t: Translator; progress: Progress }) {
  return (
    <ul class="key">
      {DONE.filter(([, what]) => progress[what] > 0).map(([icon, what]) => (
        <li class={what === 'rejected' ? 'late' : ''}>
          <Icon name={icon} />
          {t(`roster.doing.${what}`, { count: progress[what] })}
        </li>
      ))}
    </ul>
  )
}

const DONE = [
  ['confirmed', 'unchanged'],
  ['again', 'updated'],
  ['plus', 'created'],
  ['warning', 'rejected'],
] as const

function Result({ reader, job: { id, result }, ties }: Omit<JobProps, 'progress'>) {
  const { t } = reader
  if (!result) return null
  const download = result.rejected.length > 0 ? schoolRoutes.rosterRejected(id) : undefined
  return (
    <>
      <TieList reader={reader} ties={ties} />
      <div class="beside">
        <div>
          {result.rejected.length === 0 && <Notice tone="done">{t('roster.allRead')}</Notice>}
          <RosterRemarks t={t} report={result} download={download} />
          <RosterLanguages reader={reader} languages={result.languages} place={{ job: id }} />
        </div>
        <section class="card">
          <Counts t={t} report={result} />
          <ButtonLink href={schoolRoutes.families()}>{t('roster.toFamilies')}</ButtonLink>
        </section>
      </div>
    </>
  )
}

function Counts({ t, report: { families, caregivers, students } }: { t: Translator; report: RosterReport }) {
  return (
    <Facts
      facts={[
        [t('roster.created'), String(families.created)],
        [t('roster.updated'), String(families.updated)],
        [t('roster.unchanged'), String(families.unchanged)],
        [t('families.caregivers'), String(caregivers)],
        [t('families.children'), String(students)],
      ]}
    />
  )
}

/** Registers the progress and report of imports. */
export function registerRosterJob(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.rosterJob(':job'), async (c) => {
    const { school } = organizerOf(c)
    const { job, progress } = await readProgress(c.get('context'), school.id, c.req.param('job'))
    const { upload, result } = job
    if (upload && result) {
      return show(c, <RosterPreviewPage reader={c.get('reader')} view={{ upload, report: result }} />)
    }
    if (job.status === 'running') c.header('Refresh', String(LOOK_AGAIN_SECONDS))
    const ties = result ? await listOpenTies(c.get('context'), school.id) : []
    return show(c, <RosterJobPage reader={c.get('reader')} {...{ job, progress, ties }} />)
  })
  app.get(schoolRoutes.rosterRejected(':job'), async (c) => {
    const { school } = organizerOf(c)
    const { result } = await readJob(c.get('context'), school.id, c.req.param('job'))
    if (!result) return refuse('not-found')
    const rows = result.rejected.map(({ file, line, field, reason }) => [file, line, field, reason])
    const sheet = { title: 'rejected-rows', heads: ['file', 'line', 'field', 'reason'], rows }
    return sendSheet(c, 'rejected-rows', sheet, 'csv')
  })
}
