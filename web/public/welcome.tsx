import type { Hono } from 'hono'
import { hasSchools } from '../../shared/school/school.operations.ts'
import { Page } from '../components/layout.tsx'
import { ButtonLink, Card } from '../components/parts.tsx'
import { familyRoutes, routes, schoolRoutes } from '../routes.ts'
import { type Reader, show, type WebEnv } from '../visit.ts'

/** What this is, in the reader's language, and where it leads. */
export function WelcomePage({ reader, isEmpty }: { reader: Reader; isEmpty: boolean }) {
  const { t, actor } = reader
  return (
    <Page reader={reader} title={t('welcome.title')}>
      <h1>{t('welcome.title')}</h1>
      <p>{t('welcome.what')}</p>
      <ul>
        <li>{t('welcome.vote')}</li>
        <li>{t('welcome.needs')}</li>
        <li>{t('welcome.teach')}</li>
      </ul>
      {actor.kind === 'family' && <ButtonLink href={familyRoutes.home()}>{t('welcome.continue')}</ButtonLink>}
      {actor.kind === 'member' && (
        <ButtonLink href={schoolRoutes.today()}>{t('welcome.continue')}</ButtonLink>
      )}
      {isEmpty && (
        <Card title={t('welcome.start')} tone="first">
          <p>{t('welcome.startText')}</p>
          <ButtonLink href={routes.start()}>{t('welcome.startButton')}</ButtonLink>
        </Card>
      )}
      <Card title={t('welcome.families')}>
        <p>{t('welcome.familiesText')}</p>
        <ButtonLink href={routes.code()}>{t('welcome.codeButton')}</ButtonLink>
      </Card>
      <Card title={t('welcome.team')}>
        <p>{t('welcome.teamText')}</p>
        <ButtonLink href={routes.signIn()} kind="quiet">
          {t('welcome.signInButton')}
        </ButtonLink>
      </Card>
    </Page>
  )
}

/** Registers `/`. */
export function registerWelcome(app: Hono<WebEnv>): void {
  app.get(routes.welcome(), async (c) => {
    const isEmpty = !(await hasSchools(c.get('context')))
    return show(c, <WelcomePage reader={c.get('reader')} isEmpty={isEmpty} />)
  })
}
