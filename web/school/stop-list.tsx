import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import {
  followStoredStopList,
  keepStopList,
  listStops,
  previewStopList,
} from '../../shared/roster/stop-list.operations.ts'
import { STOP_LIST_COLUMNS, STOP_LIST_FILE, type StopListReport } from '../../shared/roster/stop-list.ts'
import { ConfirmForm } from '../components/confirm-form.tsx'
import { ErrorSummary, Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { ButtonLink, Facts, Notice } from '../components/parts.tsx'
import { csvOfStops } from '../csv.ts'
import type { FormState } from '../form.ts'
import type { Translator } from '../messages/catalogue.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { ChooseFile } from './choose-file.tsx'
import { SchoolPage } from './frame.tsx'
import { RosterRemarks } from './roster-report.tsx'
import { noteViewed } from './viewed.ts'

type PageProps = { reader: Reader; form: FormState; stopped?: number | undefined }

/** The list of numbers that want no texts: it leaves as a file, and another tool's is chosen here. */
export function StopListPage({ reader, form, stopped }: PageProps) {
  const { t } = reader
  return (
    <SchoolPage reader={reader} title={t('stopList.title')}>
      <PageHead
        t={t}
        crumbs={[{ href: schoolRoutes.settings(), label: t('settings.title') }]}
        title={t('stopList.title')}
      >
        <p class="soft">{t('stopList.text')}</p>
      </PageHead>
      <ErrorSummary t={t} form={form} />
      {stopped !== undefined && <Notice tone="done">{t('stopList.done', { count: stopped })}</Notice>}
      <section class="card">
        <h2>{t('stopList.leave')}</h2>
        <p class="soft">{t('stopList.leaveText')}</p>
        <ButtonLink kind="quiet" href={schoolRoutes.stopListFile()}>
          {t('stopList.download')}
        </ButtonLink>
      </section>
      <Choose t={t} form={form} />
    </SchoolPage>
  )
}

function Choose({ t, form }: { t: Translator; form: FormState }) {
  return (
    <section class="card">
      <h2>{t('stopList.enter')}</h2>
      <p class="soft">
        {t('stopList.columns')} <code>{STOP_LIST_COLUMNS.join(', ')}</code>
      </p>
      <p class="soft">{t('stopList.enterText')}</p>
      <Form action={schoolRoutes.stopList()} upload>
        <ChooseFile {...{ t, form }} accept=".csv,text/csv" />
      </Form>
    </section>
  )
}

type PreviewProps = { reader: Reader; list: string; report: StopListReport }

/** What following a list would change, before anything is written. */
export function StopListPreviewPage({ reader, list, report }: PreviewProps) {
  const { t } = reader
  const { stopped, unchanged, newer, unknown } = report
  const title = t('stopList.answer', { count: stopped })
  return (
    <SchoolPage reader={reader} title={title}>
      <PageHead
        t={t}
        crumbs={[
          { href: schoolRoutes.settings(), label: t('settings.title') },
          { href: schoolRoutes.stopList(), label: t('stopList.title') },
        ]}
        title={title}
      />
      <Facts
        facts={[
          [t('stopList.stopped'), String(stopped)],
          [t('stopList.unchanged'), String(unchanged)],
          [t('stopList.newer'), String(newer)],
          [t('stopList.unknown'), String(unknown)],
        ]}
      />
      <RosterRemarks t={t} report={withoutFile(report)} />
      {stopped > 0 ? (
        <ConfirmForm
          t={t}
          action={schoolRoutes.followStopList(list)}
          button={t('stopList.follow', { count: stopped })}
          kind="main"
          back={schoolRoutes.stopList()}
        />
      ) : (
        <>
          <Notice>{t('stopList.nothing')}</Notice>
          <ButtonLink href={schoolRoutes.stopList()}>{t('roster.other')}</ButtonLink>
        </>
      )}
    </SchoolPage>
  )
}

// There is only one file, whatever its people call it.
function withoutFile({ rejected, warnings }: StopListReport) {
  const unnamed = (remarks: StopListReport['rejected']) => remarks.map((remark) => ({ ...remark, file: '' }))
  return { rejected: unnamed(rejected), warnings: unnamed(warnings) }
}

/** Registers the list of numbers that want no texts: its page, its file, and how another tool's is followed. */
export function registerStopList(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.stopList(), (c) => {
    organizerOf(c)
    return showStopList(c, {})
  })
  app.get(schoolRoutes.stopListFile(), async (c) => {
    const { school } = organizerOf(c)
    const { stops, families } = await listStops(c.get('context'), school.id)
    noteViewed(c, 'download', families)
    c.header('content-type', 'text/csv; charset=utf-8')
    c.header('content-disposition', `attachment; filename="${STOP_LIST_FILE}"`)
    return c.body(csvOfStops(stops))
  })
  onPost(app, schoolRoutes.stopList(), {
    by: organizerOf,
    run: async ({ c, context, school, form }) => {
      const chosen = form.file('file') ?? refuse('invalid-input', NO_FILE)
      const bytes = new Uint8Array(await chosen.arrayBuffer())
      return keepStopList(context, c.get('services').jobs, school.id, bytes)
    },
    done: (_, list) => schoolRoutes.followStopList(list),
    again: ({ c }, form) => showStopList(c, form),
  })
  app.get(schoolRoutes.followStopList(':list'), async (c) => {
    const { school } = organizerOf(c)
    const list = c.req.param('list')
    const report = await previewStopList(c.get('context'), c.get('services').jobs, school.id, list)
    return show(c, <StopListPreviewPage reader={c.get('reader')} {...{ list, report }} />)
  })
  onPost(app, schoolRoutes.followStopList(':list'), {
    by: organizerOf,
    run: async ({ c, context, school, params: { list } }) => {
      const { jobs } = c.get('services')
      const { stopped, families } = await followStoredStopList(context, jobs, school.id, list)
      noteViewed(c, 'stopList', families)
      return stopped
    },
    done: (_, stopped) => `${schoolRoutes.stopList()}?stopped=${stopped}`,
  })
}

function showStopList(c: Visit, form: FormState): Response | Promise<Response> {
  const { stopped = '' } = c.req.query()
  const reader = c.get('reader')
  const count = /^\d{1,6}$/.test(stopped) ? Number(stopped) : undefined
  return show(c, <StopListPage reader={reader} form={inOneSentence(reader, form)} stopped={count} />)
}

// The message suffices for people; the technical details are for programs.
function inOneSentence({ t }: Reader, form: FormState): FormState {
  const { trouble } = form
  if (!trouble?.code.startsWith('roster-')) return form
  const details = { ...trouble.details, file: t('roster.yourFile') }
  return { ...form, trouble: { ...trouble, details, errors: [] } }
}

const NO_FILE = { errors: [{ pointer: '/file', detail: 'file-needed' }] }
