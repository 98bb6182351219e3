import type { Hono } from 'hono'
import { answerAsFamily, type SurveyStanding, surveyOfFamily } from '../../shared/impact/impact.operations.ts'
import { FEWEST_ANSWERS, SurveyInput } from '../../shared/impact/survey.ts'
import { FamilyPage } from '../components/family-page.tsx'
import { Button, ErrorSummary, Form } from '../components/form.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SurveyQuestions } from './survey-questions.tsx'

const FORM = 'survey'

type Props = { reader: Reader; session: string; standing: SurveyStanding; form: FormState }

/** Five statements after a session, answered anonymously. */
export function SurveyPage({ reader, session, standing, form }: Props) {
  const { t } = reader
  return (
    <FamilyPage reader={reader} title={t('survey.changed')} {...(standing === 'open' && { form: FORM })}>
      <h1>{t('survey.changed')}</h1>
      {standing === 'open' ? (
        <>
          <p class="lead">{t('survey.short')}</p>
          <ErrorSummary t={t} form={form} />
          <Form action={familyRoutes.survey(session)} id={FORM}>
            <SurveyQuestions reader={reader} form={form} />
            <div class="send">
              <Button>{t('survey.sendNameless')}</Button>
            </div>
          </Form>
          <p class="lead">{t('survey.seen', { families: FEWEST_ANSWERS })}</p>
        </>
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

/** Registers the questions after a session. */
export function registerFamilySurvey(app: Hono<WebEnv>): void {
  const path = familyRoutes.survey(':session')
  app.get(path, async (c) => {
    const session = c.req.param('session')
    const standing = await surveyOfFamily(c.get('context'), session, familyOf(c).family)
    return show(c, <SurveyPage reader={c.get('reader')} session={session} standing={standing} form={{}} />)
  })
  onPost(app, path, {
    by: familyOf,
    schema: SurveyInput,
    run: ({ context, family, params }, answers) => answerAsFamily(context, params.session, family, answers),
    done: ({ params }) => familyRoutes.survey(params.session),
    again: ({ c, params: { session } }, form) => {
      // A double tap is answered like one.
      if (form.trouble?.code === 'already-answered') return c.redirect(familyRoutes.survey(session), 303)
      return show(c, <SurveyPage reader={c.get('reader')} session={session} standing="open" form={form} />)
    },
  })
}
