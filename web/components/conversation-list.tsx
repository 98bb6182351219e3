import type { Conversation } from '../../shared/outreach/conversation.ts'
import { dayOnlyText, momentText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import { Button, Form } from './form.tsx'

type Props = {
  reader: Reader
  conversations: readonly Conversation[]
  /** The path that deletes a note. */
  forget: (id: string) => string
  /** The path that marks a promise as kept, for those who may. */
  keep?: (id: string) => string
}

/** What was noted of conversations, as the family reads it too. */
export function ConversationList({ reader, conversations, forget, keep }: Props) {
  return (
    <ul class="list">
      {conversations.map((conversation) => (
        <li>
          <ConversationText reader={reader} conversation={conversation} />
          <div class="actions">
            {keep && conversation.promise && !conversation.promise.keptAt && (
              <Form action={keep(conversation.id)}>
                <Button kind="quiet">{reader.t('conversation.keep')}</Button>
              </Form>
            )}
            <Form action={forget(conversation.id)}>
              <Button kind="danger">{reader.t('conversation.forget')}</Button>
            </Form>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** What was noted of one conversation: how, what about, when, by whom, and what was promised. */
export function ConversationText({ reader, conversation }: { reader: Reader; conversation: Conversation }) {
  const { t, language, school } = reader
  const { kind, purpose, outcome, note, by, companion, at, promise } = conversation
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return (
    <>
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
    </>
  )
}
