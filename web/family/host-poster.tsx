import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import { readHosted } from '../../shared/logistics/hosted.operations.ts'
import { Page } from '../components/layout.tsx'
import { unsharedBecause } from '../components/share-view.ts'
import { loadLanguages, localText } from '../messages/catalogue.ts'
import { allowStyles } from '../policy.ts'
import { familyRoutes } from '../routes.ts'
import { Poster, type PosterView, posterView } from '../school/print-poster.tsx'
import { HOST_POSTER_STYLE, HOST_POSTER_STYLE_HASH } from '../style/poster.ts'
import { familyOf, type Reader, show, type WebEnv } from '../visit.ts'

allowStyles([HOST_POSTER_STYLE_HASH])

/** A poster for the door, for the parent who leads the workshop. */
export function HostPosterPage({ reader, view }: { reader: Reader; view: PosterView }) {
  const { t, language } = reader
  const title = t('print.posterOf', { workshop: localText(view.workshop.title, language) })
  return (
    <Page reader={reader} title={title} style={HOST_POSTER_STYLE}>
      <div class="no-print">
        <h1>{title}</h1>
        <p>{t('print.how')}</p>
        <p>
          <a href={familyRoutes.hostShare(view.workshop.id)}>{t('print.back')}</a>
        </p>
      </div>
      <Poster reader={reader} view={view} />
    </Page>
  )
}

/** Registers the poster of a host, once everybody may see the workshop. */
export function registerHostPoster(app: Hono<WebEnv>): void {
  app.get(familyRoutes.hostPoster(':workshop'), async (c) => {
    const { school } = familyOf(c)
    const { workshop } = await readHosted(c.get('context'), c.req.param('workshop'))
    if (unsharedBecause(workshop)) refuse('not-found')
    await loadLanguages()
    const view = posterView(c, school, workshop)
    return show(c, <HostPosterPage reader={c.get('reader')} view={view} />)
  })
}
