import type { PersonalLink } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import { Notice, Table } from '../components/parts.tsx'
import { QrCode } from '../components/qr-code.tsx'
import { routes } from '../routes.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { familyLabel } from './family.tsx'
import { SchoolPage } from './frame.tsx'
import { PrintPage, Said, Sheet, voiceIn } from './print-sheet.tsx'

type Props = { reader: Reader; links: readonly (readonly [Family, PersonalLink])[]; origin: string }

/** A letter a family, in its language, with its link and code. */
export function LettersPage({ reader, links, origin }: Props) {
  const { t } = reader
  return (
    <PrintPage
      reader={reader}
      title={t('chosen.letters', { count: links.length })}
      back={schoolRoutes.families()}
    >
      <div class="no-print">
        <Notice>{t('codes.care')}</Notice>
      </div>
      {links.map(([family, link]) => (
        <Letter reader={reader} family={family} link={link} origin={origin} />
      ))}
    </PrintPage>
  )
}

type LetterProps = { reader: Reader; family: Family; link: PersonalLink; origin: string }

function Letter({ reader, family, link, origin }: LetterProps) {
  const voice = voiceIn(reader, family.writtenLanguage)
  const { t, school } = voice.reader
  return (
    <Sheet voice={voice}>
      <p>
        <bdi>{school?.name}</bdi>
      </p>
      <h2>
        <bdi>{familyLabel(family)}</bdi>
      </h2>
      <p>
        <Said voice={voice}>{t('letter.text')}</Said>
      </p>
      <div class="aside">
        <QrCode address={origin + routes.familyLink(link.token)} label={t('family.linkQr')} />
        <div>
          <p>
            <Said voice={voice}>{t('family.linkCode', { address: origin + routes.code() })}</Said>
          </p>
          <p class="code">
            <bdi dir="ltr">{link.code}</bdi>
          </p>
        </div>
      </div>
    </Sheet>
  )
}

/** The links of families, to copy into messages of one's own. */
export function LinksPage({ reader, links, origin }: Props) {
  const { t } = reader
  const title = t('chosen.links', { count: links.length })
  return (
    <SchoolPage look="families" reader={reader} title={title}>
      <p>
        <a href={schoolRoutes.families()}>{t('family.back')}</a>
      </p>
      <h1>{title}</h1>
      <Notice>{t('codes.care')}</Notice>
      <Table
        caption={title}
        heads={[t('families.name'), t('chosen.link'), t('chosen.code')]}
        rows={links.map(([family, link]) => [
          <bdi>{familyLabel(family)}</bdi>,
          <bdi dir="ltr">{origin + routes.familyLink(link.token)}</bdi>,
          <bdi dir="ltr">{link.code}</bdi>,
        ])}
      />
    </SchoolPage>
  )
}
