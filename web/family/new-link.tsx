import type { Hono } from 'hono'
import { readFamily, renewLink } from '../../shared/family/family.operations.ts'
import { standingToken } from '../../shared/family/standing-link.ts'
import { FamilyPage } from '../components/family-page.tsx'
import { Button, Form } from '../components/form.tsx'
import { Notice } from '../components/parts.tsx'
import { QrCode } from '../components/qr-code.tsx'
import { onPost } from '../post.ts'
import { familyRoutes, routes } from '../routes.ts'
import { keepSession } from '../session-cookie.ts'
import { familyOf, type Reader, show, type WebEnv } from '../visit.ts'

/** Where a family gets a new link, because somebody else has the one before; `address` is the new one once it is made. */
export function NewLinkPage({ reader, address }: { reader: Reader; address: string | undefined }) {
  const { t } = reader
  return (
    <FamilyPage reader={reader} title={t('newLink.title')}>
      <h1>{t('newLink.title')}</h1>
      {address === undefined ? (
        <>
          <p>{t('newLink.text')}</p>
          <Form action={familyRoutes.newLink()}>
            <Button kind="danger">{t('newLink.button')}</Button>
          </Form>
        </>
      ) : (
        <>
          <Notice tone="done">{t('newLink.done')}</Notice>
          <QrCode address={address} label={t('newLink.title')} />
          <p>
            <a href={address} dir="ltr">
              {address}
            </a>
          </p>
        </>
      )}
      <p>
        <a href={familyRoutes.about()}>{t('about.title')}</a>
      </p>
    </FamilyPage>
  )
}

/** Registers how a family replaces its own link; the device that asks stays signed in. */
export function registerNewLink(app: Hono<WebEnv>): void {
  app.get(familyRoutes.newLink(), async (c) => {
    const { family: id, school } = familyOf(c)
    const owner = { school: school.id, family: id }
    const family = await readFamily(c.get('context'), school.id, id)
    const isMade = c.req.query('made') !== undefined
    const token = standingToken(c.get('services').cookieKey, owner, family)
    const address = isMade ? c.get('origin') + routes.familyLink(token) : undefined
    return show(c, <NewLinkPage reader={c.get('reader')} address={address} />)
  })
  onPost(app, familyRoutes.newLink(), {
    by: familyOf,
    run: ({ context, school, family }) => renewLink(context, school.id, family),
    done: async ({ c, context: { actor } }) => {
      if (actor.kind === 'family') await keepSession(c, c.get('services'), actor)
      return c.redirect(`${familyRoutes.newLink()}?made`, 303)
    },
  })
}
