import type { Family } from '../../shared/family/family.ts'
import { ButtonLink, Card, Notice } from '../components/parts.tsx'
import { QrCode } from '../components/qr-code.tsx'
import { routes } from '../routes.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

/** What a family's links do, with the way to them and to a letter. */
export function LinkCard({ reader: { t }, family }: { reader: Reader; family: Family }) {
  return (
    <Card title={t('family.link')}>
      <p class="soft">{t('family.linkFirst')}</p>
      <div class="actions">
        <ButtonLink kind="quiet" href={schoolRoutes.familyLink(family.id)}>
          {t('family.linkSee')}
        </ButtonLink>
        <a class="bare" href={`${schoolRoutes.chosenFamilies()}?act=letters&family=${family.id}`}>
          {t('families.act.letters')}
        </a>
      </div>
    </Card>
  )
}

type Link = { token: string; code: string }

/** A family's new personal link, to show once, to print and to hand over. */
export function FamilyLinkPage({ reader, family, link, origin }: LinkProps) {
  const { t, school } = reader
  const address = origin + routes.familyLink(link.token)
  return (
    <SchoolPage look="families" reader={reader} title={t('family.linkTitle', { family: family.name })}>
      <h1>{t('family.linkTitle', { family: family.name })}</h1>
      <div class="no-print">
        <Notice tone="done">{t('family.linkOnce')}</Notice>
      </div>
      <p lang={family.writtenLanguage}>{school?.name}</p>
      <QrCode address={address} label={t('family.linkQr')} />
      <p>
        <a href={address} dir="ltr">
          {address}
        </a>
      </p>
      <p>{t('family.linkCode', { address: origin + routes.code() })}</p>
      <p class="code">{link.code}</p>
      <p class="no-print">
        <ButtonLink kind="quiet" href={schoolRoutes.family(family.id)}>
          {t('family.linkBack')}
        </ButtonLink>
      </p>
    </SchoolPage>
  )
}

type LinkProps = { reader: Reader; family: Family; link: Link; origin: string }
