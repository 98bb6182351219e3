import { Button, Choice, Field, Form, Select } from '../components/form.tsx'
import type { FormState } from '../form.ts'
import { languageOptions } from '../messages/choices.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'

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
        <OwnFamily {...part} />
        <Button>{t('team.inviteButton')}</Button>
      </Form>
    </section>
  )
}

/** The family for which a parent acts, by its name; where several have it, which of them. */
function OwnFamily(part: { t: Reader['t']; form: FormState }) {
  const { t, form } = part
  const several = form.trouble?.details.hosts
  if (Array.isArray(several)) {
    const options = several.map((label) => ({ value: String(label), label: String(label) }))
    return <Choice {...part} name="family" legend={t('team.family')} options={options} />
  }
  return (
    <Field {...part} name="family" label={t('team.family')} hint={t('team.familyHint')} maxlength={120} />
  )
}
