import type { Hono } from 'hono'
import * as z from 'zod'
import { consentToCredit, listCredits } from '../../shared/impact/decision.operations.ts'
import type { ParentDecision } from '../../shared/impact/decision.ts'
import {
  addEvidence,
  answerInvitation,
  nominate,
  type OwnPath,
  readOwnPath,
  removeEvidence,
  showPathTo,
} from '../../shared/ladder/ladder.operations.ts'
import {
  ANSWERS,
  EvidenceInput,
  type Invitation,
  NominationInput,
  stepsOf,
  VISIBILITIES,
} from '../../shared/ladder/ladder.ts'
import { Button, ErrorSummary, Form } from '../components/form.tsx'
import { Page } from '../components/layout.tsx'
import { Card, Facts, Notice } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { capital, listText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { PathForms } from './path-forms.tsx'

type Props = {
  reader: Reader
  own: OwnPath
  credits: readonly ParentDecision[]
  saved: boolean
  form: FormState
  /** Which of the page's forms is in trouble. */
  formOf?: string | undefined
}

/** A parent's path: invitations, what is behind, what could be tried, and who may see it. */
export function PathPage({ reader, own, credits, saved, form, formOf }: Props) {
  const { t } = reader
  const { behind, ahead } = stepsOf(own.path)
  return (
    <Page reader={reader} title={t('path.title')}>
      <h1>{t('path.title')}</h1>
      <p>{t('path.text')}</p>
      {saved && <Notice tone="done">{t('about.saved')}</Notice>}
      <ErrorSummary t={t} form={form} />
      {own.invitations.map((invitation) => (
        <InvitationCard reader={reader} invitation={invitation} />
      ))}
      {credits.map((decision) => (
        <CreditCard reader={reader} decision={decision} />
      ))}
      {behind.length > 0 && <Behind reader={reader} own={own} />}
      <h2>{t('path.ahead')}</h2>
      <ul>
        {ahead.map((step) => (
          <li>
            <strong>{capital(t(`path.step.${step}`))}</strong> {t(`path.about.${step}`)}
          </li>
        ))}
      </ul>
      <PathForms {...{ t, own, form, formOf }} />
      {own.others.length > 0 && <h2>{t('path.others')}</h2>}
      {own.others.map(({ name, path }) => (
        <p>
          <strong>{name}</strong>:{' '}
          {listText(
            stepsOf(path).behind.map((step) => t(`path.step.${step}`)),
            reader.language,
          )}
        </p>
      ))}
    </Page>
  )
}

function InvitationCard({ reader: { t, language }, invitation }: { reader: Reader; invitation: Invitation }) {
  const { id, inviter, strength, step, role, time, support, coLead, answer } = invitation
  return (
    <Card title={t('path.invited', { inviter: inviter || t('vote.team') })} tone={answer ? 'plain' : 'first'}>
      <Facts
        facts={[
          [t('path.strength'), strength],
          [capital(t(`path.step.${step}`), language), role],
          [t('path.time'), time],
          [
            t('path.support'),
            capital(
              listText(
                support.map((one) => t(`path.support.${one}`)),
                language,
              ),
              language,
            ),
          ],
          [t('path.coLead'), coLead],
        ]}
      />
      {answer && <p>{t('path.answered', { answer: t(`path.answer.${answer}`) })}</p>}
      <Form action={familyRoutes.answerInvitation(id)}>
        <div class="actions">
          {ANSWERS.filter((one) => one !== answer).map((one) => (
            <Button kind={one === 'yes' ? 'main' : 'quiet'} name="answer" value={one}>
              {t(`path.answer.${one}`)}
            </Button>
          ))}
        </div>
      </Form>
    </Card>
  )
}

function CreditCard({ reader: { t }, decision }: { reader: Reader; decision: ParentDecision }) {
  return (
    <Card title={t('path.credit')}>
      <p>
        {decision.said} → {decision.did}
      </p>
      <Form action={familyRoutes.credit(decision.id)}>
        <div class="actions">
          <Button kind="quiet" name="consent" value="yes">
            {t('path.creditYes')}
          </Button>
          <Button kind="quiet" name="consent" value="no">
            {t('path.creditNo')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}

function Behind({ reader: { t }, own: { path } }: { reader: Reader; own: OwnPath }) {
  return (
    <>
      <h2>{t('path.behind')}</h2>
      <ol class="list">
        {path.did.map(({ id, step, text }) => (
          <li>
            <strong>{capital(t(`path.step.${step}`))}</strong>
            <p>
              <bdi>{text}</bdi>
            </p>
            <Form action={familyRoutes.untellStep(id)}>
              <Button kind="danger">{t('path.untell')}</Button>
            </Form>
          </li>
        ))}
      </ol>
    </>
  )
}

async function answer(c: Visit, form: FormState = {}, formOf?: string): Promise<Response> {
  const { family, school } = familyOf(c)
  const [own, credits] = await Promise.all([
    readOwnPath(c.get('context'), school.id, family),
    listCredits(c.get('context'), school.id, family),
  ])
  const saved = c.req.query('saved') !== undefined
  const page = <PathPage reader={c.get('reader')} {...{ own, credits, saved, form, formOf }} />
  return show(c, page)
}

const SAVED = `${familyRoutes.path()}?saved`

/** Registers a parent's path. */
export function registerPath(app: Hono<WebEnv>): void {
  app.get(familyRoutes.path(), (c) => answer(c))
  registerTold(app)
  onPost(app, familyRoutes.nominate(), {
    by: familyOf,
    schema: NominationInput,
    run: ({ context, school, family }, nomination) => nominate(context, school.id, family, nomination),
    done: () => SAVED,
    again: ({ c }, form) => answer(c, form, 'nominate'),
  })
  onPost(app, familyRoutes.answerInvitation(':invitation'), {
    by: familyOf,
    schema: z.strictObject({ answer: z.enum(ANSWERS) }),
    run: ({ context, school, family, params }, answered) =>
      answerInvitation(context, school.id, family, { id: params.invitation, ...answered }),
    done: () => SAVED,
  })
  onPost(app, familyRoutes.credit(':decision'), {
    by: familyOf,
    run: ({ context, school, family, params, form }) => {
      const consent = form.text('consent') === 'yes'
      return consentToCredit(context, school.id, family, { id: params.decision, consent })
    },
    done: () => SAVED,
  })
}

/** Registers what a parent tells of what they did, and to whom it is shown. */
function registerTold(app: Hono<WebEnv>): void {
  onPost(app, familyRoutes.tellStep(), {
    by: familyOf,
    schema: EvidenceInput,
    run: ({ context, school, family }, evidence) => addEvidence(context, school.id, family, evidence),
    done: () => SAVED,
    again: ({ c }, form) => answer(c, form, 'tell'),
  })
  onPost(app, familyRoutes.untellStep(':evidence'), {
    by: familyOf,
    run: ({ context, school, family, params }) => removeEvidence(context, school.id, family, params.evidence),
    done: () => SAVED,
  })
  onPost(app, familyRoutes.showPath(), {
    by: familyOf,
    schema: z.strictObject({ visibleTo: z.enum(VISIBILITIES) }),
    run: ({ context, school, family }, { visibleTo }) => showPathTo(context, school.id, family, visibleTo),
    done: () => SAVED,
  })
}
