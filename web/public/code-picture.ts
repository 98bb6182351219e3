import type { Hono } from 'hono'
import { readPublicWorkshop } from '../../shared/workshop/workshop.operations.ts'
import { codePicture } from '../components/code-picture.ts'
import { publicAddress } from '../components/share-view.ts'
import { pageLanguageOf } from '../messages/catalogue.ts'
import { routes } from '../routes.ts'
import type { WebEnv } from '../visit.ts'

/** Registers the code of a workshop's public page as a picture to download, in the language of `l`. */
export function registerCodePictures(app: Hono<WebEnv>): void {
  app.get(routes.codePicture(':workshop'), async (c) => {
    const { id } = await readPublicWorkshop(c.get('context'), c.req.param('workshop'))
    const language = pageLanguageOf(c.req.query('l') ?? '') ?? c.get('reader').language
    c.header('content-disposition', `attachment; filename="code-${language}.png"`)
    return c.body(codePicture(publicAddress(c.get('origin'), id, language)), 200, {
      'content-type': 'image/png',
    })
  })
}
