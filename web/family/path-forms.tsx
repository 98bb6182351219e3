import type { OwnPath } from '../../shared/ladder/ladder.operations.ts'
import { STEPS, VISIBILITIES } from '../../shared/ladder/ladder.ts'
import { Button, Choice, Field, Form, Select, TextArea } from '../components/form.tsx'
import type { FormState } from '../form.ts'
import type { Translator } from '../messages/catalogue.ts'
import { capital } from '../messages/format.ts'
import { familyRoutes } from '../routes.ts'

type FormsProps = {
  t: Translator
  own: OwnPath
  form: FormState
  /** Which of the forms is in trouble. */
  formOf?: string | undefined
}

// Two forms ask for a step: the links of errors lead to the one that is in trouble.
const OTHER_STEP = 'other-step'

/** What a parent tells of what they did, whom they propose, and who may see their path. */
export function PathForms({ t, own, form, formOf }: FormsProps) {
  return (
    <>
      <details open={formOf === 'tell'}>
        <summary>{t('path.tell')}</summary>
        <TellForm
          t={t}
          form={formOf === 'tell' ? form : {}}
          id={formOf === 'nominate' ? OTHER_STEP : undefined}
        />
      </details>
      <details open={formOf === 'nominate'}>
        <summary>{t('path.nominate')}</summary>
        <NominateForm
          t={t}
          form={formOf === 'nominate' ? form : {}}
          id={formOf === 'nominate' ? undefined : OTHER_STEP}
        />
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

type FormPart = { t: Translator; form: FormState; id: string | undefined }

const stepOptions = (t: Translator) =>
  STEPS.map((value) => ({ value, label: capital(t(`path.step.${value}`)) }))

function TellForm({ t, form, id }: FormPart) {
  const part = { t, form, required: true }
  return (
    <Form action={familyRoutes.tellStep()}>
      <Select {...part} name="step" id={id} label={t('path.which')} options={stepOptions(t)} />
      <TextArea {...part} name="text" rows={2} maxlength={280} label={t('path.what')} />
      <Button>{t('form.save')}</Button>
    </Form>
  )
}

function NominateForm({ t, form, id }: FormPart) {
  const part = { t, form, required: true }
  return (
    <Form action={familyRoutes.nominate()}>
      <Select {...part} name="step" id={id} label={t('path.which')} options={stepOptions(t)} />
      <Field {...part} name="who" label={t('path.who')} maxlength={100} />
      <TextArea {...part} name="why" rows={2} maxlength={280} label={t('path.why')} />
      <Button>{t('path.send')}</Button>
    </Form>
  )
}
