import { MENU_STYLE, TEAM_MENU_STYLE } from './menu.ts'
import { POSTER_STYLE } from './poster.ts'
import { SHARE_STYLE } from './share.ts'
import { STYLE, styleHash } from './style.ts'
import { CHECKLIST_STYLE } from './team-checklist.ts'
import { AVERY_5160_STYLE, CODES_STYLE, L7160_STYLE } from './team-codes.ts'
import { FAMILIES_STYLE } from './team-families.ts'
import { FIRST_STEPS_STYLE } from './team-first-steps.ts'
import { IMPACT_STYLE } from './team-impact.ts'
import { MESSAGES_STYLE } from './team-messages.ts'
import { PAPER_STYLE } from './team-paper.ts'
import { PARTS_STYLE } from './team-parts.ts'
import { PEOPLE_STYLE } from './team-people.ts'
import { PLAN_STYLE } from './team-plan.ts'
import { RESULTS_STYLE } from './team-results.ts'
import { ROSTER_STYLE } from './team-roster.ts'
import { SESSION_STYLE } from './team-session.ts'
import { SETTINGS_STYLE } from './team-settings.ts'
import { DENSE_STYLE, SHELL_STYLE } from './team-shell.ts'
import { TODAY_STYLE } from './team-today.ts'
import { WORKSHOPS_STYLE } from './team-workshops.ts'

const COMMON = [
  MENU_STYLE,
  TEAM_MENU_STYLE,
  SHELL_STYLE,
  DENSE_STYLE,
  PARTS_STYLE,
  CHECKLIST_STYLE,
  TODAY_STYLE,
]

// What only some pages have, so that no page carries the styles of all.
const OWN = {
  plain: [],
  workshops: [RESULTS_STYLE, WORKSHOPS_STYLE],
  plan: [PLAN_STYLE],
  families: [FAMILIES_STYLE],
  codes: [FAMILIES_STYLE, CODES_STYLE],
  avery5160: [FAMILIES_STYLE, CODES_STYLE, AVERY_5160_STYLE],
  l7160: [FAMILIES_STYLE, CODES_STYLE, L7160_STYLE],
  roster: [ROSTER_STYLE],
  paper: [PAPER_STYLE],
  share: [SHARE_STYLE],
  poster: [POSTER_STYLE],
  people: [FAMILIES_STYLE, PEOPLE_STYLE],
  desk: [SESSION_STYLE, MESSAGES_STYLE, SETTINGS_STYLE, IMPACT_STYLE, FIRST_STEPS_STYLE],
} as const

/** Which stylesheet a page of the team has beside the common one. */
export type Look = keyof typeof OWN

const looks = Object.keys(OWN) as Look[]

/** The stylesheets of the team's pages: that of all pages, the shell, and what only they have. */
export const TEAM_STYLES = Object.fromEntries(
  looks.map((look) => [look, STYLE + [...COMMON, ...OWN[look]].join('').replaceAll('\n', '')]),
) as Record<Look, string>

/** The hashes of the team's stylesheets, which the browser is allowed to use beside that of all pages. */
export const TEAM_STYLE_HASHES = looks.map((look) => styleHash(TEAM_STYLES[look]))
