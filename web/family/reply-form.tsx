import { AGE_BANDS } from '../../shared/family/family.ts'
import { DIETS } from '../../shared/session/reply.ts'
import type { SuggestedReply } from '../../shared/session/reply-suggestion.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Group } from '../components/field-label.tsx'
import { Choice, Field, Flag, Select, TextArea } from '../components/form.tsx'
import type { FormState } from '../form.ts'
import { FAMILY_LANGUAGES, languageOptions } from '../messages/choices.ts'
import { capital, languageName } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import { bandCounts } from './reply-input.ts'

/** What the fields of a reply start from. */
export type Answers = SuggestedReply

type FieldsProps = { reader: Reader; form: FormState; workshop: Workshop; answers: Answers }

/** The fields of a reply, all in sight. */
export function ReplyFields(props: FieldsProps) {
  return (
    <>
      <AttendingChoice {...props} />
      <WaitFlag {...props} />
      <ReplyDetails {...props} />
    </>
  )
}

/** Where all seats are taken: whether the family waits for one. */
export function WaitFlag({ reader: { t }, form }: Pick<FieldsProps, 'reader' | 'form'>) {
  if (form.trouble?.code !== 'session-full') return null
  return <Flag form={form} name="wait" label={t('session.wait')} />
}

/** Who comes and what they need. What the workshop does not offer is not asked, unless it was answered before. */
export function ReplyDetails(props: FieldsProps) {
  const { reader, form, workshop, answers } = props
  const { t } = reader
  const number = { t, form, type: 'number', short: true, plain: true } as const
  return (
    <>
      <div class="pairs">
        <Field {...number} name="adults" label={t('session.adults')} value={answers.adults} />
        {(workshop.offers.rides || Boolean(answers.ride)) && (
          <Field {...number} name="ride" label={t('session.ride')} value={answers.ride} />
        )}
      </div>
      <ChildrenFields {...props} />
      <LanguageFields {...props} />
      {(workshop.offers.food || answers.diets) && <FoodFields {...props} />}
      <TextArea
        t={t}
        form={form}
        name="access"
        rows={1}
        maxlength={280}
        label={t('session.access')}
        hint={t('session.accessHint')}
        value={answers.access}
      />
    </>
  )
}

function AttendingChoice({ reader: { t }, form, answers: { attending } }: FieldsProps) {
  return (
    <Choice
      t={t}
      form={form}
      name="attending"
      legend={t('session.attending')}
      value={attending === undefined ? undefined : attending ? 'yes' : 'no'}
      options={[
        { value: 'yes', label: t('session.yes'), sign: '●' },
        { value: 'no', label: t('session.no'), sign: '○' },
      ]}
    />
  )
}

function ChildrenFields({ reader: { t }, form, answers }: FieldsProps) {
  const counts = bandCounts(answers.children ?? [])
  return (
    <Group t={t} form={form} name="children" legend={t('session.children')} hint={t('session.childrenHint')}>
      <div class="pairs">
        {AGE_BANDS.map((band) => (
          <Field
            t={t}
            form={form}
            name={`band.${band}`}
            type="number"
            short
            plain
            label={capital(t(`session.band.${band}`))}
            value={counts[band]}
          />
        ))}
      </div>
    </Group>
  )
}

function LanguageFields(props: FieldsProps) {
  const { reader, workshop, answers } = props
  const { t, language } = reader
  const hint = t('session.interpretationHint', {
    language: languageName(workshop.presentationLanguage, language),
  })
  return (
    <fieldset id="interpretation" tabindex={-1}>
      <legend>{t('session.interpretation')}</legend>
      <p class="hint">{hint}</p>
      <InterpretationRow {...props} place={0} />
      <details open={(answers.interpretation?.length ?? 0) > 1}>
        <summary>{t('session.interpretationMore')}</summary>
        <InterpretationRow {...props} place={1} />
      </details>
    </fieldset>
  )
}

function InterpretationRow({ reader, form, answers, place }: FieldsProps & { place: number }) {
  const { t, language } = reader
  const need = answers.interpretation?.[place]
  const name = `interpretation.${place}`
  const languages = need ? [...FAMILY_LANGUAGES, need.language] : FAMILY_LANGUAGES
  const part = { t, form, plain: true }
  return (
    <div class="language">
      <Select
        {...part}
        name={`${name}.language`}
        label={t('session.interpretationLanguage')}
        options={languageOptions(language, languages)}
        value={need?.language}
        empty=""
      />
      <Field
        {...part}
        name={`${name}.adults`}
        type="number"
        short
        label={t('session.interpretationAdults')}
        value={need?.adults}
      />
    </div>
  )
}

function FoodFields({ reader: { t }, form, answers }: FieldsProps) {
  return (
    <Group t={t} form={form} name="diets" legend={t('session.food')} hint={t('session.foodHint')}>
      <div class="pairs">
        {DIETS.map((diet) => (
          <Field
            t={t}
            form={form}
            name={`diets.${diet}`}
            type="number"
            short
            plain
            label={capital(t(`session.diet.${diet}`))}
            value={answers.diets?.[diet]}
          />
        ))}
      </div>
      <TextArea
        t={t}
        form={form}
        name="allergens"
        kind="lines"
        rows={1}
        label={t('session.allergens')}
        hint={t('session.allergensHint')}
        value={answers.allergens?.join('\n')}
      />
    </Group>
  )
}
