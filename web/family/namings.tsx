import type { Hono } from 'hono'
import * as z from 'zod'
import { answerNaming, listNamings, type Naming } from '../../shared/session/naming.operations.ts'
import { isOutdated } from '../../shared/session/session.ts'
import { Button, Form } from '../components/form.tsx'
import { nearTime } from '../components/near-time.ts'
import { Notice } from '../components/parts.tsx'
import { localText } from '../messages/catalogue.ts'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, type Visit, type WebEnv } from '../visit.ts'
import type { SessionView } from './session-view.ts'

type Asked = { reader: Reader; data: Pick<SessionView, 'workshop' | 'session' | 'reply'> }

/** Asks a family that has a seat, once, whether the family that leads the workshop may see its name. */
export function NameQuestion({ reader, data: { workshop, session, reply } }: Asked) {
  const { t, actor, familyName = '' } = reader
  const isLed = workshop.hostFamily && !(actor.kind === 'family' && actor.family === workshop.hostFamily)
  const isSeated = reply?.attending && !reply.waiting && !isOutdated(session, reply)
  if (!isLed || !isSeated || reply.named !== undefined) return null
  return (
    <section class="card" aria-labelledby="name-question">
      <h2 id="name-question">{t('named.ask')}</h2>
      <p class="lead">{t('named.askText', { name: familyName })}</p>
      <Form action={familyRoutes.answerNaming(session.id)}>
        <div class="pairs">
          <Button kind="quiet" name="named" value="yes">
            {t('named.yes')}
          </Button>
          <Button kind="quiet" name="named" value="no">
            {t('named.no')}
          </Button>
        </div>
      </Form>
    </section>
  )
}

/** What the family has just answered to that. */
export function NameAnswered({ reader: { t }, data: { reply } }: Asked) {
  if (reply?.named === undefined) return null
  return <Notice tone="done">{t(reply.named ? 'named.shown' : 'named.hidden')}</Notice>
}

/** Where a family lets a host see its name, each with the button that takes it back. */
export function NamingRows({ reader, namings }: { reader: Reader; namings: readonly Naming[] }) {
  const { t, language } = reader
  if (namings.length === 0) return null
  return (
    <section aria-labelledby="named">
      <h2 id="named">{t('named.title')}</h2>
      <p class="lead">{t('named.text')}</p>
      <ul class="group notes">
        {namings.map(({ workshop, session }) => (
          <li>
            <p>
              <bdi>{localText(workshop.title, language)}</bdi>
            </p>
            <p class="small soft">{nearTime(reader, session)}</p>
            <Form action={familyRoutes.hideName(session.id)}>
              <Button kind="quiet">
                {t('named.hide')}
                <span class="screen-reader">: {localText(workshop.title, language)}</span>
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Reads where the family lets hosts see its name. */
export function namingsOf(c: Visit): Promise<Naming[]> {
  const { school, family } = familyOf(c)
  return listNamings(c.get('context'), school.id, family)
}

const NamingInput = z.strictObject({ named: z.enum(['yes', 'no']) })

/** Registers how a family shows its name to a host, or does not, and how it takes it back. */
export function registerNamings(app: Hono<WebEnv>): void {
  onPost(app, familyRoutes.answerNaming(':session'), {
    by: familyOf,
    schema: NamingInput,
    run: ({ context, family, params }, { named }) =>
      answerNaming(context, params.session, family, named === 'yes'),
    done: ({ params }) => `${familyRoutes.replied(params.session)}?named`,
  })
  onPost(app, familyRoutes.hideName(':session'), {
    by: familyOf,
    run: ({ context, family, params }) => answerNaming(context, params.session, family, false),
    done: () => `${familyRoutes.about()}?saved`,
  })
}
