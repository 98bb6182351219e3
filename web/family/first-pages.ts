import type { Hono } from 'hono'
import type { WebEnv } from '../visit.ts'
import { registerFamilyEntry } from './entry.tsx'
import { registerHome } from './home.tsx'
import { registerVote } from './vote.tsx'

/** Registers what a family sees when it opens its link: these pages are loaded before anybody asks. */
export function registerFirstPages(app: Hono<WebEnv>): void {
  registerFamilyEntry(app)
  registerHome(app)
  registerVote(app)
}
