import type { School, Settings } from '../../shared/school/school.ts'
import { JOINING_PERCENT } from '../../shared/workshop/poll.ts'
import { EARLY_PERCENT } from '../../shared/workshop/verdict.ts'
import { CheckList, Field, Flag, type Option, Select, TextArea } from '../components/form.tsx'
import type { FormState } from '../form.ts'
import type { MessageKey, Translator } from '../messages/catalogue.ts'
import { languageOptions, timeZoneOptions } from '../messages/choices.ts'
import { ChildcareFields, TimelineFields } from './planning-fields.tsx'
import type { EditedLine } from './settings-lines.ts'

type FieldsProps = {
  t: Translator
  language: string
  form: FormState
  school: School
  line: EditedLine
  /** The kinds of groups to choose from. */
  kinds: readonly Option[]
}

/** The fields that change one setting. */
export function SettingFields(props: FieldsProps) {
  const { t, form, school, line, kinds } = props
  const part = { t, form }
  const { settings } = school
  switch (line) {
    case 'childcare':
      return <ChildcareFields part={part} settings={settings} />
    case 'timeline':
      return <TimelineFields part={part} settings={settings} />
    case 'kinds':
      return <KindsField part={part} settings={settings} kinds={kinds} />
    case 'proposals':
      return (
        <Flag
          form={form}
          name="settings.laterProposalsPublish"
          label={t('settings.laterProposals')}
          checked={settings.laterProposalsPublish ?? true}
        />
      )
    case 'firstDay':
      return (
        <Field
          {...part}
          name="settings.firstDay"
          short
          required
          label={t('settings.firstDay')}
          hint={t('settings.firstDayHint')}
          value={settings.firstDay ?? '09-01'}
        />
      )
    default:
      return <SchoolFields {...props} />
  }
}

type KindsProps = { part: Pick<FieldsProps, 't' | 'form'>; settings: Settings; kinds: readonly Option[] }

function KindsField({ part, settings: { fairnessKinds }, kinds }: KindsProps) {
  return (
    <CheckList
      {...part}
      name="settings.fairnessKinds"
      legend={part.t('settings.kinds')}
      hint={part.t('settings.kindsHint')}
      inline
      options={kinds}
      values={fairnessKinds === 'all' ? [] : fairnessKinds}
    />
  )
}

function SchoolFields(props: FieldsProps) {
  const { t, form, school, line } = props
  const part = { t, form, required: true }
  switch (line) {
    case 'name':
      return <Field {...part} name="name" label={t('start.school')} maxlength={120} value={school.name} />
    case 'timeZone':
      return (
        <Select
          {...part}
          name="timeZone"
          label={t('start.timeZone')}
          options={timeZoneOptions()}
          value={school.timeZone}
        />
      )
    case 'schoolDay':
      return <SchoolDayFields t={t} form={form} school={school} />
    case 'languages':
    case 'defaultLanguage':
      return <LanguageFields {...props} />
    default:
      return <NumberField t={t} form={form} settings={school.settings} line={line} />
  }
}

function LanguageFields({ t, language, form, school, line }: FieldsProps) {
  const part = { t, form, required: true }
  if (line === 'languages') {
    return (
      <TextArea
        {...part}
        name="languages"
        kind="lines"
        label={t('settings.languages')}
        value={school.languages.join('\n')}
      />
    )
  }
  return (
    <Select
      {...part}
      name="defaultLanguage"
      label={t('start.defaultLanguage')}
      options={languageOptions(language, school.languages)}
      value={school.defaultLanguage}
    />
  )
}

function SchoolDayFields({ t, form, school }: Pick<FieldsProps, 't' | 'form' | 'school'>) {
  const part = { t, form, type: 'time', required: true, short: true } as const
  const { start, end } = school.schoolDay
  return (
    <>
      <Field {...part} name="schoolDay.start" label={t('start.dayStart')} value={start} />
      <Field {...part} name="schoolDay.end" label={t('start.dayEnd')} value={end} />
    </>
  )
}

type NumberLine = { name: string; label: MessageKey; of: (settings: Settings) => number }

const NUMBERS: Partial<Record<EditedLine, NumberLine>> = {
  shortlist: {
    name: 'shortlistPercent',
    label: 'settings.shortlist',
    of: ({ shortlistPercent }) => shortlistPercent,
  },
  joining: {
    name: 'joiningPercent',
    label: 'settings.joining',
    of: ({ joiningPercent }) => joiningPercent ?? JOINING_PERCENT,
  },
  early: {
    name: 'earlyPercent',
    label: 'settings.early',
    of: ({ earlyPercent }) => earlyPercent ?? EARLY_PERCENT,
  },
  social: {
    name: 'socialPercent',
    label: 'settings.socialPercent',
    of: ({ socialPercent }) => socialPercent ?? 50,
  },
  seats: { name: 'vehicleSeats', label: 'settings.seats', of: ({ vehicleSeats }) => vehicleSeats },
  positive: {
    name: 'positivePerConcern',
    label: 'settings.positivePerConcern',
    of: ({ positivePerConcern }) => positivePerConcern ?? 3,
  },
  parity: {
    name: 'parityPercent',
    label: 'settings.parityPercent',
    of: ({ parityPercent }) => parityPercent ?? 80,
  },
}

/** The name of the setting that a line changes, where it is a single one. */
export const SINGLE_SETTINGS: Partial<Record<EditedLine, string>> = {
  firstDay: 'firstDay',
  ...Object.fromEntries(Object.entries(NUMBERS).map(([line, { name }]) => [line, name])),
}

type NumberProps = { t: Translator; form: FormState; settings: Settings; line: EditedLine }

function NumberField({ t, form, settings, line }: NumberProps) {
  const number = { t, form, type: 'number', short: true, required: true } as const
  const found = NUMBERS[line]
  if (found) {
    const { name, label, of } = found
    return <Field {...number} name={`settings.${name}`} label={t(label)} value={of(settings)} />
  }
  // Both shares of the food are one setting, and are saved together.
  return (
    <>
      <Field
        {...number}
        name="settings.food.showPercent"
        label={t('settings.show')}
        value={settings.food.showPercent}
      />
      <Field
        {...number}
        name="settings.food.cushionPercent"
        label={t('settings.cushion')}
        value={settings.food.cushionPercent}
      />
    </>
  )
}
