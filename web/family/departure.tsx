import type { Hono } from 'hono'
import { copyOfFamily, deleteFamily } from '../../shared/household/departure.operations.ts'
import { Button, Form } from '../components/form.tsx'
import { Page } from '../components/layout.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import { onPost } from '../post.ts'
import { familyRoutes, routes } from '../routes.ts'
import { dropSession } from '../session-cookie.ts'
import { familyOf, picturesOf, type Reader, show, type WebEnv } from '../visit.ts'
import { ForFamily } from './for-family.tsx'

/** What goes when a family deletes everything, and the button that does it. */
export function DeletePage({ reader }: { reader: Reader }) {
  const { t } = reader
  return (
    <Page reader={reader} title={t('departure.delete')}>
      <h1>{t('departure.delete')}</h1>
      <ForFamily reader={reader} />
      <p>{t('departure.deleteText')}</p>
      <ul>
        <li>{t('departure.votes')}</li>
        <li>{t('departure.replies')}</li>
        <li>{t('departure.roster')}</li>
      </ul>
      <p>
        <a href={familyRoutes.copy()} download="convite.json">
          {t('departure.copy')}
        </a>
      </p>
      <Form action={familyRoutes.remove()}>
        <div class="actions">
          <Button kind="danger">{t('departure.deleteButton')}</Button>
          <ButtonLink href={familyRoutes.about()} kind="quiet">
            {t('departure.stay')}
          </ButtonLink>
        </div>
      </Form>
    </Page>
  )
}

/** Says that it is done, to somebody whom nothing names any more. */
export function DeletedPage({ reader }: { reader: Reader }) {
  const { t } = reader
  return (
    <Page reader={reader} title={t('departure.deleted')}>
      <h1>{t('departure.deleted')}</h1>
      <Notice tone="done">{t('departure.deletedText')}</Notice>
      <ButtonLink href={routes.welcome()} kind="quiet">
        {t('fault.home')}
      </ButtonLink>
    </Page>
  )
}

/** Registers a family's copy of what is kept of it, and its deletion. */
export function registerDeparture(app: Hono<WebEnv>): void {
  app.get(familyRoutes.copy(), async (c) => {
    const { family, school } = familyOf(c)
    const copy = await copyOfFamily(c.get('context'), picturesOf(c), { school: school.id, id: family })
    c.header('content-disposition', 'attachment; filename="convite.json"')
    c.header('content-type', 'application/json; charset=utf-8')
    return c.body(JSON.stringify(copy, null, 2))
  })
  app.get(familyRoutes.remove(), (c) => {
    familyOf(c)
    return show(c, <DeletePage reader={c.get('reader')} />)
  })
  onPost(app, familyRoutes.remove(), {
    by: familyOf,
    run: ({ context, school, family }) => deleteFamily(context, school.id, family),
    done: ({ c }) => {
      dropSession(c)
      return show(c, <DeletedPage reader={{ ...c.get('reader'), actor: { kind: 'public' } }} />)
    },
  })
}
