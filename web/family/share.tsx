import type { Hono } from 'hono'
import { readHosted } from '../../shared/logistics/hosted.operations.ts'
import { FamilyPage } from '../components/family-page.tsx'
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
import { allowStyles } from '../policy.ts'
import { familyRoutes } from '../routes.ts'
import { HOST_SHARE_STYLE, HOST_SHARE_STYLE_HASH } from '../style/share.ts'
import { familyOf, type Reader, show, type WebEnv } from '../visit.ts'

allowStyles([HOST_SHARE_STYLE_HASH])

/** Sharing a workshop by the parent who leads it. */
export function HostSharePage({ reader, view }: { reader: Reader; view: ShareView }) {
  const { t } = reader
  const { unshared, workshop } = view
  return (
    <FamilyPage reader={reader} title={t('share.title')} style={HOST_SHARE_STYLE}>
      <h1>{t('share.title')}</h1>
      {unshared ? (
        <Notice tone="warning">{t(`share.not.${unshared}`)}</Notice>
      ) : (
        <>
          <p class="lead">{t('share.text')}</p>
          <ShareLanguages reader={reader} view={view} look="share-languages" />
          <ShareWords reader={reader} view={view} />
          <ShareLink reader={reader} view={view} />
          <SharePaper
            {...{ reader, view }}
            flyers={familyRoutes.hostFlyer(workshop.id)}
            poster={familyRoutes.hostPoster(workshop.id)}
          />
          <ShareLooks reader={reader} view={view} />
          <ShareScript />
        </>
      )}
      <p>
        <ButtonLink href={familyRoutes.hosting(workshop.id)} kind="quiet">
          {t('share.back')}
        </ButtonLink>
      </p>
    </FamilyPage>
  )
}

/** Registers the page on which a host shares a workshop. */
export function registerHostShare(app: Hono<WebEnv>): void {
  app.get(familyRoutes.hostShare(':workshop'), async (c) => {
    familyOf(c)
    const { workshop } = await readHosted(c.get('context'), c.req.param('workshop'))
    const view = await shareView(c, workshop)
    return show(c, <HostSharePage reader={c.get('reader')} view={view} />)
  })
}
