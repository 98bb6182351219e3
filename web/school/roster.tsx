import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import { importUpload, keepUpload, previewUpload } from '../../shared/roster/operations.ts'
import type { RosterReport } from '../../shared/roster/report.ts'
import { SIMPLE_COLUMNS } from '../../shared/roster/simple.ts'
import { mediaTypeOf } from '../../shared/roster/upload.ts'
import { Button, ErrorSummary, Field, Form } from '../components/form.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import { attempt, type FormState, readForm } from '../form.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { RosterReportView } from './roster-report.tsx'

// Long enough for most schools to be done, short enough to show a larger one that it goes on.
const PATIENCE_MS = 2_000

/** Where a roster is chosen, and what can be read. */
export function RosterPage({ reader, form }: { reader: Reader; form: FormState }) {
  const { t } = reader
  return (
    <SchoolPage reader={reader} title={t('roster.title')}>
      <h1>{t('roster.title')}</h1>
      <ErrorSummary t={t} form={form} />
      <p>{t('roster.text')}</p>
      <Form action={schoolRoutes.roster()} upload>
        <Field
          t={t}
          form={form}
          name="file"
          type="file"
          required
          accept=".zip,.csv,application/zip,text/csv"
          label={t('roster.choose')}
        />
        <Button>{t('roster.look')}</Button>
      </Form>
      <h2>{t('roster.forms')}</h2>
      <ul>
        <li>{t('roster.oneRoster')}</li>
        <li>
          {t('roster.simple')} <code>{SIMPLE_COLUMNS.join(', ')}</code>
        </li>
      </ul>
      <p>{t('roster.kept')}</p>
    </SchoolPage>
  )
}

type PreviewProps = { reader: Reader; upload: string; report: RosterReport }

/** What an import would change, before anything is written. */
export function RosterPreviewPage({ reader, upload, report }: PreviewProps) {
  const { t } = reader
  const { created, updated } = report.families
  return (
    <SchoolPage reader={reader} title={t('roster.preview')}>
      <h1>{t('roster.preview')}</h1>
      <Notice>{t('roster.nothingYet')}</Notice>
      <RosterReportView t={t} report={report} />
      <Form action={schoolRoutes.rosterUpload(upload)}>
        <div class="actions">
          <Button>{t('roster.import', { count: created + updated })}</Button>
          <ButtonLink kind="quiet" href={schoolRoutes.roster()}>
            {t('roster.other')}
          </ButtonLink>
        </div>
      </Form>
    </SchoolPage>
  )
}

/** Registers the import of a roster, up to its start. */
export function registerRoster(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.roster(), (c) => {
    organizerOf(c)
    return show(c, <RosterPage reader={c.get('reader')} form={{}} />)
  })
  app.post(schoolRoutes.roster(), async (c) => {
    const { school } = organizerOf(c)
    const { file } = await readForm(c)
    const outcome = await attempt(async () => {
      const chosen = file('file') ?? refuse('invalid-input', NO_FILE)
      const bytes = new Uint8Array(await chosen.arrayBuffer())
      return keepUpload(c.get('context'), school.id, { bytes, mediaType: mediaTypeOf(bytes) })
    })
    if ('value' in outcome) return c.redirect(schoolRoutes.rosterUpload(outcome.value), 303)
    return show(c, <RosterPage reader={c.get('reader')} form={outcome} />, 422)
  })
  app.get(schoolRoutes.rosterUpload(':upload'), async (c) => {
    const { school } = organizerOf(c)
    const upload = c.req.param('upload')
    const report = await previewUpload(c.get('context'), school.id, upload)
    return show(c, <RosterPreviewPage reader={c.get('reader')} upload={upload} report={report} />)
  })
  app.post(schoolRoutes.rosterUpload(':upload'), async (c) => {
    const { school } = organizerOf(c)
    const job = await importUpload(c.get('context'), school.id, c.req.param('upload'), PATIENCE_MS)
    return c.redirect(schoolRoutes.rosterJob(job), 303)
  })
}

const NO_FILE = { errors: [{ pointer: '/file', detail: 'file-needed' }] }
