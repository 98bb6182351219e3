import type { Hono } from 'hono'
import { copyWorkshop } from '../../shared/logistics/copy.operations.ts'
import { cancelWorkshop } from '../../shared/session/cancellation.operations.ts'
import { readSession } from '../../shared/session/session.operations.ts'
import { instantOf } from '../../shared/time/instant.ts'
import { announce } from '../../shared/workshop/interest.operations.ts'
import { markRewordingSeen } from '../../shared/workshop/reword.operations.ts'
import { stopVote } from '../../shared/workshop/vote.operations.ts'
import { deleteWorkshop, markHeld, readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { WorkshopTitle } from '../components/workshop.tsx'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { ConfirmPage } from './confirm.tsx'
import { prepareNews, TellPage } from './tell-families.tsx'

const CONFIRMED_ACTS = {
  stop: { action: schoolRoutes.stopVote, title: 'plan.stop', text: 'plan.stopText' },
  delete: { action: schoolRoutes.deleteWorkshop, title: 'plan.delete', text: 'plan.deleteText' },
} as const

type ConfirmActProps = { reader: Reader; workshop: Workshop; act: keyof typeof CONFIRMED_ACTS }

/** Asks for confirmation before a vote is stopped or a draft is deleted. */
function ConfirmActPage({ reader, workshop, act }: ConfirmActProps) {
  const { t } = reader
  const { action, title, text } = CONFIRMED_ACTS[act]
  return (
    <ConfirmPage
      reader={reader}
      title={t(title)}
      action={action(workshop.id)}
      button={t(title)}
      back={schoolRoutes.workshop(workshop.id)}
    >
      <WorkshopTitle reader={reader} workshop={workshop} level={2} />
      <p>{t(text)}</p>
    </ConfirmPage>
  )
}

// Families of sessions to come are told; a draft or a vote has none.
async function confirmCancel(c: Visit, id: string): Promise<Response> {
  organizerOf(c)
  const [context, reader] = [c.get('context'), c.get('reader')]
  const workshop = await readWorkshop(context, id)
  const now = instantOf(context.now())
  const live = (workshop.sessions ?? []).filter(({ cancelled, start }) => !cancelled && start > now)
  const sessions = await Promise.all(live.map((one) => readSession(context, one.id)))
  const ids = live.map((one) => one.id)
  const news = await prepareNews(context, { kind: 'cancelled', workshop, sessions }, ids)
  const [action, back] = [schoolRoutes.cancelWorkshop(id), schoolRoutes.workshop(id)]
  const [title, warnings] = [reader.t('plan.cancel'), [reader.t('plan.cancelText')]]
  return show(c, <TellPage {...{ reader, news, action, back, title, warnings }} />)
}

async function confirm(c: Visit, id: string, act: keyof typeof CONFIRMED_ACTS): Promise<Response> {
  organizerOf(c)
  const workshop = await readWorkshop(c.get('context'), id)
  return show(c, <ConfirmActPage reader={c.get('reader')} workshop={workshop} act={act} />)
}

/** Registers the acts of an organizer on a workshop, with their confirmations. */
export function registerWorkshopActs(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.cancelWorkshop(':workshop'), (c) => confirmCancel(c, c.req.param('workshop')))
  app.get(schoolRoutes.stopVote(':workshop'), (c) => confirm(c, c.req.param('workshop'), 'stop'))
  app.get(schoolRoutes.deleteWorkshop(':workshop'), (c) => confirm(c, c.req.param('workshop'), 'delete'))
  onPost(app, schoolRoutes.announceWorkshop(':workshop'), {
    by: organizerOf,
    run: ({ context, params, form }) => announce(context, params.workshop, form.text('announced') === 'yes'),
    done: (_, { id }) => schoolRoutes.workshop(id),
  })
  onPost(app, schoolRoutes.seenWords(':workshop'), {
    by: organizerOf,
    run: ({ context, params, form }) => markRewordingSeen(context, params.workshop, form.text('at')),
    done: ({ params }) => schoolRoutes.workshop(params.workshop),
  })
  onPost(app, schoolRoutes.copyWorkshop(':workshop'), {
    by: organizerOf,
    run: ({ context, params }) => copyWorkshop(context, params.workshop),
    done: (_, { id }) => schoolRoutes.editWorkshop(id),
  })
  onPost(app, schoolRoutes.cancelWorkshop(':workshop'), {
    by: organizerOf,
    run: ({ context, params }) => cancelWorkshop(context, params.workshop, 'after-undo'),
    done: (_, { id }) => `${schoolRoutes.workshop(id)}?done=cancel`,
  })
  onPost(app, schoolRoutes.holdWorkshop(':workshop'), {
    by: organizerOf,
    run: ({ context, params }) => markHeld(context, params.workshop),
    done: (_, { id }) => `${schoolRoutes.workshop(id)}?done=held`,
  })
  onPost(app, schoolRoutes.stopVote(':workshop'), {
    by: organizerOf,
    run: ({ context, params }) => stopVote(context, params.workshop),
    done: (_, { id }) => `${schoolRoutes.workshop(id)}?done=stop`,
  })
  onPost(app, schoolRoutes.deleteWorkshop(':workshop'), {
    by: organizerOf,
    run: ({ context, params }) => deleteWorkshop(context, params.workshop),
    done: () => `${schoolRoutes.workshops()}?done=deleted`,
  })
}
