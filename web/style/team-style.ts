import { STYLE, styleHash } from './style.ts'
import { CHECKLIST_STYLE } from './team-checklist.ts'
import { FAMILIES_STYLE } from './team-families.ts'
import { DENSE_STYLE, SHELL_STYLE } from './team-shell.ts'
import { TODAY_STYLE } from './team-today.ts'

const PARTS = [SHELL_STYLE, DENSE_STYLE, CHECKLIST_STYLE, TODAY_STYLE, FAMILIES_STYLE]

/** The stylesheet of the team's pages: that of all pages, the shell, and what only they have. */
export const TEAM_STYLE = STYLE + PARTS.join('').replaceAll('\n', '')

/** The hash of the team's stylesheet, which the browser is allowed to use beside that of all pages. */
export const TEAM_STYLE_HASH = styleHash(TEAM_STYLE)
