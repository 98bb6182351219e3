import type { Hono } from 'hono'
import { learn } from '../messages/catalogue.ts'
import { enLater } from '../messages/en-later.ts'
import type { WebEnv } from '../visit.ts'
import { registerChanges } from './changes.tsx'
import { registerCodePictures } from './code-picture.ts'
import { registerFeeds } from './feed.tsx'
import { registerHelp } from './help.tsx'
import { registerHomeScreen } from './home-screen.ts'
import { registerIntroduction } from './introduction.tsx'
import { registerManual } from './manual.tsx'
import { registerPictures } from './picture.ts'
import { registerSignIn } from './sign-in.tsx'
import { registerStart } from './start.tsx'
import { registerStop } from './stop.tsx'
import { registerPublicWorkshop } from './workshop.tsx'

/** Registers the pages that need no sign-in, but for the welcome. */
export function registerPublicPages(app: Hono<WebEnv>): void {
  learn(enLater)
  registerStart(app)
  registerSignIn(app)
  registerPublicWorkshop(app)
  registerCodePictures(app)
  registerPictures(app)
  registerIntroduction(app)
  registerFeeds(app)
  registerStop(app)
  registerHelp(app)
  registerManual(app)
  registerChanges(app)
  registerHomeScreen(app)
}
