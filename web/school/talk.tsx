import type { Hono } from 'hono'
import { readFamily } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import {
  CONVERSATION_KINDS,
  CONVERSATION_OUTCOMES,
  CONVERSATION_PURPOSES,
  type Conversation,
  ConversationInput,
  VISIT_CONDITIONS,
} from '../../shared/outreach/conversation.ts'
import {
  forgetConversation,
  keepPromise,
  listConversations,
  recordConversation,
} from '../../shared/outreach/outreach.operations.ts'
import { ConversationList } from '../components/conversation-list.tsx'
import { Button, CheckList, Choice, ErrorSummary, Field, Form, TextArea } from '../components/form.tsx'
import { Notice } from '../components/parts.tsx'
import { StrengthList, strengthsOf } from '../components/strength-list.tsx'
import type { FormState } from '../form.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../routes.ts'
import { memberOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

type Props = {
  reader: Reader
  family: Family
  conversations: readonly Conversation[]
  form: FormState
  saved: boolean
}

/** A family's strengths, a conversation to note in two taps and a sentence, and those of this year. */
export function TalkPage({ reader, family, conversations, form, saved }: Props) {
  const { t } = reader
  return (
    <SchoolPage reader={reader} title={t('conversation.with', { family: family.name })}>
      <h1>{t('conversation.with', { family: family.name })}</h1>
      {saved && <Notice tone="done">{t('conversation.saved')}</Notice>}
      <StrengthList reader={reader} strengths={strengthsOf(family)} />
      <ErrorSummary t={t} form={form} />
      <ConversationForm reader={reader} family={family.id} form={form} />
      {conversations.length > 0 && <h2>{t('conversation.thisYear')}</h2>}
      <ConversationList
        {...{ reader, conversations }}
        forget={(id) => schoolRoutes.forgetConversation(family.id, id)}
        keep={(id) => schoolRoutes.keepPromise(family.id, id)}
      />
    </SchoolPage>
  )
}

function ConversationForm({
  reader: { t },
  family,
  form,
}: {
  reader: Reader
  family: string
  form: FormState
}) {
  const part = { t, form }
  const isOpen = (...names: string[]) =>
    form.trouble?.errors.some(({ pointer }) => names.includes(pointer.slice(1))) ?? false
  return (
    <Form action={schoolRoutes.talk(family)}>
      <Choice
        {...part}
        name="kind"
        legend={t('conversation.kind')}
        inline
        options={CONVERSATION_KINDS.map((value) => ({ value, label: t(`conversation.kind.${value}`) }))}
      />
      <Choice
        {...part}
        name="purpose"
        legend={t('conversation.purpose')}
        inline
        options={CONVERSATION_PURPOSES.map((value) => ({ value, label: t(`conversation.purpose.${value}`) }))}
      />
      <TextArea
        {...part}
        name="note"
        rows={2}
        maxlength={280}
        label={t('conversation.note')}
        hint={t('conversation.noteHint')}
      />
      <details open={form.trouble !== undefined}>
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
      <details open={isOpen('promise', 'promiseBy')}>
        <summary>{t('conversation.promise')}</summary>
        <Field {...part} name="promise" plain label={t('conversation.promiseWords')} maxlength={140} />
        <Field {...part} name="promiseBy" type="date" plain label={t('conversation.promiseBy')} />
      </details>
      <details open={isOpen('companion', 'conditions')}>
        <summary>{t('conversation.visit')}</summary>
        <Field {...part} name="companion" plain label={t('conversation.companion')} maxlength={100} />
        <CheckList
          {...part}
          name="conditions"
          legend={t('conversation.conditions')}
          options={VISIT_CONDITIONS.map((value) => ({ value, label: t(`conversation.condition.${value}`) }))}
        />
      </details>
      <Button>{t('form.save')}</Button>
    </Form>
  )
}

async function answer(c: Visit, id: string, form: FormState = {}): Promise<Response> {
  const { school } = memberOf(c)
  const context = c.get('context')
  const [family, conversations] = await Promise.all([
    readFamily(context, school.id, id),
    listConversations(context, school.id, id),
  ])
  const saved = c.req.query('saved') !== undefined
  const page = <TalkPage reader={c.get('reader')} {...{ family, conversations, form, saved }} />
  return show(c, page)
}

/** Registers conversations with a family. */
export function registerTalk(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.talk(':family'), (c) => answer(c, c.req.param('family')))
  onPost(app, schoolRoutes.talk(':family'), {
    by: memberOf,
    schema: ConversationInput,
    run: ({ context, school, params }, conversation) =>
      recordConversation(context, school.id, params.family, conversation),
    done: ({ params }) => `${schoolRoutes.talk(params.family)}?saved`,
    again: ({ c, params }, form) => answer(c, params.family, form),
  })
  onPost(app, schoolRoutes.keepPromise(':family', ':conversation'), {
    by: memberOf,
    run: ({ context, school, params }) => keepPromise(context, school.id, params.family, params.conversation),
    done: ({ params }) => schoolRoutes.talk(params.family),
  })
  onPost(app, schoolRoutes.forgetConversation(':family', ':conversation'), {
    by: memberOf,
    run: ({ context, school, params }) =>
      forgetConversation(context, school.id, params.family, params.conversation),
    done: ({ params }) => schoolRoutes.talk(params.family),
  })
}
