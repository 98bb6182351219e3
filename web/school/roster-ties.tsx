import type { OpenTie } from '../../shared/household/tie.operations.ts'
import { isTicked } from '../components/field-label.tsx'
import type { FormState } from '../form.ts'
import type { Reader } from '../visit.ts'
import { tieWords } from './ties.tsx'

/** How many ties a preview asks about; Today asks about the others. */
export const MOST_ASKED = 20

type Props = { reader: Reader; form: FormState; ties: readonly OpenTie[] }

/** What only a person knows about a roster: who joins and who parts. That all stay as they are is chosen already. */
export function TieChoices({ reader, form, ties }: Props) {
  const { t } = reader
  if (ties.length === 0) return null
  return (
    <section class="panel" id="asks">
      <div class="heading">
        <h2>{t('roster.onlyYou', { count: ties.length })}</h2>
        <span class="soft">{t('roster.answerStays')}</span>
      </div>
      {ties.slice(0, MOST_ASKED).map((tie) => (
        <TieChoice reader={reader} form={form} tie={tie} />
      ))}
      {ties.length > MOST_ASKED && <p>{t('roster.asksMore', { count: ties.length - MOST_ASKED })}</p>}
    </section>
  )
}

function TieChoice({ reader, form, tie }: Omit<Props, 'ties'> & { tie: OpenTie }) {
  const { question, effect, together, apart } = tieWords(reader, tie)
  const stays = { value: tie.kind === 'join' ? 'apart' : 'together' } as const
  const words = { together, apart }
  const changes = stays.value === 'apart' ? 'together' : 'apart'
  return (
    <fieldset class="choose" aria-describedby={`effect-${tie.id}`}>
      <legend class="screen-reader">{tie.families.map(({ name }) => name).join(' · ')}</legend>
      <div>
        {question}
        <p class="soft" id={`effect-${tie.id}`}>
          {effect}
        </p>
      </div>
      <div class="either">
        {[stays.value, changes].map((answer) => (
          <label>
            <input
              type="radio"
              form="import"
              name={`answers.${tie.id}`}
              value={answer}
              checked={isTicked(form, `answers.${tie.id}`, answer, answer === stays.value)}
            />
            <span>{words[answer as 'together' | 'apart']}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
