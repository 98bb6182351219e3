import type { Hono } from 'hono'
import { readFamily } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import { invite } from '../../shared/ladder/ladder.operations.ts'
import { InvitationInput, STEPS, SUPPORTS } from '../../shared/ladder/ladder.ts'
import { Button, CheckList, ErrorSummary, Field, Form, Select } from '../components/form.tsx'
import { StrengthList, strengthsOf } from '../components/strength-list.tsx'
import type { FormState } from '../form.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

/** An invitation into a role, with all its parts. */
export function InvitePage({ reader, family, form }: { reader: Reader; family: Family; form: FormState }) {
  const { t } = reader
  const part = { t, form, required: true }
  const title = t('invite.title', { family: family.name })
  return (
    <SchoolPage reader={reader} title={title}>
      <h1>{title}</h1>
      <p>{t('invite.text')}</p>
      <StrengthList reader={reader} strengths={strengthsOf(family)} />
      <ErrorSummary t={t} form={form} />
      <Form action={schoolRoutes.invite(family.id)}>
        <Field
          {...part}
          name="strength"
          label={t('path.strength')}
          hint={t('invite.strength')}
          maxlength={200}
        />
        <Select
          {...part}
          name="step"
          label={t('path.which')}
          options={STEPS.map((value) => ({ value, label: t(`path.step.${value}`) }))}
        />
        <Field {...part} name="role" label={t('invite.role')} hint={t('invite.roleHint')} maxlength={200} />
        <Field {...part} name="time" label={t('path.time')} maxlength={120} />
        <CheckList
          t={t}
          form={form}
          name="support"
          legend={t('path.support')}
          options={SUPPORTS.map((value) => ({ value, label: t(`path.support.${value}`) }))}
        />
        <Field {...part} name="coLead" label={t('path.coLead')} maxlength={120} />
        <Button>{t('invite.button')}</Button>
      </Form>
    </SchoolPage>
  )
}

async function answer(c: Visit, id: string, form: FormState = {}): Promise<Response> {
  const { school } = organizerOf(c)
  const family = await readFamily(c.get('context'), school.id, id)
  return show(c, <InvitePage reader={c.get('reader')} family={family} form={form} />)
}

/** Registers the invitation of a family. */
export function registerInvite(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.invite(':family'), (c) => answer(c, c.req.param('family')))
  onPost(app, schoolRoutes.invite(':family'), {
    by: organizerOf,
    schema: InvitationInput,
    run: ({ context, school, params }, invitation) => invite(context, school.id, params.family, invitation),
    done: () => `${schoolRoutes.ladder()}?invited`,
    again: ({ c, params }, form) => answer(c, params.family, form),
  })
}
