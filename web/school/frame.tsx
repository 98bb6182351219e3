import type { PropsWithChildren } from 'hono/jsx'
import { Button, Form } from '../components/form.tsx'
import { Page } from '../components/layout.tsx'
import type { MessageKey } from '../messages/catalogue.ts'
import { routes, schoolRoutes } from '../routes.ts'
import type { Reader } from '../visit.ts'

const ORGANIZER_LINKS: readonly (readonly [MessageKey, string])[] = [
  ['school.nav.today', schoolRoutes.today()],
  ['school.nav.families', schoolRoutes.families()],
  ['school.nav.workshops', schoolRoutes.workshops()],
  ['school.nav.outreach', schoolRoutes.outreach()],
  ['school.nav.proposals', schoolRoutes.proposals()],
  ['school.nav.ladder', schoolRoutes.ladder()],
  ['school.nav.impact', schoolRoutes.impact()],
  ['school.nav.team', schoolRoutes.team()],
  ['school.nav.settings', schoolRoutes.settings()],
  ['school.nav.outbox', schoolRoutes.outbox()],
]

/** The frame of the team's pages: the links that the reader's role may follow, and signing out. */
export function SchoolPage({
  reader,
  title,
  children,
}: PropsWithChildren<{ reader: Reader; title: string }>) {
  return (
    <Page reader={reader} title={title} nav={<SchoolNavigation reader={reader} />} wide>
      {children}
    </Page>
  )
}

const HELPER_LINKS: readonly string[] = [schoolRoutes.today(), schoolRoutes.outreach()]

function isFor(actor: Reader['actor'], href: string): boolean {
  const helps = actor.kind === 'member' && actor.role === 'helper'
  return helps ? HELPER_LINKS.includes(href) : href === schoolRoutes.today()
}

function SchoolNavigation({ reader: { t, actor, path } }: { reader: Reader }) {
  const organizes = actor.kind === 'member' && actor.role === 'organizer'
  const links = organizes ? ORGANIZER_LINKS : ORGANIZER_LINKS.filter(([, href]) => isFor(actor, href))
  return (
    <nav class="team" aria-label={t('school.nav')}>
      <ul>
        {links.map(([label, href]) => (
          <li>
            <a href={href} {...(href === path && { 'aria-current': 'page' as const })}>
              {t(label)}
            </a>
          </li>
        ))}
      </ul>
      <Form action={routes.signOut()}>
        <Button kind="quiet">{t('school.nav.signOut')}</Button>
      </Form>
    </nav>
  )
}
