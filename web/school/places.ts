import type { Role } from '../../shared/access/actor.ts'
import type { IconName } from '../components/icon.tsx'
import type { MessageKey } from '../messages/catalogue.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Waiting } from './waiting.ts'

/** A page of the second level, listed beneath the place to which it belongs. */
export type Subplace = {
  label: MessageKey
  href: string
  /** What is counted there. */
  counts?: Exclude<keyof Waiting, 'late'>
  /** The paths that belong to the page without beginning with its address. */
  also?: RegExp
}

/** One of the team's places: its entry in the navigation, the pages beneath it, and who sees it. */
export type Place = Subplace & {
  icon: IconName
  /** Paths that belong to the place, as prefixes: whoever is there finds the place marked. */
  prefixes: readonly string[]
  pages: readonly Subplace[]
  roles: readonly Role[]
  /** Rarer places stay out of the phone's bar, in the menu "More". */
  rare?: true
}

const PLACES: readonly Place[] = [
  {
    label: 'school.nav.today',
    counts: 'today',
    href: schoolRoutes.today(),
    icon: 'sun',
    prefixes: [],
    pages: [],
    roles: ['organizer', 'helper', 'parentLeader'],
  },
  {
    label: 'school.nav.workshops',
    counts: 'proposals',
    href: schoolRoutes.workshops(),
    icon: 'calendar',
    prefixes: [schoolRoutes.workshops(), schoolRoutes.proposals(), '/school/sessions'],
    pages: [
      { label: 'school.nav.allWorkshops', href: schoolRoutes.workshops(), also: /^\/school\/sessions\// },
      { label: 'school.nav.proposals', href: schoolRoutes.proposals(), counts: 'proposals' },
    ],
    roles: ['organizer'],
  },
  {
    label: 'school.nav.families',
    href: schoolRoutes.families(),
    icon: 'people',
    prefixes: [
      schoolRoutes.families(),
      schoolRoutes.outreach(),
      schoolRoutes.ladder(),
      schoolRoutes.roster(),
      schoolRoutes.calls(),
      schoolRoutes.strengths(),
      schoolRoutes.introductions(),
      '/school/ties',
    ],
    pages: [
      {
        label: 'school.nav.allFamilies',
        href: schoolRoutes.families(),
        also: /^\/school\/(roster|introductions|ties)(\/|$)/,
      },
      {
        label: 'school.nav.outreach',
        href: schoolRoutes.outreach(),
        also: /^\/school\/(calls|strengths|families\/[^/]+\/talk)(\/|$)/,
      },
      {
        label: 'school.nav.ladder',
        href: schoolRoutes.ladder(),
        also: /^\/school\/families\/[^/]+\/invite$/,
      },
    ],
    roles: ['organizer'],
  },
  {
    // A helper holds conversations, and sees nothing else of families.
    label: 'school.nav.outreach',
    href: schoolRoutes.outreach(),
    icon: 'people',
    prefixes: [schoolRoutes.outreach(), schoolRoutes.strengths(), schoolRoutes.families()],
    pages: [],
    roles: ['helper'],
  },
  {
    label: 'school.nav.outbox',
    counts: 'messages',
    href: schoolRoutes.outbox(),
    icon: 'envelope',
    prefixes: [schoolRoutes.outbox(), schoolRoutes.wordings()],
    pages: [],
    roles: ['organizer'],
  },
  {
    label: 'school.nav.impact',
    href: schoolRoutes.impact(),
    icon: 'sprout',
    prefixes: [schoolRoutes.impact(), schoolRoutes.decisions()],
    pages: [],
    roles: ['organizer'],
    rare: true,
  },
  {
    label: 'school.nav.settings',
    href: schoolRoutes.settings(),
    icon: 'sliders',
    prefixes: [
      schoolRoutes.settings(),
      schoolRoutes.team(),
      schoolRoutes.calendar(),
      schoolRoutes.languages(),
      schoolRoutes.groupNames(),
      schoolRoutes.stopList(),
    ],
    pages: [
      {
        label: 'school.nav.school',
        href: schoolRoutes.settings(),
        also: /^\/school\/(calendar|languages|groups|stop-list)(\/|$)/,
      },
      { label: 'school.nav.team', href: schoolRoutes.team() },
    ],
    roles: ['organizer'],
    rare: true,
  },
]

/** The places that a role may open, in their order. */
export function placesOf(role: Role): readonly Place[] {
  return PLACES.filter((place) => place.roles.includes(role))
}

/** The place to which a path belongs; a path of no place belongs to Today only if it is that page. */
export function placeAt(path: string, places: readonly Place[]): Place | undefined {
  const isIn = (prefix: string) => path === prefix || path.startsWith(`${prefix}/`)
  return places.find((place) => path === place.href || place.prefixes.some(isIn))
}

/** The page of a place to which a path belongs: one that claims it, else the one whose address it begins with. */
export function pageAt(path: string, { pages }: Place): Subplace | undefined {
  const isIn = ({ href }: Subplace) => path === href || path.startsWith(`${href}/`)
  return pages.find(({ also }) => also?.test(path)) ?? pages.find(isIn)
}
