import { isOutdated } from '../../shared/session/session.ts'
import { errorAt } from '../components/field-label.tsx'
import { Button, Form } from '../components/form.tsx'
import { Segments } from '../components/segments.tsx'
import type { FormState } from '../form.ts'
import { fieldErrorText } from '../messages/refusal-text.ts'
import { familyRoutes } from '../routes.ts'
import type { Reader } from '../visit.ts'
import { ReplyDetails, WaitFlag } from './reply-form.tsx'
import { ReplySummary } from './reply-summary.tsx'
import type { SessionView } from './session-view.ts'

/** The id of the form of a reply. */
export const REPLY_FORM = 'reply'

type Props = { reader: Reader; form: FormState; data: SessionView }

/** The form of a reply. It starts from what the family said before, so that most only say yes and send it. */
export function ReplyForm({ reader, form, data }: Props) {
  const { t } = reader
  const { session } = data
  return (
    <Form action={familyRoutes.session(session.id)} id={REPLY_FORM}>
      <Attending reader={reader} form={form} data={data} />
      <WaitFlag reader={reader} form={form} />
      <Details reader={reader} form={form} data={data} />
      <div class="send">
        <Button>{t('session.send')}</Button>
      </div>
    </Form>
  )
}

function Attending({ reader: { t }, form, data: { answers, reply, session } }: Props) {
  const error = errorAt(form, 'attending')
  const isAskedAgain = reply !== undefined && isOutdated(session, reply)
  const said = isAskedAgain ? undefined : answers.attending
  return (
    <fieldset class="asked" id="attending" tabindex={-1}>
      <legend>
        <h2>{t('session.attending')}</h2>
      </legend>
      {error && (
        <p class="error" id="attending-error">
          {fieldErrorText(t, error)}
        </p>
      )}
      <Segments
        form={form}
        name="attending"
        value={said === undefined ? undefined : said ? 'yes' : 'no'}
        options={[
          { value: 'yes', label: t('vote.yes'), icon: 'full' },
          { value: 'no', label: t('vote.no'), icon: 'empty' },
        ]}
      />
    </fieldset>
  )
}

// What was typed is shown as it was typed.
function Details({ reader, form, data }: Props) {
  const { t } = reader
  const { workshop, answers, isFromLastTime, reply } = data
  const details = <ReplyDetails reader={reader} form={form} workshop={workshop} answers={answers} />
  if (form.typed) return <section class="card if-yes">{details}</section>
  const title = reply?.attending ? 'same.told' : isFromLastTime ? 'same.title' : 'same.first'
  return (
    <section class="card if-yes">
      <h2>{t(title)}</h2>
      <ReplySummary reader={reader} said={answers} workshop={workshop} />
      <details class="fold">
        <summary>{t('same.different')}</summary>
        {details}
      </details>
    </section>
  )
}
