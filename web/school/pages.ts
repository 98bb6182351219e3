import type { Hono } from 'hono'
import type { WebEnv } from '../visit.ts'
import { registerChecklist } from './checklist.tsx'
import { registerOutbox } from './outbox.tsx'
import { registerProposals } from './proposals.tsx'
import { registerTeamSession } from './session.tsx'
import { registerSettings } from './settings.tsx'
import { registerTeam } from './team.tsx'
import { registerToday } from './today.tsx'

/** Registers the team's pages. */
export function registerSchoolPages(app: Hono<WebEnv>): void {
  registerToday(app)
  registerTeamSession(app)
  registerChecklist(app)
  registerProposals(app)
  registerTeam(app)
  registerSettings(app)
  registerOutbox(app)
}
