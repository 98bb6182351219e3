import type { Hono } from 'hono'
import type { WebEnv } from '../visit.ts'
import { registerSignIn } from './sign-in.tsx'
import { registerStart } from './start.tsx'
import { registerWelcome } from './welcome.tsx'
import { registerPublicWorkshop } from './workshop.tsx'

/** Registers the pages that need no sign-in. */
export function registerPublicPages(app: Hono<WebEnv>): void {
  registerWelcome(app)
  registerStart(app)
  registerSignIn(app)
  registerPublicWorkshop(app)
}
