import type { Conversation } from '../../shared/outreach/conversation.ts'
import { dayOnlyText, momentText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import { Button, Form } from './form.tsx'

type Props = {
  reader: Reader
  conversations: readonly Conversation[]
  /** Where a note is taken out. */
  forget: (id: string) => string
  /** Where a promise is said to be kept, for who keeps it. */
  keep?: (id: string) => string
}

/** What was noted of conversations, as the family reads it too. */
export function ConversationList({ reader, conversations, forget, keep }: Props) {
  const { t, language, school } = reader
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return (
    <ul class="list">
      {conversations.map(({ id, kind, purpose, outcome, note, by, companion, at, promise }) => (
        <li>
          <p>
            <strong>{t(`conversation.kind.${kind}`)}</strong> · {t(`conversation.purpose.${purpose}`)}
            {outcome !== 'reached' && ` · ${t(`conversation.outcome.${outcome}`)}`}
          </p>
          <p class="soft">
            {momentText(at, place)} <bdi>{[by, companion].filter(Boolean).join(', ')}</bdi>
          </p>
          {note && (
            <p>
              <bdi>{note}</bdi>
            </p>
          )}
          {promise && (
            <p>
              {t(promise.keptAt ? 'conversation.promiseKept' : 'conversation.promised', {
                promise: promise.text,
                date: dayOnlyText(promise.by, language),
              })}
            </p>
          )}
          <div class="actions">
            {keep && promise && !promise.keptAt && (
              <Form action={keep(id)}>
                <Button kind="quiet">{t('conversation.keep')}</Button>
              </Form>
            )}
            <Form action={forget(id)}>
              <Button kind="danger">{t('conversation.forget')}</Button>
            </Form>
          </div>
        </li>
      ))}
    </ul>
  )
}
