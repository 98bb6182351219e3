import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import { readHosted } from '../../shared/logistics/hosted.operations.ts'
import { Page } from '../components/layout.tsx'
import { unsharedBecause } from '../components/share-view.ts'
import { loadLanguages, localText } from '../messages/catalogue.ts'
import { familyRoutes } from '../routes.ts'
import { Flyer, type FlyersView, flyersView } from '../school/print-flyer.tsx'
import { voiceIn } from '../school/print-sheet.tsx'
import { familyOf, type Reader, show, type WebEnv } from '../visit.ts'

/** Flyers of a workshop for the parent who leads it, one in each language. */
export function HostFlyerPage({ reader, view }: { reader: Reader; view: FlyersView }) {
  const { t, language } = reader
  const title = t('print.flyersOf', { workshop: localText(view.workshop.title, language) })
  return (
    <Page reader={reader} title={title}>
      <div class="no-print">
        <h1>{title}</h1>
        <p>{t('print.how')}</p>
        <p>
          <a href={familyRoutes.hosting(view.workshop.id)}>{t('share.back')}</a>
        </p>
      </div>
      {view.languages.map((one) => (
        <Flyer voice={voiceIn(reader, one)} view={view} />
      ))}
    </Page>
  )
}

/** Registers the flyers of a host: in one language of the school's or in all worth printing, once everybody may see the workshop. */
export function registerHostFlyer(app: Hono<WebEnv>): void {
  app.get(familyRoutes.hostFlyer(':workshop'), async (c) => {
    const { school } = familyOf(c)
    const { workshop } = await readHosted(c.get('context'), c.req.param('workshop'))
    if (unsharedBecause(workshop)) refuse('not-found')
    await loadLanguages()
    return show(c, <HostFlyerPage reader={c.get('reader')} view={flyersView(c, school, workshop)} />)
  })
}
