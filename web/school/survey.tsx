import type { Hono } from 'hono'
import { accept } from '../../shared/access/accept.ts'
import { refuse } from '../../shared/access/refusal.ts'
import {
  answerAsStaff,
  readSurvey,
  recordAnswer,
  type SessionSurvey,
} from '../../shared/impact/impact.operations.ts'
import {
  LONGEST_LINE,
  QUESTIONS,
  readMarks,
  type SurveyAudience,
  SurveyInput,
} from '../../shared/impact/survey.ts'
import { readSession } from '../../shared/session/session.operations.ts'
import { Button, Choice, ErrorSummary, Field, Form, Hidden, TextArea } from '../components/form.tsx'
import { OWN_FORM } from '../components/form-context.ts'
import { ButtonLink, Notice } from '../components/parts.tsx'
import { SurveyFields } from '../components/survey-fields.tsx'
import type { FormState, SentForm } from '../form.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { memberOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { SurveyTable } from './survey-table.tsx'

type Props = {
  reader: Reader
  session: string
  /** The report, for organizers; a helper only enters answers. */
  survey: SessionSurvey | undefined
  form: FormState
  saved: boolean
  /** The questions whole, to read them aloud. */
  aloud: boolean
}

const AUDIENCES = Object.keys(QUESTIONS) as SurveyAudience[] // the keys of a constant

/** The results of a session's survey, and the forms to enter answers from paper or read aloud. */
export function SurveyPage({ reader, session, survey, form, saved, aloud }: Props) {
  const { t } = reader
  const action = schoolRoutes.survey(session)
  return (
    <SchoolPage form={OWN_FORM} reader={reader} title={t('survey.team')}>
      <h1>{t('survey.team')}</h1>
      {saved && <Notice tone="done">{t('survey.saved')}</Notice>}
      <ErrorSummary t={t} form={form} />
      {survey &&
        AUDIENCES.map((audience) => <SurveyTable {...{ reader, audience }} report={survey[audience]} />)}
      {aloud ? (
        <Form action={action}>
          <h2>{t('survey.aloud')}</h2>
          <Hidden name="audience" value="parents" />
          <SurveyFields reader={reader} form={form} audience="parents" />
          <TextArea
            t={t}
            form={form}
            name="line"
            rows={2}
            label={t('survey.line')}
            maxlength={LONGEST_LINE}
          />
          <Button>{t('form.save')}</Button>
        </Form>
      ) : (
        <QuickEntry {...{ reader, form, action }} />
      )}
      <p class="actions">
        {!aloud && (
          <ButtonLink kind="quiet" href={`${action}?aloud`}>
            {t('survey.aloud')}
          </ButtonLink>
        )}
        <a href={schoolRoutes.printSheet(session, 'survey')}>{t('print.survey')}</a>
      </p>
    </SchoolPage>
  )
}

function QuickEntry({ reader: { t }, form, action }: { reader: Reader; form: FormState; action: string }) {
  return (
    <Form action={action}>
      <h2>{t('survey.paper')}</h2>
      <Choice
        t={t}
        form={form}
        name="audience"
        legend={t('survey.whose')}
        value="parents"
        inline
        options={AUDIENCES.map((value) => ({ value, label: t(`survey.audience.${value}`) }))}
      />
      <Field
        t={t}
        form={form}
        name="marks"
        required
        label={t('survey.marks')}
        hint={t('survey.marksHint')}
        autocomplete="off"
      />
      <Button>{t('survey.enter')}</Button>
    </Form>
  )
}

async function answer(c: Visit, session: string, form: FormState = {}): Promise<Response> {
  const { member } = memberOf(c)
  if (member.role === 'parentLeader') refuse('forbidden')
  const read = member.role === 'organizer' ? readSurvey : readSession
  const known = await read(c.get('context'), session)
  const survey = 'parents' in known ? known : undefined
  const [saved, aloud] = [c.req.query('saved'), c.req.query('aloud')].map((one) => one !== undefined)
  const props = {
    reader: c.get('reader'),
    session,
    survey,
    form,
    saved: saved ?? false,
    aloud: aloud ?? false,
  }
  return show(c, <SurveyPage {...props} />)
}

function audienceOf(text: string): SurveyAudience {
  return AUDIENCES.find((one) => one === text) ?? 'parents'
}

/** A colleague's own answers. */
function OwnPage({ reader, session, form, saved }: Pick<Props, 'reader' | 'session' | 'form' | 'saved'>) {
  const { t } = reader
  return (
    <SchoolPage form={saved ? undefined : OWN_FORM} reader={reader} title={t('survey.title')}>
      <h1>{t('survey.title')}</h1>
      {saved ? (
        <Notice tone="done">{t('survey.answered')}</Notice>
      ) : (
        <>
          <p>{t('survey.text')}</p>
          <ErrorSummary t={t} form={form} />
          <Form action={schoolRoutes.ownSurvey(session)}>
            <SurveyFields reader={reader} form={form} audience="staff" />
            <Button>{t('survey.send')}</Button>
          </Form>
        </>
      )}
    </SchoolPage>
  )
}

/** Registers the survey of a session on the team's side. */
export function registerSurvey(app: Hono<WebEnv>): void {
  const path = schoolRoutes.survey(':session')
  app.get(path, (c) => answer(c, c.req.param('session')))
  onPost(app, path, {
    by: memberOf,
    run: ({ context, params, form }) => {
      const audience = audienceOf(form.text('audience'))
      return recordAnswer(context, params.session, audience, paperAnswer(audience, form))
    },
    done: ({ params }) => `${schoolRoutes.survey(params.session)}?saved`,
    again: ({ c, params }, form) => answer(c, params.session, form),
  })
  registerOwnSurvey(app)
}

/** The answers of a paper survey: marks in one line, or a field for each answer. */
function paperAnswer(audience: SurveyAudience, { values, text }: SentForm): SurveyInput {
  const { audience: _, marks, ...answers } = values
  const typed = typeof marks === 'string' ? readMarks(audience, marks) : undefined
  if (text('marks') && !typed)
    refuse('invalid-input', { errors: [{ pointer: '/marks', detail: 'survey-marks' }] })
  return typed ?? accept(SurveyInput, answers)
}

function registerOwnSurvey(app: Hono<WebEnv>): void {
  const path = schoolRoutes.ownSurvey(':session')
  app.get(path, (c) => {
    memberOf(c)
    return answerOwn(c, c.req.param('session'), {})
  })
  onPost(app, path, {
    by: memberOf,
    schema: SurveyInput,
    run: ({ context, params }, answers) => answerAsStaff(context, params.session, answers),
    done: ({ params }) => `${schoolRoutes.ownSurvey(params.session)}?saved`,
    again: ({ c, params }, form) => answerOwn(c, params.session, form),
  })
}

async function answerOwn(c: Visit, session: string, form: FormState): Promise<Response> {
  const { id } = await readSession(c.get('context'), session)
  const saved = c.req.query('saved') !== undefined
  return show(c, <OwnPage reader={c.get('reader')} session={id} form={form} saved={saved} />)
}
