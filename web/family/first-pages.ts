import type { Hono } from 'hono'
import { registerWelcome } from '../public/welcome.tsx'
import type { WebEnv } from '../visit.ts'
import { registerFamilyEntry } from './entry.tsx'
import { registerHome } from './home.tsx'
import { registerKeepScript } from './unsent-answer.tsx'
import { registerVote } from './vote.tsx'

/** Registers what most ask for first, a family with its link among them: these pages are read with the first request. */
export function registerFirstPages(app: Hono<WebEnv>): void {
  registerWelcome(app)
  registerFamilyEntry(app)
  registerHome(app)
  registerVote(app)
  registerKeepScript(app)
}
