import type { Workshop } from '../../shared/workshop/workshop.ts'
import type { Crumb } from '../components/page-head.tsx'
import { localText } from '../messages/catalogue.ts'
import { schoolRoutes } from '../routes.ts'
import type { Reader } from '../visit.ts'

/** The way from all workshops to a page inside one, by its session where the page is inside that; not all see the list. */
export function crumbsOf(
  { t, language, actor }: Reader,
  { id, title }: Pick<Workshop, 'id' | 'title'>,
  session?: string,
): readonly Crumb[] {
  const isOrganizer = actor.kind === 'member' && actor.role === 'organizer'
  const own = session ? schoolRoutes.session(session) : schoolRoutes.workshop(id)
  return [
    ...(isOrganizer ? [{ href: schoolRoutes.workshops(), label: t('school.nav.workshops') }] : []),
    ...(isOrganizer || session ? [{ href: own, label: localText(title, language) }] : []),
  ]
}
