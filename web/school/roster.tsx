import type { Hono } from 'hono'
import type { SignedForm } from '../../shared/access/background-jobs.ts'
import { refuse } from '../../shared/access/refusal.ts'
import { AGE_BANDS } from '../../shared/family/family.ts'
import { listOpenTies, type OpenTie } from '../../shared/household/tie.operations.ts'
import { importUpload, keepUpload } from '../../shared/roster/import.operations.ts'
import { answerPreview, PreviewAnswers, previewUpload } from '../../shared/roster/preview.operations.ts'
import { CHANNEL_WORDS, SIMPLE_COLUMNS, SIMPLE_FILE } from '../../shared/roster/simple.ts'
import { signUpload } from '../../shared/roster/upload.operations.ts'
import { mediaTypeOf } from '../../shared/roster/upload.ts'
import { ErrorSummary, Form, Hidden } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { attempt, type FormState } from '../form.ts'
import type { Translator } from '../messages/catalogue.ts'
import { letFormsGoTo } from '../policy.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { ChooseFile } from './choose-file.tsx'
import { SchoolPage } from './frame.tsx'
import { RosterPreviewPage } from './roster-preview.tsx'
import { TieList } from './ties.tsx'

// Long enough for most schools to finish, short enough to show progress for a larger one.
const TIMEOUT_MS = 2_000

type RosterProps = {
  reader: Reader
  form: FormState
  upload?: SignedForm | undefined
  ties: readonly OpenTie[]
}

/** The form to choose a roster, and the formats it may have. Where uploads go to a bucket, the form posts there. */
export function RosterPage({ reader, form, upload, ties }: RosterProps) {
  const { t } = reader
  const crumbs = [{ href: schoolRoutes.families(), label: t('school.nav.families') }]
  return (
    <SchoolPage reader={reader} title={t('roster.title')} look="roster">
      <PageHead t={t} crumbs={crumbs} title={t('roster.title')}>
        <p class="soft">{t('roster.text')}</p>
      </PageHead>
      <ErrorSummary t={t} form={form} />
      <TieList reader={reader} ties={ties} />
      <div class="beside">
        <section class="card">
          <Form action={upload?.url ?? schoolRoutes.roster()} upload>
            {Object.entries(upload?.fields ?? {}).map(([name, value]) => (
              <Hidden name={name} value={value} />
            ))}
            <ChooseFile {...{ t, form }} accept=".zip,.csv,application/zip,text/csv" />
          </Form>
          <p class="soft">{t('roster.kept')}</p>
        </section>
        <Formats t={t} />
      </div>
    </SchoolPage>
  )
}

function Formats({ t }: { t: Translator }) {
  return (
    <section class="card">
      <h2>{t('roster.forms')}</h2>
      <ul>
        <li>{t('roster.oneRoster')}</li>
        <li>
          {t('roster.simple')} <code>{SIMPLE_COLUMNS.join(', ')}</code>
          <p>
            {t('roster.values', {
              channels: Object.keys(CHANNEL_WORDS).join(', '),
              ages: AGE_BANDS.map((band) => `${band} (${t(`session.band.${band}`)})`).join(', '),
            })}
          </p>
        </li>
      </ul>
    </section>
  )
}

/** Registers the import of a roster, up to its start. */
export function registerRoster(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.roster(), (c) => {
    organizerOf(c)
    return showRoster(c, {})
  })
  onPost(app, schoolRoutes.roster(), {
    by: organizerOf,
    run: async ({ c, context, school, form }) => {
      const chosen = form.file('file') ?? refuse('invalid-input', NO_FILE)
      const bytes = new Uint8Array(await chosen.arrayBuffer())
      return keepUpload(context, workOf(c), school.id, { bytes, mediaType: mediaTypeOf(bytes) })
    },
    done: (_, upload) => schoolRoutes.rosterUpload(upload),
    again: ({ c }, form) => showRoster(c, form),
  })
  app.get(schoolRoutes.rosterUpload(':upload'), (c) => showPreview(c, c.req.param('upload'), {}))
  onPost(app, schoolRoutes.rosterUpload(':upload'), {
    by: organizerOf,
    schema: PreviewAnswers,
    run: async ({ c, context, school, params: { upload } }, { answers }) => {
      await answerPreview(context, workOf(c), school.id, { upload, answers })
      return importUpload(context, workOf(c), school.id, { upload, timeout: TIMEOUT_MS })
    },
    done: (_, job) => schoolRoutes.rosterJob(job),
    again: ({ c, params }, form) =>
      form.trouble ? showRoster(c, form) : showPreview(c, params.upload, form),
  })
}

async function showPreview(c: Visit, upload: string, form: FormState): Promise<Response> {
  const { school } = organizerOf(c)
  const outcome = await attempt(() => previewUpload(c.get('context'), workOf(c), school.id, upload))
  if ('trouble' in outcome) {
    c.status(422)
    return showRoster(c, outcome)
  }
  const { value } = outcome
  if ('job' in value) return c.redirect(schoolRoutes.rosterJob(value.job), 303)
  return show(c, <RosterPreviewPage reader={c.get('reader')} form={form} view={{ upload, ...value }} />)
}

const workOf = (c: Visit) => c.get('services').jobs

async function showRoster(c: Visit, form: FormState): Promise<Response> {
  const { school } = organizerOf(c)
  const origin = c.get('origin')
  const next = (id: string) => origin + schoolRoutes.rosterUpload(id)
  const [upload, ties] = await Promise.all([
    signUpload(c.get('context'), workOf(c), school.id, next),
    listOpenTies(c.get('context'), school.id),
  ])
  if (upload) letFormsGoTo(c, upload.url)
  const reader = c.get('reader')
  return show(
    c,
    <RosterPage reader={reader} form={inOneSentence(reader, form)} upload={upload} ties={ties} />,
  )
}

// The message suffices for people; the technical details are for programs.
function inOneSentence({ t }: Reader, form: FormState): FormState {
  const { trouble } = form
  if (!trouble?.code.startsWith('roster-')) return form
  const { file } = trouble.details
  const details = { ...trouble.details, ...(file === SIMPLE_FILE && { file: t('roster.yourFile') }) }
  return { ...form, trouble: { ...trouble, details, errors: [] } }
}

const NO_FILE = { errors: [{ pointer: '/file', detail: 'file-needed' }] }
