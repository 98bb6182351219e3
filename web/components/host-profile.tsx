import type { PublicHostProfile } from '../../shared/workshop/host-profile.ts'
import type { Picture } from '../../shared/workshop/picture.ts'
import type { Reader } from '../visit.ts'
import { StoredPicture } from './stored-picture.tsx'

type Props = {
  reader: Reader
  profile: PublicHostProfile | undefined
  picture?: Picture | undefined
}

/** Who leads a workshop, as they agreed to be shown to everybody: a picture, a first name, a few words of their own. */
export function HostProfileSection({ reader, profile, picture }: Props) {
  if (!profile && !picture) return null
  const fallback = profile?.name ?? reader.t('picture.who')
  return (
    <section class="card host">
      {picture && <StoredPicture reader={reader} picture={picture} class="portrait" fallback={fallback} />}
      <Words reader={reader} profile={profile} />
    </section>
  )
}

function Words({ reader: { t, language }, profile }: Pick<Props, 'reader' | 'profile'>) {
  if (!profile) return <h2>{t('picture.who')}</h2>
  const { name, words, language: lang } = profile
  return (
    <div>
      <h2>
        {t('hostProfile.by')} <bdi>{name}</bdi>
      </h2>
      {words && (
        <p lang={lang === language ? undefined : lang} dir="auto">
          {words}
        </p>
      )}
    </div>
  )
}
