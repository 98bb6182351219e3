import type { Workshop } from '../../shared/workshop/workshop.ts'
import type { Crumb } from '../components/page-head.tsx'
import { localText } from '../messages/catalogue.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'

/** The way from all workshops to a page inside one, by its session where the page is inside that; a helper may open neither. */
export function crumbsOf(
  { t, language, actor }: Reader,
  { id, title }: Pick<Workshop, 'id' | 'title'>,
  session?: string,
): readonly Crumb[] {
  if (actor.kind !== 'member' || actor.role !== 'organizer') return []
  const own = session ? schoolRoutes.session(session) : schoolRoutes.workshop(id)
  return [
    { href: schoolRoutes.workshops(), label: t('school.nav.workshops') },
    { href: own, label: localText(title, language) },
  ]
}
