import { Hono } from 'hono'
import { routes as calls } from '../../functions/api/routes.ts'
import type { Services } from '../../shared/access/context.ts'
import { createWeb } from '../../web/app.ts'
import { SHARE_PICTURE_NAME } from '../../web/components/share-picture.ts'
import { SHARE_SCRIPT_NAME } from '../../web/components/share-script.ts'
import { ALOUD_SCRIPT_NAME } from '../../web/family/aloud-script.ts'
import { registerFirstPages } from '../../web/family/first-pages.ts'
import { registerHosting } from '../../web/family/hosting.tsx'
import { KEEP_SCRIPT_NAME } from '../../web/family/keep-script.ts'
import { registerFamilyPages } from '../../web/family/pages.ts'
import { PICTURE_SCRIPT_NAME } from '../../web/family/picture-script.ts'
import { registerPublicPages } from '../../web/public/pages.ts'
import { CAMERA_SCRIPT_NAME } from '../../web/school/camera-script.ts'
import { CHECKLIST_SCRIPT_NAME } from '../../web/school/checklist-script.ts'
import { DOOR_SCRIPT_NAME } from '../../web/school/door-script.ts'
import { LANGUAGE_SCRIPT_NAME } from '../../web/school/language-script.ts'
import { registerSchoolPages } from '../../web/school/pages.ts'
import { RECORD_SCRIPT_NAME } from '../../web/school/record-script.ts'
import type { WebEnv } from '../../web/visit.ts'

const LATER = [
  registerFirstPages,
  registerPublicPages,
  registerFamilyPages,
  registerHosting,
  registerSchoolPages,
]

/** The paths under which the web side delegates to lazily loaded pages. */
export const MOUNTS = [
  '/',
  '/code',
  '/f/*',
  '/me',
  '/me/leave',
  '/me/vote/*',
  '/me/keep/*',
  '/start',
  '/sign-in',
  '/sign-in/*',
  '/sign-out',
  '/w/*',
  '/calendar/family/*',
  '/calendar/school/*',
  '/stop/*',
  '/help',
  '/help/*',
  '/changed/*',
  '/app/icon/*',
  '/app/manifest/*/*',
  '/new/*',
  '/picture/*/*',
  '/me/workshop/*',
  '/me/*',
  '/school',
  '/school/*',
  '/design',
]

const SCRIPTS = new RegExp(
  [
    DOOR_SCRIPT_NAME,
    CAMERA_SCRIPT_NAME,
    RECORD_SCRIPT_NAME,
    CHECKLIST_SCRIPT_NAME,
    LANGUAGE_SCRIPT_NAME,
    SHARE_SCRIPT_NAME,
    SHARE_PICTURE_NAME,
    KEEP_SCRIPT_NAME,
    ALOUD_SCRIPT_NAME,
    PICTURE_SCRIPT_NAME,
  ].join('|'),
)

const named = (list: readonly { method: string; path: string }[]) =>
  list.map(({ method, path }) => `${method.toUpperCase()} ${path.replace(SCRIPTS, ':script')}`)

/** The routes that the web side itself registers, without middleware. */
export function registeredInWeb(services: Services): string[] {
  return [...new Set(named(createWeb(services).routes.filter(({ path }) => path !== '/*')))]
}

/** Every page and form of the web side as `GET /school/families/:family`, read from its routers. */
export function webRoutes(services: Services): string[] {
  const own = registeredInWeb(services).filter((route) => !MOUNTS.includes(route.replace(/^\w+ /, '')))
  const later = LATER.flatMap((register) => {
    const app = new Hono<WebEnv>()
    register(app)
    return named(app.routes.filter(({ path }) => path !== '/*'))
  })
  return [...new Set([...own, ...later])].sort()
}

/** Every call of the API as `PUT /sessions/{session}/replies/{family}`, read from its router. */
export function apiRoutes(): string[] {
  return named(calls).sort()
}
