import type { Hono } from 'hono'
import { listWarnings } from '../../shared/calendar/calendar.operations.ts'
import type { WarnedTime } from '../../shared/calendar/time-warning.ts'
import { previewAudience } from '../../shared/delivery/audience.operations.ts'
import { cancelSession } from '../../shared/session/cancellation.operations.ts'
import { moveSession, previewMove, readSession } from '../../shared/session/session.operations.ts'
import { MoveByClock } from '../../shared/session/session.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import { CONFIRMED, EDITED, type SentFields } from '../components/confirm-form.tsx'
import type { FormState } from '../form.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { type PreparedNews, prepareNews, TellPage } from './tell-families.tsx'
import { AskAboutTimes, againstTimes } from './time-warnings.tsx'

type NewsProps = { reader: Reader; news: PreparedNews }
const sessionIdOf = ({ sessions: [session] }: PreparedNews) => session?.id ?? ''

/** Asks for confirmation before a session moves, with what speaks against the time and the audience, if there is one. */
function MovePage({
  reader,
  news,
  warned,
  fields,
}: NewsProps & { warned: readonly WarnedTime[]; fields: SentFields }) {
  const id = sessionIdOf(news)
  const action = schoolRoutes.moveSession(id)
  const { t } = reader
  if (news.audience.families === 0) return <AskAboutTimes {...{ reader, action, warned, fields }} />
  return (
    <TellPage
      {...{ reader, news, action }}
      edit={t('send.back')}
      {...againstTimes(reader, { warned, fields })}
      title={t('send.moved')}
    />
  )
}

/** Asks for confirmation before a session is cancelled, with the audience. */
function CancelPage({ reader, news }: NewsProps) {
  const id = sessionIdOf(news)
  const [action, back] = [schoolRoutes.cancelSession(id), schoolRoutes.session(id)]
  const { t } = reader
  const warnings = [t('session.team.cancelText')]
  return <TellPage {...{ reader, news, action, back, warnings }} title={t('session.team.cancel')} />
}

async function askToCancel(c: Visit, id: string): Promise<Response> {
  organizerOf(c)
  const context = c.get('context')
  const session = await readSession(context, id)
  const asked = readWorkshop(context, session.workshop)
  const of = { kind: 'cancelled', sessions: [session.id] } as const
  const [workshop, audience] = await Promise.all([
    asked,
    previewAudience(context, session.workshop, asked, of),
  ])
  const news = { kind: of.kind, workshop, sessions: [session], audience }
  return show(c, <CancelPage reader={c.get('reader')} news={news} />)
}

type SessionPage = (c: Visit, session: string, form: FormState) => Promise<Response>

/** Registers moving and cancelling a session, with the pages that ask before; `answer` shows the session again. */
export function registerSessionActs(app: Hono<WebEnv>, answer: SessionPage): void {
  onPost(app, schoolRoutes.moveSession(':session'), {
    by: organizerOf,
    schema: MoveByClock,
    values: ({ values: { [CONFIRMED]: _, [EDITED]: _edited, ...values } }) => values,
    run: async ({ context, params, form }, move) => {
      if (form.text(EDITED)) return 'edited'
      if (!form.text(CONFIRMED)) {
        const session = await previewMove(context, params.session, move)
        const workshop = await readWorkshop(context, session.workshop)
        const news = { kind: 'moved', workshop, sessions: [session] } as const
        const prepared = await prepareNews(context, news, [params.session])
        const warned = await listWarnings(context, workshop, [session])
        if (prepared.audience.families > 0 || warned.length > 0) return { news: prepared, warned }
      }
      await moveSession(context, params.session, move, 'after-undo')
      return 'moved'
    },
    done: ({ c, params, form }, result) => {
      if (result === 'edited') return answer(c, params.session, { typed: form.typed })
      return result === 'moved'
        ? schoolRoutes.session(params.session)
        : show(c, <MovePage reader={c.get('reader')} {...result} fields={form.sent} />)
    },
    again: ({ c, params }, form) => answer(c, params.session, form),
  })
  app.get(schoolRoutes.cancelSession(':session'), (c) => askToCancel(c, c.req.param('session')))
  onPost(app, schoolRoutes.cancelSession(':session'), {
    by: organizerOf,
    run: ({ context, params }) => cancelSession(context, params.session, 'after-undo'),
    done: ({ params }) => schoolRoutes.session(params.session),
    again: ({ c, params }, { trouble }) => answer(c, params.session, trouble ? { trouble } : {}),
  })
}
