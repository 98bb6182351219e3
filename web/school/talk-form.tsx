import {
  CONVERSATION_KINDS,
  CONVERSATION_OUTCOMES,
  CONVERSATION_PURPOSES,
  VISIT_CONDITIONS,
} from '../../shared/outreach/conversation.ts'
import { Button, CheckList, Choice, Field, Form, Hidden, TextArea } from '../components/form.tsx'
import type { FormState } from '../form.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'

type Props = {
  reader: Reader
  family: string
  form: FormState
  /** What comes next instead of the family's conversations: the list of all, or the family's page. */
  next?: 'list' | 'family'
}

/** Records a conversation in two chips and a sentence; what is rare is folded, and what is good is chosen already. */
export function TalkForm({ reader: { t }, family, form, next }: Props) {
  const part = { t, form }
  const after = form.typed?.next?.[0] ?? next
  return (
    <Form action={schoolRoutes.talk(family)}>
      {after && <Hidden name="next" value={after} />}
      <Choice
        {...part}
        name="kind"
        legend={t('conversation.kind')}
        options={CONVERSATION_KINDS.map((value) => ({ value, label: t(`conversation.way.${value}`) }))}
      />
      <Visit {...part} />
      <Choice
        {...part}
        name="purpose"
        legend={t('conversation.purpose')}
        value="celebrate"
        options={CONVERSATION_PURPOSES.map((value) => ({ value, label: t(`conversation.purpose.${value}`) }))}
      />
      <TextArea
        {...part}
        name="note"
        rows={2}
        maxlength={280}
        plain
        label={t('conversation.note')}
        hint={t('conversation.noteHint')}
      />
      <Promised {...part} />
      <Outcome {...part} />
      <Button>{t('conversation.keepIt')}</Button>
    </Form>
  )
}

type PartProps = { t: Reader['t']; form: FormState }

const isFilled = ({ typed }: FormState, ...names: string[]) => names.some((name) => typed?.[name]?.[0])

function Promised(part: PartProps) {
  const { t, form } = part
  return (
    <details class="fold" open={isFilled(form, 'promise', 'promiseBy')}>
      <summary>{t('conversation.promise')}</summary>
      <Field {...part} name="promise" plain label={t('conversation.promiseWords')} maxlength={140} />
      <Field {...part} name="promiseBy" type="date" plain label={t('conversation.promiseBy')} />
    </details>
  )
}

function Outcome(part: PartProps) {
  const { t, form } = part
  const isOther = isFilled(form, 'outcome') && form.typed?.outcome?.[0] !== 'reached'
  return (
    <details class="fold" open={isOther}>
      <summary>{t('conversation.outcome')}</summary>
      <Choice
        {...part}
        name="outcome"
        legend={t('conversation.outcome')}
        value="reached"
        options={CONVERSATION_OUTCOMES.map((value) => ({
          value,
          label: t(`conversation.outcome.${value}`),
        }))}
      />
    </details>
  )
}

/** What a home visit needs; it opens with the chip, or is folded where the browser cannot tell. */
function Visit(part: PartProps) {
  const { t } = part
  return (
    <div class="visit">
      <Field {...part} name="companion" plain label={t('conversation.companion')} maxlength={100} />
      <CheckList
        {...part}
        name="conditions"
        legend={t('conversation.conditions')}
        options={VISIT_CONDITIONS.map((value) => ({ value, label: t(`conversation.condition.${value}`) }))}
      />
    </div>
  )
}
