import { Button, Field, Form, Hidden, Select } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import type { FormState } from '../form.ts'
import { FAMILY_LANGUAGES, languageOptions } from '../messages/choices.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'

type Props = {
  reader: Reader
  session: string
  form: FormState
  /** A name that was searched for and not found. */
  name: string
}

/** The form for somebody who did not reply, with the name that nobody had. */
export function WalkInForm({ reader, session, form, name }: Props) {
  const { t, language, school } = reader
  const languages = languageOptions(language, [...(school?.languages ?? []), ...FAMILY_LANGUAGES])
  const part = { t, form }
  return (
    <details class="walk" open={form.trouble !== undefined || name !== ''}>
      <summary>
        <Icon name="plus" />
        {t('door.walkIn')}
      </summary>
      <Form action={schoolRoutes.checkIn(session)} keep="">
        <Hidden name="key" value="" />
        <Field {...part} name="name" required label={t('door.name')} maxlength={100} value={name} />
        <Select {...part} name="language" required label={t('door.language')} options={languages} />
        <Field {...part} name="adults" type="number" short plain label={t('print.adults')} value={1} />
        <Field {...part} name="children" type="number" short plain label={t('print.children')} value={0} />
        <Button>{t('door.here')}</Button>
      </Form>
    </details>
  )
}
