import type { Hono } from 'hono'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import { Icon } from '../components/icon.tsx'
import { PageHead } from '../components/page-head.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import {
  ShareLanguages,
  ShareLink,
  ShareLooks,
  ShareScript,
  type ShareView,
  ShareWords,
  shareView,
} from '../components/share.tsx'
import { SharePaper } from '../components/share-paper.tsx'
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
              <SharePaper
                {...{ reader, view }}
                flyers={schoolRoutes.printFlyers(workshop.id)}
                poster={schoolRoutes.printPoster(workshop.id)}
              />
            </div>
            <div class="stack">
              <ShareLooks reader={reader} view={view} hasPicture>
                <ButtonLink href={schoolRoutes.codes()} kind="quiet">
                  <Icon name="code" />
                  {t('share.familyCodes')}
                </ButtonLink>
              </ShareLooks>
            </div>
          </div>
          <ShareScript />
        </>
      )}
    </SchoolPage>
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
