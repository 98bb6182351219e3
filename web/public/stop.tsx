import type { Hono } from 'hono'
import { stopByLink } from '../../shared/delivery/delivery.operations.ts'
import { Button, Form } from '../components/form.tsx'
import { Page } from '../components/layout.tsx'
import { Notice } from '../components/parts.tsx'
import { routes } from '../routes.ts'
import { type Reader, show, type WebEnv } from '../visit.ts'

/** Asks whether e-mails are to stop, or says that they did. Nothing stops by looking: mail programs open links too. */
export function StopPage({ reader, token }: { reader: Reader; token: string | undefined }) {
  const { t } = reader
  return (
    <Page reader={reader} title={t('stop.title')}>
      <h1>{t('stop.title')}</h1>
      {token === undefined ? (
        <>
          <Notice tone="done">{t('stop.done')}</Notice>
          <p>{t('stop.again')}</p>
        </>
      ) : (
        <>
          <p>{t('stop.text')}</p>
          <Form action={routes.stop(token)}>
            <Button>{t('stop.button')}</Button>
          </Form>
        </>
      )}
    </Page>
  )
}

/** Registers the way to stop e-mails: by hand, and in one tap from a mail program. */
export function registerStop(app: Hono<WebEnv>): void {
  app.get(routes.stop(':token'), (c) =>
    show(c, <StopPage reader={c.get('reader')} token={c.req.param('token')} />),
  )
  app.post(routes.stop(':token'), async (c) => {
    await c.get('guarded')('link', () => stopByLink(c.get('context'), c.req.param('token')))
    return show(c, <StopPage reader={c.get('reader')} token={undefined} />)
  })
}
