import type { Hono } from 'hono'
import {
  answerAsFamily,
  readSurveyOfFamily,
  type SurveyStanding,
} from '../../shared/impact/impact.operations.ts'
import { FEWEST_ANSWERS, LONGEST_LINE, SurveyInput } from '../../shared/impact/survey.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { FamilyPage } from '../components/family-page.tsx'
import { Button, ErrorSummary, Form, TextArea } from '../components/form.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { localText } from '../messages/catalogue.ts'
import { letScriptsRun } from '../policy.ts'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { Aloud, registerAloudScript } from './aloud.tsx'
import { SurveyQuestions } from './survey-questions.tsx'

const FORM = 'survey'

type Props = {
  reader: Reader
  workshop: Workshop
  session: string
  standing: SurveyStanding
  form: FormState
}

/** Five statements after a session and a line to the school, anonymous. */
export function SurveyPage({ reader, workshop, session, standing, form }: Props) {
  const { t, language } = reader
  return (
    <FamilyPage reader={reader} title={t('survey.changed')} {...(standing === 'open' && { form: FORM })}>
      <div>
        <p class="lead">{t('survey.after', { title: localText(workshop.title, language) })}</p>
        <h1>{t('survey.changed')}</h1>
      </div>
      {standing === 'open' ? (
        <OpenSurvey reader={reader} session={session} form={form} />
      ) : (
        <>
          <Notice tone={standing === 'answered' ? 'done' : 'note'}>{t(`survey.${standing}`)}</Notice>
          <ButtonLink href={familyRoutes.home()} kind="quiet">
            {t('voted.home')}
          </ButtonLink>
        </>
      )}
    </FamilyPage>
  )
}

/** The questions, which may be read aloud, and who sees the answers. */
function OpenSurvey({ reader, session, form }: Pick<Props, 'reader' | 'session' | 'form'>) {
  const { t } = reader
  return (
    <>
      <p class="lead" data-aloud>
        {t('survey.short')}
      </p>
      <Aloud t={t} />
      <ErrorSummary t={t} form={form} />
      <Form action={familyRoutes.survey(session)} id={FORM}>
        <SurveyQuestions reader={reader} form={form} />
        <TextArea t={t} form={form} name="line" rows={2} label={t('survey.line')} maxlength={LONGEST_LINE} />
        <div class="send">
          <Button>{t('survey.sendNameless')}</Button>
        </div>
      </Form>
      <p class="lead" data-aloud>
        {t('survey.seen', { families: FEWEST_ANSWERS })}
      </p>
    </>
  )
}

async function answer(c: Visit, session: string, form: FormState = {}): Promise<Response> {
  const { standing, workshop } = await readSurveyOfFamily(c.get('context'), session, familyOf(c).family)
  letScriptsRun(c)
  return show(c, <SurveyPage reader={c.get('reader')} {...{ workshop, session, standing, form }} />)
}

/** Registers the questions after a session. */
export function registerFamilySurvey(app: Hono<WebEnv>): void {
  registerAloudScript(app)
  const path = familyRoutes.survey(':session')
  app.get(path, (c) => answer(c, c.req.param('session')))
  onPost(app, path, {
    by: familyOf,
    schema: SurveyInput,
    run: ({ context, family, params }, answers) => answerAsFamily(context, params.session, family, answers),
    done: ({ params }) => familyRoutes.survey(params.session),
    again: ({ c, params: { session } }, form) => {
      // A double tap is answered like one.
      if (form.trouble?.code === 'already-answered') return c.redirect(familyRoutes.survey(session), 303)
      return answer(c, session, form)
    },
  })
}
