import { Button, Field } from '../components/form.tsx'
import type { FormState } from '../form.ts'
import type { Translator } from '../messages/catalogue.ts'

/** The file of a form whose content is shown before anything is written. */
export function ChooseFile({ t, form, accept }: { t: Translator; form: FormState; accept: string }) {
  return (
    <>
      <Field {...{ t, form, accept }} name="file" type="file" required label={t('roster.choose')} />
      <Button>{t('roster.look')}</Button>
    </>
  )
}
