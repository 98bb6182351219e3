import type { Hono } from 'hono'
import { answerHelp, type HelpWanted, openHelp } from '../../shared/logistics/help.operations.ts'
import { HelperAnswer } from '../../shared/logistics/help.ts'
import { Form } from '../components/form.tsx'
import { itemTitle } from '../components/item-text.ts'
import { Page } from '../components/layout.tsx'
import { Notice } from '../components/parts.tsx'
import { WorkshopFacts, WorkshopTitle } from '../components/workshop.tsx'
import { learn } from '../messages/catalogue.ts'
import { en } from '../messages/school/en.ts'
import { onPost } from '../post.ts'
import { routes } from '../routes.ts'
import { type Reader, show, type WebEnv } from '../visit.ts'

type HelpProps = { reader: Reader; token: string; wanted: HelpWanted }

/** For somebody who was asked to help: with what, when, where, and yes or no in a tap. */
export function HelpPage({ reader, token, wanted }: HelpProps) {
  const { t } = reader
  const { helper, item, session, workshop } = wanted
  const isOpen = session.status === 'scheduled' && workshop.status !== 'cancelled'
  return (
    <Page reader={reader} title={t('help.title')}>
      <h1>{t('help.title')}</h1>
      {helper.answer && <Notice tone="done">{t(`help.said.${helper.answer}`)}</Notice>}
      <p>
        <strong>{t('help.what', { what: itemTitle(reader, item), count: helper.count })}</strong>
      </p>
      <WorkshopTitle reader={reader} workshop={workshop} level={2} />
      <WorkshopFacts reader={reader} workshop={workshop} times={[session]} />
      {isOpen ? (
        <Form action={routes.help(token)}>
          <div class="actions">
            <button type="submit" class="button main" name="answer" value="yes">
              {t('help.yes')}
            </button>
            <button type="submit" class="button quiet" name="answer" value="no">
              {t('help.no')}
            </button>
          </div>
        </Form>
      ) : (
        <Notice tone="warning">{t('workshop.cancelled')}</Notice>
      )}
    </Page>
  )
}

/** Registers the page of those who are asked to help. */
export function registerHelp(app: Hono<WebEnv>): void {
  learn(en) // lines of the checklist are told in the words of the team
  app.get(routes.help(':token'), async (c) => {
    const token = c.req.param('token')
    const wanted = await c.get('guarded')('link', () => openHelp(c.get('context'), token))
    const reader = { ...c.get('reader'), school: wanted.school }
    return show(c, <HelpPage reader={reader} token={token} wanted={wanted} />)
  })
  onPost(app, routes.help(':token'), {
    schema: HelperAnswer,
    run: ({ c, context, params }, said) =>
      c.get('guarded')('link', () => answerHelp(context, params.token, said)),
    done: ({ params }) => routes.help(params.token),
  })
}
