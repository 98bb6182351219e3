import type { Hono } from 'hono'
import { propose } from '../../shared/workshop/operations.ts'
import { NewProposal } from '../../shared/workshop/proposal.ts'
import { Button, CheckList, ErrorSummary, Field, Form, TextArea } from '../components/form.tsx'
import { Page } from '../components/layout.tsx'
import { ButtonLink } from '../components/parts.tsx'
import { accept, attempt, type FormState, readForm } from '../form.ts'
import { languageOptions } from '../messages/choices.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, show, type WebEnv } from '../visit.ts'

const USUAL_MINUTES = 60

/** Where a parent proposes a workshop that they will teach. */
export function TeachPage({ reader, form }: { reader: Reader; form: FormState }) {
  const { t, language, school } = reader
  const part = { t, form }
  const languages = languageOptions(language, [...new Set([...(school?.languages ?? []), language])])
  const audience = (['parents', 'staff'] as const).map((value) => ({
    value,
    label: t(`teach.audience.${value}`),
  }))
  return (
    <Page reader={reader} title={t('teach.title')}>
      <h1>{t('teach.title')}</h1>
      <ErrorSummary t={t} form={form} />
      <p>{t('teach.text')}</p>
      <Form action={familyRoutes.teach()}>
        <Field {...part} name="title" required label={t('teach.name')} maxlength={120} />
        <TextArea {...part} name="learn" required label={t('teach.learn')} maxlength={600} />
        <CheckList
          {...part}
          name="audience"
          legend={t('teach.audience')}
          options={audience}
          values={['parents']}
          inline
        />
        <CheckList
          {...part}
          name="languages"
          legend={t('teach.languages')}
          options={languages}
          values={[language]}
          inline
        />
        <Field
          {...part}
          name="durationMinutes"
          type="number"
          required
          short
          label={t('teach.duration')}
          value={USUAL_MINUTES}
        />
        <TextArea {...part} name="needs" rows={2} label={t('teach.needs')} hint={t('teach.needsHint')} />
        <TextArea {...part} name="preferredTimes" rows={2} label={t('teach.times')} />
        <Button>{t('teach.send')}</Button>
      </Form>
    </Page>
  )
}

/** After a proposal: what happens next. */
export function TaughtPage({ reader }: { reader: Reader }) {
  const { t } = reader
  return (
    <Page reader={reader} title={t('teach.done')}>
      <h1>{t('teach.done')}</h1>
      <p>{t('teach.doneText')}</p>
      <ButtonLink href={familyRoutes.home()}>{t('voted.home')}</ButtonLink>
    </Page>
  )
}

/** Registers a family's proposals. */
export function registerTeach(app: Hono<WebEnv>): void {
  app.get(familyRoutes.teach(), (c) => {
    familyOf(c)
    return show(c, <TeachPage reader={c.get('reader')} form={{}} />)
  })
  app.post(familyRoutes.teach(), async (c) => {
    const { family, school } = familyOf(c)
    const { typed, values } = await readForm(c)
    const outcome = await attempt(async () =>
      propose(c.get('context'), school.id, accept(NewProposal, { ...values, family })),
    )
    if ('value' in outcome) return c.redirect(familyRoutes.taught(), 303)
    return show(c, <TeachPage reader={c.get('reader')} form={{ typed, trouble: outcome.trouble }} />, 422)
  })
  app.get(familyRoutes.taught(), (c) => {
    familyOf(c)
    return show(c, <TaughtPage reader={c.get('reader')} />)
  })
}
