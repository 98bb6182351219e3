import type { Hono } from 'hono'
import type { WebEnv } from '../visit.ts'
import { registerAbout } from './about.tsx'
import { registerFamilyEntry } from './entry.tsx'
import { registerHome } from './home.tsx'
import { registerReply } from './session.tsx'
import { registerTeach } from './teach.tsx'
import { registerVote } from './vote.tsx'

/** Registers the family's pages. */
export function registerFamilyPages(app: Hono<WebEnv>): void {
  registerFamilyEntry(app)
  registerHome(app)
  registerVote(app)
  registerReply(app)
  registerTeach(app)
  registerAbout(app)
}
