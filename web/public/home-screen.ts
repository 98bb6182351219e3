import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import { readPublicSchool } from '../../shared/school/school.operations.ts'
import { ICON, ICON_NAME, ICON_PICTURES, type IconPicture, iconPictureName } from '../components/app-icon.ts'
import { direction, loadLanguages, pageLanguageOf, translator } from '../messages/catalogue.ts'
import { familyRoutes, routes } from '../routes.ts'
import { schoolRoutes } from '../school-routes.ts'
import { LIGHT } from '../style/colours.ts'
import type { Visit, WebEnv } from '../visit.ts'

// Where the icon on a home screen leads: for everybody of a kind alike, so that nobody's link is in it.
const STARTS: ReadonlyMap<string, string> = new Map([
  ['public', routes.welcome()],
  ['family', familyRoutes.home()],
  ['member', schoolRoutes.today()],
])

/** Registers what puts the site on a home screen: its name in a language, and its icons. */
export function registerHomeScreen(app: Hono<WebEnv>): void {
  app.get(routes.manifest(':kind', ':language'), async (c) => {
    const start = STARTS.get(c.req.param('kind')) ?? refuse('not-found')
    const language = pageLanguageOf(c.req.param('language')) ?? refuse('not-found')
    await loadLanguages([language])
    const t = translator(language)
    const name = (await schoolAsked(c))?.name ?? t('product.name')
    c.header('Content-Type', 'application/manifest+json; charset=utf-8')
    return c.body(
      JSON.stringify({
        ...{ id: start, start_url: start, scope: '/' },
        ...{ name, short_name: name, description: t('welcome.what') },
        ...{ lang: language, dir: direction(language) },
        // A window of its own has cookies of its own on iPhones: whoever put it there would be signed out.
        display: 'browser',
        ...{ background_color: LIGHT.paper, theme_color: LIGHT.paper },
        icons: iconsOf(),
      }),
    )
  })
  app.get(routes.icon(':name'), async (c) => {
    const name = c.req.param('name')
    if (name === ICON_NAME) return c.body(ICON, 200, { 'content-type': 'image/svg+xml' })
    const picture = PICTURES.find((one) => iconPictureName(one) === name) ?? refuse('not-found')
    const { ICON_BYTES } = await import('./icon-pictures.ts')
    return c.body(Buffer.from(ICON_BYTES[picture], 'base64'), 200, { 'content-type': 'image/png' })
  })
}

// Everybody may know a school's name by its id, as on its page of changes.
function schoolAsked(c: Visit) {
  const school = c.req.query('school')
  return school === undefined ? undefined : readPublicSchool(c.get('context'), school)
}

const PICTURES = Object.keys(ICON_PICTURES) as IconPicture[]

function iconsOf() {
  const picture = (of: '192' | '512' | 'maskable', purpose: 'any' | 'maskable') => ({
    src: routes.icon(iconPictureName(of)),
    sizes: `${ICON_PICTURES[of].size}x${ICON_PICTURES[of].size}`,
    type: 'image/png',
    purpose,
  })
  return [
    { src: routes.icon(ICON_NAME), sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    picture('192', 'any'),
    picture('512', 'any'),
    picture('maskable', 'maskable'),
  ]
}
