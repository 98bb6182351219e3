import type { Hono } from 'hono'
import { learn } from '../messages/catalogue.ts'
import { enLater } from '../messages/en-later.ts'
import type { WebEnv } from '../visit.ts'
import { registerAbout } from './about.tsx'
import { registerAsk } from './ask.tsx'
import { registerDeparture } from './departure.tsx'
import { registerInterest } from './interest.tsx'
import { registerNotes } from './notes.tsx'
import { registerPath } from './path.tsx'
import { registerReply } from './session.tsx'
import { registerStrengths } from './strengths.tsx'
import { registerFamilySurvey } from './survey.tsx'
import { registerTeach } from './teach.tsx'
import { registerViewings } from './viewings.tsx'

/** Registers the family's pages that come after the first ones. */
export function registerFamilyPages(app: Hono<WebEnv>): void {
  learn(enLater)
  registerAsk(app)
  registerInterest(app)
  registerReply(app)
  registerTeach(app)
  registerViewings(app)
  registerAbout(app)
  registerStrengths(app)
  registerNotes(app)
  registerPath(app)
  registerFamilySurvey(app)
  registerDeparture(app)
}
