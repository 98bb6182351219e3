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
  STEPS,
  stepsOf,
  VISIBILITIES,
} from '../../shared/ladder/ladder.ts'
import { Button, Choice, ErrorSummary, Field, Form, Select, TextArea } from '../components/form.tsx'
import { Page } from '../components/layout.tsx'
import { Card, Facts, Notice } from '../components/parts.tsx'
import { accept, attempt, type FormState, readForm } from '../form.ts'
import { listText } from '../messages/format.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'

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
            <strong>{t(`path.step.${step}`)}</strong> {t(`path.about.${step}`)}
          </li>
        ))}
      </ul>
      <PathForms {...{ reader, own }} form={form} formOf={formOf} />
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
          [t(`path.step.${step}`), role],
          [t('path.time'), time],
          [
            t('path.support'),
            listText(
              support.map((one) => t(`path.support.${one}`)),
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
            <strong>{t(`path.step.${step}`)}</strong>
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

function PathForms({ reader: { t }, own, form, formOf }: Pick<Props, 'reader' | 'own' | 'form' | 'formOf'>) {
  const steps = STEPS.map((value) => ({ value, label: t(`path.step.${value}`) }))
  const told = formOf === 'tell' ? form : {}
  const proposed = formOf === 'nominate' ? form : {}
  return (
    <>
      <details open={formOf === 'tell'}>
        <summary>{t('path.tell')}</summary>
        <Form action={familyRoutes.tellStep()}>
          <Select t={t} form={told} name="step" required label={t('path.which')} options={steps} />
          <TextArea t={t} form={told} name="text" required rows={2} maxlength={280} label={t('path.what')} />
          <Button>{t('form.save')}</Button>
        </Form>
      </details>
      <details open={formOf === 'nominate'}>
        <summary>{t('path.nominate')}</summary>
        <Form action={familyRoutes.nominate()}>
          <Select t={t} form={proposed} name="step" required label={t('path.which')} options={steps} />
          <Field t={t} form={proposed} name="who" required label={t('path.who')} maxlength={100} />
          <TextArea
            t={t}
            form={proposed}
            name="why"
            required
            rows={2}
            maxlength={280}
            label={t('path.why')}
          />
          <Button>{t('path.send')}</Button>
        </Form>
      </details>
      <Form action={familyRoutes.showPath()}>
        <Choice
          t={t}
          form={{}}
          name="visibleTo"
          legend={t('path.visible')}
          value={own.path.visibleTo}
          options={VISIBILITIES.map((value) => ({ value, label: t(`path.visible.${value}`) }))}
        />
        <Button kind="quiet">{t('form.save')}</Button>
      </Form>
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
  return show(c, page, form.trouble ? 422 : 200)
}

const VisibleTo = z.strictObject({ visibleTo: z.enum(VISIBILITIES) })
const Answered = z.strictObject({ answer: z.enum(ANSWERS) })

/** Registers a parent's path. */
export function registerPath(app: Hono<WebEnv>): void {
  const done = `${familyRoutes.path()}?saved`
  app.get(familyRoutes.path(), (c) => answer(c))
  app.post(familyRoutes.tellStep(), async (c) => {
    const { family, school } = familyOf(c)
    const { values, failed } = await readForm(c)
    const outcome = await attempt(async () =>
      addEvidence(c.get('context'), school.id, family, accept(EvidenceInput, values)),
    )
    return 'value' in outcome ? c.redirect(done, 303) : answer(c, failed(outcome.trouble), 'tell')
  })
  app.post(familyRoutes.untellStep(':evidence'), async (c) => {
    const { family, school } = familyOf(c)
    await removeEvidence(c.get('context'), school.id, family, c.req.param('evidence'))
    return c.redirect(done, 303)
  })
  app.post(familyRoutes.nominate(), async (c) => {
    const { family, school } = familyOf(c)
    const { values, failed } = await readForm(c)
    const outcome = await attempt(async () =>
      nominate(c.get('context'), school.id, family, accept(NominationInput, values)),
    )
    return 'value' in outcome ? c.redirect(done, 303) : answer(c, failed(outcome.trouble), 'nominate')
  })
  app.post(familyRoutes.showPath(), async (c) => {
    const { family, school } = familyOf(c)
    const { visibleTo } = accept(VisibleTo, (await readForm(c)).values)
    await showPathTo(c.get('context'), school.id, family, visibleTo)
    return c.redirect(done, 303)
  })
  app.post(familyRoutes.answerInvitation(':invitation'), async (c) => {
    const { family, school } = familyOf(c)
    const answered = accept(Answered, (await readForm(c)).values)
    const id = c.req.param('invitation')
    await answerInvitation(c.get('context'), school.id, family, { id, ...answered })
    return c.redirect(done, 303)
  })
  app.post(familyRoutes.credit(':decision'), async (c) => {
    const { family, school } = familyOf(c)
    const consent = (await readForm(c)).text('consent') === 'yes'
    await consentToCredit(c.get('context'), school.id, family, { id: c.req.param('decision'), consent })
    return c.redirect(done, 303)
  })
}
