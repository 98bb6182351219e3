import { Button, Choice, Field, Form, Select } from '../components/form.tsx'
import type { FormState } from '../form.ts'
import { languageOptions } from '../messages/choices.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { FamilyField } from './family-field.tsx'

const ROLES = ['organizer', 'helper', 'parentLeader'] as const

type Props = { reader: Reader; form: FormState }

/** Invites somebody to the team. */
export function TeamInvitation({ reader: { t, language, school }, form }: Props) {
  const part = { t, form }
  return (
    <section class="card talk" aria-labelledby="invite">
      <h2 id="invite">{t('team.invite')}</h2>
      <Form action={schoolRoutes.team()}>
        <Field {...part} name="name" required label={t('team.name')} maxlength={120} />
        <Field {...part} name="email" type="email" required label={t('team.email')} />
        <Choice
          {...part}
          name="role"
          legend={t('team.role')}
          options={ROLES.map((value) => ({ value, label: t(`team.role.${value}`) }))}
          value="organizer"
        />
        <Select
          {...part}
          name="language"
          required
          label={t('team.language')}
          hint={t('team.languageHint')}
          options={languageOptions(language, school?.languages ?? [language])}
          value={school?.defaultLanguage}
        />
        <FamilyField {...part} name="family" label={t('team.family')} hint={t('team.familyHint')} />
        <Button>{t('team.inviteButton')}</Button>
      </Form>
    </section>
  )
}
