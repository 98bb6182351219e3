import type { Hono } from 'hono'
import { hashOf } from '../../shared/access/identifier.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { localText } from '../messages/catalogue.ts'
import { familyRoutes } from '../routes.ts'
import type { Reader, WebEnv } from '../visit.ts'
import { KEEP_SCRIPT, KEEP_SCRIPT_NAME } from './keep-script.ts'

type Titled = { reader: Reader; workshop: Pick<Workshop, 'id' | 'title'> }

/** A vote that was sent without a network. */
export function KeptVote({ reader, workshop }: Titled) {
  const { vote, voted } = familyRoutes
  return <Kept reader={reader} workshop={workshop} path={vote(workshop.id)} done={voted(workshop.id)} />
}

/** A reply that was sent without a network. */
export function KeptReply({ reader, workshop, session }: Titled & { session: { id: string } }) {
  const path = familyRoutes.session(session.id)
  return <Kept reader={reader} workshop={workshop} path={path} done={familyRoutes.replied(session.id)} />
}

/** What the script keeps: the form that is sent to `path` and leads to `done`; it says so here. */
function Kept({ reader, workshop, path, done }: Titled & { path: string; done: string }) {
  const { t, actor, language } = reader
  if (actor.kind !== 'family') return null
  return (
    <>
      <p
        id="kept"
        class="notice warning kept"
        role="status"
        hidden
        data-path={path}
        data-done={done}
        data-owner={hashOf(actor.family)}
        data-sending={t('kept.sending')}
        data-waiting={t('kept.waiting', { title: localText(workshop.title, language) })}
      />
      <script src={familyRoutes.keepScript(KEEP_SCRIPT_NAME)} defer />
    </>
  )
}

/** Registers the script. */
export function registerKeepScript(app: Hono<WebEnv>): void {
  app.get(familyRoutes.keepScript(KEEP_SCRIPT_NAME), (c) =>
    c.body(KEEP_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  )
}
