import type { Family } from '../../shared/family/family.ts'
import { STEPS, SUPPORTS } from '../../shared/ladder/ladder.ts'
import { Button, CheckList, Field, Form, Select } from '../components/form.tsx'
import { StrengthList } from '../components/strength-list.tsx'
import type { FormState } from '../form.ts'
import { capital, languageName } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'

/** The family that is being invited, and the form. */
export type Inviting = { family: Family; form: FormState }

type Props = Inviting & { reader: Reader }

/** An invitation into a role, with all its parts, in the place of its row among those whom the school may invite. */
export function InvitePanel({ reader, family, form }: Props) {
  const { t, language, actor } = reader
  const inviter = actor.kind === 'member' ? actor.name : ''
  return (
    <li class="inviting talk" id="invite">
      <div class="head">
        <h3>{t('invite.title', { family: family.name })}</h3>
        <a class="plain" href={`${schoolRoutes.ladder()}#whom`}>
          {t('checklist.close')}
        </a>
      </div>
      <p class="soft small">{t('invite.text')}</p>
      <StrengthList reader={reader} family={family} />
      <Form action={schoolRoutes.invite(family.id)}>
        <Parts reader={reader} form={form} />
        <p class="small soft">
          {t('invite.from', { name: inviter, language: languageName(family.writtenLanguage, language) })}
        </p>
        <Button>{t('invite.button')}</Button>
      </Form>
    </li>
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
          options={STEPS.map((value) => ({ value, label: capital(t(`path.step.${value}`)) }))}
        />
        <Field {...part} name="time" label={t('path.time')} maxlength={120} />
        <Field {...part} name="coLead" label={t('path.coLead')} maxlength={120} />
      </div>
      <CheckList
        t={t}
        form={form}
        name="support"
        legend={t('path.support')}
        options={SUPPORTS.map((value) => ({ value, label: capital(t(`path.support.${value}`)) }))}
      />
    </>
  )
}
