import type { PublicIntroduction } from '../../shared/workshop/introduction.ts'
import type { Reader } from '../visit.ts'

type Props = { reader: Reader; introduction: PublicIntroduction | undefined }

/** Who leads a workshop, where they agreed to be shown to everybody: a first name, and a few words of their own. */
export function HostIntroduction({ reader: { t, language }, introduction }: Props) {
  if (!introduction) return null
  const { name, words, language: lang } = introduction
  return (
    <section class="card">
      <h2>
        {t('introduction.by')} <bdi>{name}</bdi>
      </h2>
      {words && (
        <p lang={lang === language ? undefined : lang} dir="auto">
          {words}
        </p>
      )}
    </section>
  )
}
