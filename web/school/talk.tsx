import type { Hono } from 'hono'
import { readFamily } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import { type Conversation, ConversationInput } from '../../shared/outreach/conversation.ts'
import {
  forgetConversation,
  keepPromise,
  listConversations,
  recordConversation,
} from '../../shared/outreach/outreach.operations.ts'
import { ConversationList } from '../components/conversation-list.tsx'
import { ErrorSummary } from '../components/form.tsx'
import { OWN_FORM } from '../components/form-context.ts'
import { PageHead } from '../components/page-head.tsx'
import { Notice } from '../components/parts.tsx'
import { StrengthList } from '../components/strength-list.tsx'
import type { FormState, SentForm } from '../form.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { memberOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { TalkForm } from './talk-form.tsx'
import { noteRead } from './viewed.ts'

type Props = {
  reader: Reader
  family: Family
  conversations: readonly Conversation[]
  form: FormState
  saved: boolean
}

/** A family's strengths, a conversation to record in two taps and a sentence, and those of this year. */
export function TalkPage({ reader, family, conversations, form, saved }: Props) {
  const { t } = reader
  const title = t('conversation.with', { family: family.name })
  return (
    <SchoolPage look="people" form={OWN_FORM} reader={reader} title={title}>
      <PageHead
        t={t}
        crumbs={[{ href: schoolRoutes.outreach(), label: t('school.nav.outreach') }]}
        title={title}
        answer={<p class="soft">{t('conversation.count', { count: conversations.length })}</p>}
      />
      {saved && <Notice tone="done">{t('conversation.saved')}</Notice>}
      <ErrorSummary t={t} form={form} />
      <div class="beside">
        <div class="stack">
          {family.strengths && (
            <section class="card">
              <StrengthList reader={reader} family={family} />
            </section>
          )}
          <section class="card">
            <h2>{t('conversation.thisYear')}</h2>
            <ConversationList
              {...{ reader, conversations }}
              forget={(id) => schoolRoutes.forgetConversation(family.id, id)}
              keep={(id) => schoolRoutes.keepPromise(family.id, id)}
            />
          </section>
        </div>
        <section class="card talk" aria-labelledby="record-title">
          <h2 id="record-title">{t('conversation.record')}</h2>
          <TalkForm reader={reader} family={family.id} form={form} />
        </section>
      </div>
    </SchoolPage>
  )
}

async function answer(c: Visit, id: string, form: FormState = {}): Promise<Response> {
  const { school } = memberOf(c)
  const context = c.get('context')
  const [family, conversations] = await Promise.all([
    noteRead(c, 'page', readFamily(context, school.id, id)),
    listConversations(context, school.id, id),
  ])
  const saved = c.req.query('saved') !== undefined
  const page = <TalkPage reader={c.get('reader')} {...{ family, conversations, form, saved }} />
  return show(c, page)
}

/** The page that comes next: the list of conversations where the form stood on it, else the family's. */
function nextPage(form: SentForm, family: string, done: Readonly<Record<string, string>>): string {
  if (form.text('next') !== 'list') return schoolRoutes.talk(family)
  const said = Object.keys(done).length > 0 ? `?${new URLSearchParams({ ...done, of: family })}` : ''
  return schoolRoutes.outreach() + said
}

/** Registers conversations with a family. */
export function registerTalk(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.talk(':family'), (c) => answer(c, c.req.param('family')))
  onPost(app, schoolRoutes.talk(':family'), {
    by: memberOf,
    schema: ConversationInput,
    values: ({ values: { next: _, ...conversation } }) => conversation,
    run: ({ context, school, params }, conversation) =>
      recordConversation(context, school.id, params.family, conversation),
    done: ({ params: { family }, form }, { id }) => {
      if (form.text('next') === 'list') return nextPage(form, family, { recorded: id })
      return form.text('next') === 'family'
        ? `${schoolRoutes.family(family)}?talked`
        : `${schoolRoutes.talk(family)}?saved`
    },
    again: ({ c, params }, form) => answer(c, params.family, form),
  })
  onPost(app, schoolRoutes.keepPromise(':family', ':conversation'), {
    by: memberOf,
    run: ({ context, school, params, form }) =>
      keepPromise(context, school.id, params.family, {
        id: params.conversation,
        isKept: form.text('undo') === '',
      }),
    done: ({ params, form }) =>
      nextPage(form, params.family, form.text('undo') === '' ? { kept: params.conversation } : {}),
  })
  onPost(app, schoolRoutes.forgetConversation(':family', ':conversation'), {
    by: memberOf,
    run: ({ context, school, params }) =>
      forgetConversation(context, school.id, params.family, params.conversation),
    done: ({ params, form }) => nextPage(form, params.family, {}),
  })
}
