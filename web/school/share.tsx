import type { Hono } from 'hono'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import { Icon } from '../components/icon.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Notice } from '../components/parts.tsx'
import {
  ShareLanguages,
  ShareLink,
  ShareLooks,
  ShareScript,
  type ShareView,
  ShareWords,
  shareView,
} from '../components/share.tsx'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { crumbsOf } from './crumbs.ts'
import { SchoolPage } from './frame.tsx'

type Props = { reader: Reader; view: ShareView }

/** Sharing a workshop: the language first, then words ready to send, then the ways. */
export function SharePage({ reader, view }: Props) {
  const { t } = reader
  const { workshop, unshared } = view
  return (
    <SchoolPage reader={reader} title={t('share.title')} look="share">
      <PageHead t={t} crumbs={crumbsOf(reader, workshop)} title={t('share.title')}>
        {!unshared && <p class="meta">{t('share.text')}</p>}
      </PageHead>
      {unshared ? (
        <Notice tone="warning">{t(`share.not.${unshared}`)}</Notice>
      ) : (
        <>
          <ShareLanguages reader={reader} view={view} look="filters" />
          <div class="beside">
            <div class="stack">
              <ShareWords reader={reader} view={view} />
              <ShareLink reader={reader} view={view} />
              <Paper reader={reader} view={view} />
            </div>
            <div class="stack">
              <ShareLooks reader={reader} view={view} hasPicture>
                <p>
                  <a href={schoolRoutes.codes()}>{t('share.familyCodes')}</a>
                </p>
              </ShareLooks>
            </div>
          </div>
          <ShareScript />
        </>
      )}
    </SchoolPage>
  )
}

function Paper({ reader: { t, school }, view: { workshop, language } }: Props) {
  const flyers = schoolRoutes.printFlyers(workshop.id)
  const own = school?.languages.find((one) => one.split('-', 1)[0] === language)
  return (
    <section>
      <h2>{t('share.paper')}</h2>
      <ul class="paper">
        {own && (
          <li>
            <Icon name="printer" />
            <a href={`${flyers}?language=${own}`}>{t('share.flyer')}</a>
          </li>
        )}
        <li>
          <Icon name="printer" />
          <a href={flyers}>{t('share.flyers')}</a>
        </li>
      </ul>
    </section>
  )
}

/** Registers the page to share a workshop from. */
export function registerShare(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.share(':workshop'), async (c) => {
    organizerOf(c)
    const workshop = await readWorkshop(c.get('context'), c.req.param('workshop'))
    const view = await shareView(c, workshop)
    return show(c, <SharePage reader={c.get('reader')} view={view} />)
  })
}
