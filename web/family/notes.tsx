import type { Hono } from 'hono'
import type { Conversation } from '../../shared/outreach/conversation.ts'
import { forgetConversation, listConversations } from '../../shared/outreach/outreach.operations.ts'
import { ConversationList } from '../components/conversation-list.tsx'
import { Page } from '../components/layout.tsx'
import { Notice } from '../components/parts.tsx'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, show, type WebEnv } from '../visit.ts'

/** What the school noted about a family this year, for the family to read and to take out. */
export function NotesPage({
  reader,
  conversations,
}: {
  reader: Reader
  conversations: readonly Conversation[]
}) {
  const { t } = reader
  return (
    <Page reader={reader} title={t('notes.title')}>
      <h1>{t('notes.title')}</h1>
      <p>{t('notes.text')}</p>
      {conversations.length === 0 ? (
        <Notice>{t('notes.none')}</Notice>
      ) : (
        <ConversationList reader={reader} conversations={conversations} forget={familyRoutes.forgetNote} />
      )}
      <p>
        <a href={familyRoutes.about()}>{t('about.title')}</a>
      </p>
    </Page>
  )
}

/** Registers what was noted about a family. */
export function registerNotes(app: Hono<WebEnv>): void {
  app.get(familyRoutes.notes(), async (c) => {
    const { family, school } = familyOf(c)
    const conversations = await listConversations(c.get('context'), school.id, family)
    return show(c, <NotesPage reader={c.get('reader')} conversations={conversations} />)
  })
  onPost(app, familyRoutes.forgetNote(':conversation'), {
    by: familyOf,
    run: ({ context, school, family, params }) =>
      forgetConversation(context, school.id, family, params.conversation),
    done: () => `${familyRoutes.about()}#notes`,
  })
}
