import { recommendationOf } from '../../shared/workshop/verdict.ts'
import { Group, isTicked } from '../components/field-label.tsx'
import { Button, Form, Select, TextArea } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import type { FormState } from '../form.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import {
  type Choosing,
  type Consequence,
  commonConsequences,
  consequencesOf,
} from './results-consequences.ts'
import { choicesOf, choiceValue, type TimeChoice } from './results-view.ts'
import { shortWhenOf } from './results-words.ts'

const MOST_WEEKS = 12

type Props = { reader: Reader; choosing: Choosing; form: FormState }

/**
 * Chooses a time, or the best two as one, with what follows from each. The stylesheet shows only what follows from the
 * chosen one, and asks for a reason only beside another than the recommended one; without `:has()` all of it is shown.
 */
export function DecisionForm({ reader, choosing, form }: Props) {
  const { t } = reader
  const { poll, workshop } = choosing
  const choices = choicesOf(poll)
  return (
    <div class="card decide no-print" id="decide">
      <Form action={schoolRoutes.schedule(workshop.id)}>
        <Group {...{ t, form }} name="options" legend={t('results.decide')} heading>
          {choices.map((choice, place) => (
            <ChoiceRow {...{ reader, choosing, form, choice, place }} />
          ))}
        </Group>
        <h3>{t('results.then')}</h3>
        <Consequences list={commonConsequences(reader, choosing)} />
        {choices.map((choice, place) => (
          <div class={`then then-${place}`}>
            <h4>{choiceText(reader, choosing, choice)}</h4>
            <Consequences list={consequencesOf(reader, choosing, choice)} />
          </div>
        ))}
        {recommendationOf(poll) && <Reason reader={reader} form={form} />}
        <Weeks reader={reader} form={form} />
        <Button>{t('results.decideButton')}</Button>
      </Form>
    </div>
  )
}

function choiceText(reader: Reader, { poll }: Choosing, { options }: TimeChoice): string {
  const [first = '', second = ''] = options.map((id) => shortWhenOf(reader, poll, id))
  return options.length > 1 ? reader.t('results.two', { first, second }) : first
}

type ChoiceRowProps = Props & { choice: TimeChoice; place: number }

function ChoiceRow({ reader, choosing, form, choice, place }: ChoiceRowProps) {
  const { t } = reader
  const { options, isRecommended } = choice
  const value = choiceValue(options)
  const best = recommendationOf(choosing.poll)?.best
  const isBest = options.length === 1 && best?.option === options[0]
  return (
    <label class="choice">
      <input
        type="radio"
        name="options"
        id={`time-${place}`}
        class={isRecommended ? 'recommended' : ''}
        value={value}
        checked={isTicked(form, 'options', value, isBest)}
      />
      <span>{choiceText(reader, choosing, choice)}</span>
      {isBest && <small>{t(best?.isFairest ? 'results.fairest' : 'results.recommended')}</small>}
    </label>
  )
}

function Consequences({ list }: { list: readonly Consequence[] }) {
  return (
    <ul class="follows">
      {list.map(({ icon, text, isLate }) => (
        <li class={isLate ? 'late' : ''}>
          <Icon name={icon} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  )
}

function Reason({ reader: { t }, form }: { reader: Reader; form: FormState }) {
  const labels = { label: t('results.reason'), hint: t('results.reasonHint') }
  return (
    <div class="why">
      <TextArea {...{ t, form, ...labels }} name="reason" plain rows={2} maxlength={280} />
    </div>
  )
}

function Weeks({ reader: { t }, form }: { reader: Reader; form: FormState }) {
  const options = Array.from({ length: MOST_WEEKS }, (_, place) => ({
    value: String(place + 1),
    label: t('results.weeksOf', { weeks: place + 1 }),
  }))
  return <Select {...{ t, form, options }} name="weeks" plain label={t('results.weeks')} value="1" />
}
