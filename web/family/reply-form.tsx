import type { FieldError } from '../../shared/access/refusal.ts'
import type { ComingChild } from '../../shared/family/coming-child.ts'
import { AGE_BAND_MONTHS, AGE_BANDS, type AgeBand } from '../../shared/family/family.ts'
import { DIETS, monthsOf } from '../../shared/session/reply.ts'
import type { SuggestedReply } from '../../shared/session/reply-suggestion.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Group } from '../components/field-label.tsx'
import { Choice, Field, Flag, Select, TextArea } from '../components/form.tsx'
import type { FormState, Trouble } from '../form.ts'
import { FAMILY_LANGUAGES, languageOptions } from '../messages/choices.ts'
import { languageName } from '../messages/format.ts'
import type { Reader } from '../visit.ts'

/** What the fields of a reply start from. */
export type Answers = SuggestedReply

type FieldsProps = { reader: Reader; form: FormState; workshop: Workshop; answers: Answers }

const BANDS = AGE_BANDS

/** The fields of a reply. What the workshop does not offer is not asked, unless it was answered before. */
export function ReplyFields(props: FieldsProps) {
  const { reader, form, workshop, answers } = props
  const { t } = reader
  const number = { t, form, type: 'number', short: true, plain: true } as const
  return (
    <>
      <AttendingChoice {...props} />
      {form.trouble?.code === 'session-full' && <Flag form={form} name="wait" label={t('session.wait')} />}
      <Field {...number} name="adults" label={t('session.adults')} value={answers.adults} />
      <ChildrenFields {...props} />
      <LanguageFields {...props} />
      {(workshop.offers.food || answers.diets) && <FoodFields {...props} />}
      {(workshop.offers.rides || Boolean(answers.ride)) && (
        <Field {...number} name="ride" label={t('session.ride')} value={answers.ride} />
      )}
      <TextArea
        t={t}
        form={form}
        name="access"
        rows={2}
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
      {BANDS.map((band) => (
        <Field
          t={t}
          form={form}
          name={`band.${band}`}
          type="number"
          short
          plain
          label={t(`session.band.${band}`)}
          value={counts[band]}
        />
      ))}
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
    <>
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
    </>
  )
}

function FoodFields({ reader: { t }, form, answers }: FieldsProps) {
  return (
    <Group t={t} form={form} name="diets" legend={t('session.food')} hint={t('session.foodHint')}>
      {DIETS.map((diet) => (
        <Field
          t={t}
          form={form}
          name={`diets.${diet}`}
          type="number"
          short
          plain
          label={t(`session.diet.${diet}`)}
          value={answers.diets?.[diet]}
        />
      ))}
      <TextArea
        t={t}
        form={form}
        name="allergens"
        kind="lines"
        rows={2}
        label={t('session.allergens')}
        hint={t('session.allergensHint')}
        value={answers.allergens?.join('\n')}
      />
    </Group>
  )
}

type BandCounts = Partial<Record<AgeBand, number>>

/** Counts children by age band; an age in months counts in the nearest band. */
export function bandCounts(children: readonly ComingChild[]): BandCounts {
  const counts: BandCounts = {}
  for (const child of children) {
    const band = 'ageBand' in child ? child.ageBand : nearestBand(monthsOf(child))
    counts[band] = (counts[band] ?? 0) + 1
  }
  return counts
}

function nearestBand(months: number): AgeBand {
  const distance = (band: AgeBand) => Math.abs(AGE_BAND_MONTHS[band] - months)
  return BANDS.reduce((best, band) => (distance(band) < distance(best) ? band : best))
}

/**
 * What a reply's form says as the input that the rule takes. Children whose counts were not touched
 * keep the months they were told in. A need without adults, and answers of a family that does not come, go.
 */
export function replyInput(
  values: Record<string, unknown>,
  before: { children: ComingChild[] } | undefined,
): Record<string, unknown> {
  const { band, interpretation, attending, ...rest } = values
  if (attending === 'no') return { attending: false }
  const coming = attending === 'yes' ? { attending: true } : {}
  const counts = isRecord(band) ? band : {}
  const isUntouched =
    before && BANDS.every((one) => (bandCounts(before.children)[one] ?? 0) === (counts[one] ?? 0))
  return {
    ...rest,
    ...coming,
    children: isUntouched ? before.children : childrenOfBands(counts),
    interpretation: Array.isArray(interpretation) ? interpretation.filter(needsAdults) : [],
  }
}

/** Counts by age band as children; for input that is checked afterwards. */
export function childrenOfBands(counts: Record<string, unknown>): unknown[] {
  return BANDS.flatMap((ageBand) => childrenOf(ageBand, counts[ageBand]))
}

// An invalid count is passed on as it is, so that the rule refuses it by name.
const MOST = 100

function childrenOf(ageBand: AgeBand, count: unknown): unknown[] {
  if (count === undefined || count === 0) return []
  if (typeof count !== 'number' || count < 0) return [{ ageBand, count }]
  return Array.from({ length: Math.min(count, MOST) }, () => ({ ageBand }))
}

function needsAdults(need: unknown): boolean {
  return isRecord(need) && need.adults !== undefined && need.adults !== 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The form asks for children by band: trouble with one child is trouble with the counts of their group of fields. */
export function childrenTogether(trouble: Trouble): Trouble {
  const isOfOne = ({ pointer }: FieldError) => pointer.startsWith('/children/')
  const others = trouble.errors.filter((error) => !isOfOne(error))
  const counts = trouble.errors.some(isOfOne) ? [{ pointer: '/children', detail: 'count' }] : []
  return { ...trouble, errors: [...counts, ...others] }
}
