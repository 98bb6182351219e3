import { STYLE, styleHash } from './style.ts'
import { CHECKLIST_STYLE } from './team-checklist.ts'
import { FIRST_STEPS_STYLE } from './team-first-steps.ts'
import { IMPACT_STYLE } from './team-impact.ts'
import { MESSAGES_STYLE } from './team-messages.ts'
import { SESSION_STYLE } from './team-session.ts'
import { SETTINGS_STYLE } from './team-settings.ts'
import { DENSE_STYLE, SHELL_STYLE } from './team-shell.ts'
import { TODAY_STYLE } from './team-today.ts'

const PARTS = [
  SHELL_STYLE,
  DENSE_STYLE,
  CHECKLIST_STYLE,
  TODAY_STYLE,
  SESSION_STYLE,
  MESSAGES_STYLE,
  SETTINGS_STYLE,
  IMPACT_STYLE,
  FIRST_STEPS_STYLE,
]

/** The stylesheet of the team's pages: that of all pages, the shell, and what only they have. */
export const TEAM_STYLE = STYLE + PARTS.join('').replaceAll('\n', '')

/** The hash of the team's stylesheet, which the browser is allowed to use beside that of all pages. */
export const TEAM_STYLE_HASH = styleHash(TEAM_STYLE)
