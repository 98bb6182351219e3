import type { Hono } from 'hono'
import { readFamily } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import { invite } from '../../shared/ladder/ladder.operations.ts'
import { InvitationInput, STEPS, SUPPORTS } from '../../shared/ladder/ladder.ts'
import { Button, CheckList, ErrorSummary, Field, Form, Select } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { StrengthList, strengthsOf } from '../components/strength-list.tsx'
import type { FormState } from '../form.ts'
import { languageName } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { noteRead } from './viewed.ts'

type Props = { reader: Reader; family: Family; form: FormState }

/** An invitation into a role, with all its parts in one panel. */
export function InvitePage({ reader, family, form }: Props) {
  const { t, language, actor } = reader
  const title = t('invite.title', { family: family.name })
  const inviter = actor.kind === 'member' ? actor.name : ''
  return (
    <SchoolPage look="people" reader={reader} title={title}>
      <PageHead
        t={t}
        crumbs={[{ href: schoolRoutes.ladder(), label: t('school.nav.ladder') }]}
        title={title}
        answer={<p class="soft">{t('invite.text')}</p>}
      />
      <ErrorSummary t={t} form={form} />
      <section class="card talk">
        <StrengthList reader={reader} strengths={strengthsOf(family)} />
        <Form action={schoolRoutes.invite(family.id)}>
          <Parts reader={reader} form={form} />
          <p class="small soft">
            {t('invite.from', { name: inviter, language: languageName(family.writtenLanguage, language) })}
          </p>
          <Button>{t('invite.button')}</Button>
        </Form>
      </section>
    </SchoolPage>
  )
}

/** The strength that was seen, the role, when, with whom, and what the school helps with. */
function Parts({ reader: { t }, form }: Pick<Props, 'reader' | 'form'>) {
  const part = { t, form, required: true }
  return (
    <>
      <Field
        {...part}
        name="strength"
        label={t('path.strength')}
        hint={t('invite.strength')}
        maxlength={200}
      />
      <div class="pairs">
        <Field {...part} name="role" label={t('invite.role')} hint={t('invite.roleHint')} maxlength={200} />
        <Select
          {...part}
          name="step"
          label={t('path.which')}
          options={STEPS.map((value) => ({ value, label: t(`path.step.${value}`) }))}
        />
        <Field {...part} name="time" label={t('path.time')} maxlength={120} />
        <Field {...part} name="coLead" label={t('path.coLead')} maxlength={120} />
      </div>
      <CheckList
        t={t}
        form={form}
        name="support"
        legend={t('path.support')}
        options={SUPPORTS.map((value) => ({ value, label: t(`path.support.${value}`) }))}
      />
    </>
  )
}

async function answer(c: Visit, id: string, form: FormState = {}): Promise<Response> {
  const { school } = organizerOf(c)
  const family = await noteRead(c, 'page', readFamily(c.get('context'), school.id, id))
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
