import type { PublicIntroduction } from '../../shared/workshop/introduction.ts'
import type { Picture } from '../../shared/workshop/picture.ts'
import type { Reader } from '../visit.ts'
import { StoredPicture } from './stored-picture.tsx'

type Props = {
  reader: Reader
  introduction: PublicIntroduction | undefined
  picture?: Picture | undefined
}

/** Who leads a workshop, as they agreed to be shown to everybody: a picture, a first name, a few words of their own. */
export function HostIntroduction({ reader, introduction, picture }: Props) {
  if (!introduction && !picture) return null
  const fallback = introduction?.name ?? reader.t('picture.who')
  return (
    <section class="card host">
      {picture && <StoredPicture reader={reader} picture={picture} class="portrait" fallback={fallback} />}
      <Words reader={reader} introduction={introduction} />
    </section>
  )
}

function Words({ reader: { t, language }, introduction }: Pick<Props, 'reader' | 'introduction'>) {
  if (!introduction) return <h2>{t('picture.who')}</h2>
  const { name, words, language: lang } = introduction
  return (
    <div>
      <h2>
        {t('introduction.by')} <bdi>{name}</bdi>
      </h2>
      {words && (
        <p lang={lang === language ? undefined : lang} dir="auto">
          {words}
        </p>
      )}
    </div>
  )
}
