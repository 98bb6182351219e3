import { AGE_BANDS } from '../../shared/family/family.ts'
import type { Ballot } from '../../shared/workshop/ballot.ts'
import { COULD_COME_IF, kindOfWish, type Wish } from '../../shared/workshop/wish.ts'
import { errorAt, isTicked, keepLabel } from '../components/field-label.tsx'
import { Field, Flag, Hidden, Select, TextArea } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { WallTimeField } from '../components/wall-time-field.tsx'
import { type FormState, fieldOf } from '../form.ts'
import { FAMILY_LANGUAGES, languageOptions } from '../messages/choices.ts'
import { capital } from '../messages/format.ts'
import { fieldErrorText } from '../messages/refusal-text.ts'
import type { Reader } from '../visit.ts'
import { bandCounts } from './reply-input.ts'

type Props = {
  reader: Reader
  form: FormState
  ballot: Ballot | undefined
  /** What the family asked for the last time; ticked until it votes here. */
  remembered: readonly Wish[]
}

const ICONS = {
  childcare: 'child',
  interpreter: 'voices',
  ride: 'car',
  food: 'food',
  online: 'video',
} as const

/** The part of a vote below its times: that none works, what would help, another time, a line to the organizers. */
export function VoteWishes(props: Props) {
  const { reader, form, ballot } = props
  return (
    <>
      {ballot?.noneWork && <Hidden name="hadNone" kind="int" value={1} />}
      <Flag form={form} name="noneWork" label={reader.t('vote.none')} checked={ballot?.noneWork ?? false} />
      <Wishes {...props} />
      <OwnWords {...props} />
    </>
  )
}

function Wishes({ reader, form, ballot, remembered }: Props) {
  const { t } = reader
  const wishes = ballot?.couldComeIf ?? remembered
  const kinds = wishes.map(kindOfWish)
  return (
    <fieldset class="wishes" id="couldComeIf" tabindex={-1}>
      <legend>
        <h2>{t('vote.help')}</h2>
      </legend>
      {!ballot && kinds.length > 0 && <p class="hint">{t('vote.remembered')}</p>}
      <div class="chips">
        {COULD_COME_IF.map((kind) => (
          <label>
            <input
              type="checkbox"
              name="couldComeIf:list"
              value={kind}
              checked={isTicked(form, 'couldComeIf', kind, kinds.includes(kind))}
            />
            <span>
              <Icon name="check" />
              <Icon name={ICONS[kind]} />
              {capital(t(`vote.could.${kind}`))}
            </span>
          </label>
        ))}
      </div>
      <ChildrenOfWish t={t} form={form} wishes={wishes} />
      <LanguageOfWish reader={reader} form={form} wishes={wishes} />
    </fieldset>
  )
}

type Detailed = Exclude<Wish, string>

function isOf<Kind extends Detailed['kind']>(
  wish: Wish,
  kind: Kind,
): wish is Extract<Detailed, { kind: Kind }> {
  return typeof wish !== 'string' && wish.kind === kind
}

const BANDS_FIELD = 'wish.band'

function ChildrenOfWish({ t, form, wishes }: { t: Reader['t']; form: FormState; wishes: readonly Wish[] }) {
  const counts = bandCounts(wishes.flatMap((wish) => (isOf(wish, 'childcare') ? wish.children : [])))
  const label = t('session.children')
  keepLabel(form, BANDS_FIELD, label)
  // A single count has its error beside it.
  const error = form.trouble?.errors.find(({ pointer }) => fieldOf(pointer) === BANDS_FIELD)
  return (
    <fieldset
      class="detail childcare"
      id={BANDS_FIELD}
      tabindex={-1}
      {...(error && { 'aria-describedby': `${BANDS_FIELD}-error` })}
    >
      <legend>{label}</legend>
      {error && (
        <p class="error" id={`${BANDS_FIELD}-error`}>
          {fieldErrorText(t, error)}
        </p>
      )}
      <div class="pairs">
        {AGE_BANDS.map((band) => (
          <Field
            t={t}
            form={form}
            name={`wish.band.${band}`}
            type="number"
            short
            plain
            label={capital(t(`session.band.${band}`))}
            value={counts[band]}
          />
        ))}
      </div>
    </fieldset>
  )
}

type DetailProps = Pick<Props, 'reader' | 'form'> & { wishes: readonly Wish[] }

function LanguageOfWish({ reader: { t, language }, form, wishes }: DetailProps) {
  const told = wishes.flatMap((wish) => (isOf(wish, 'interpreter') ? [wish.language] : []))[0]
  return (
    <div class="interpreter">
      <Select
        t={t}
        form={form}
        name="wish.language"
        label={t('session.interpretationLanguage')}
        plain
        empty=""
        options={languageOptions(language, told ? [...FAMILY_LANGUAGES, told] : FAMILY_LANGUAGES)}
        value={told}
      />
    </div>
  )
}

function OwnWords({ reader, form, ballot }: Props) {
  const { t } = reader
  const typed = ['suggestedStartLocal', 'line'].some((name) => form.typed?.[name]?.[0])
  const wrote = ballot?.suggestedStart ?? ballot?.line
  const inTrouble = errorAt(form, 'suggestedStartLocal') ?? errorAt(form, 'line')
  return (
    <details class="fold" open={typed || Boolean(wrote ?? inTrouble)}>
      <summary>{t('vote.words')}</summary>
      <WallTimeField
        reader={reader}
        form={form}
        name="suggestedStartLocal"
        label={t('vote.suggest')}
        value={ballot?.suggestedStart}
      />
      <TextArea
        t={t}
        form={form}
        name="line"
        rows={2}
        label={t('vote.line')}
        maxlength={280}
        value={ballot?.line}
      />
    </details>
  )
}
