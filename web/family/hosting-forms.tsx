import { errorAt } from '../components/field-label.tsx'
import { Button, Field, Form } from '../components/form.tsx'
import type { FormState } from '../form.ts'
import type { Translator } from '../messages/catalogue.ts'
import type { Reader } from '../visit.ts'

type FormProps = { t: Translator; form: FormState; action: string }

/** Adds something to prepare, in the host's own words. */
export function ItemForm({ t, form, action }: FormProps) {
  const part = { t, form }
  return (
    <details open={form.trouble !== undefined}>
      <summary>{t('hosting.add')}</summary>
      <Form action={action}>
        <Field {...part} name="title" required label={t('hosting.title')} maxlength={120} />
        <Field {...part} name="needed" type="number" short plain label={t('hosting.needed')} value={1} />
        <Button kind="quiet">{t('hosting.save')}</Button>
      </Form>
    </details>
  )
}

/** Asks the families for something to bring or do, in the host's language. */
export function BringForm({ reader, form, action }: Omit<FormProps, 't'> & { reader: Reader }) {
  const { t, language } = reader
  const number = { t, form, type: 'number', short: true, plain: true, min: 1 } as const
  return (
    <details open={errorAt(form, 'line') !== undefined}>
      <summary>{t('hosting.bring')}</summary>
      <Form action={action}>
        <Field
          {...{ t, form, lang: language, maxlength: 120 }}
          name={`line.title.${language}`}
          required
          label={t('signups.what')}
        />
        <Field {...number} name="line.wanted" label={t('signups.wanted')} value={2} />
        <Field {...number} name="line.portions" label={t('signups.portions')} />
        <Button kind="quiet">{t('signups.addButton')}</Button>
      </Form>
    </details>
  )
}
