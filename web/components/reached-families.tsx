import type { AudienceToConfirm } from '../../shared/delivery/audience.operations.ts'
import { waitingIn } from '../../shared/delivery/audience.ts'
import type { School } from '../../shared/school/school.ts'
import { direction, pageLanguageOf } from '../messages/catalogue.ts'
import { languageName, momentText, ownLanguageName } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import { Facts } from './parts.tsx'
import { waitingText } from './waiting-text.ts'

type Props = {
  reader: Reader
  audience: AudienceToConfirm
  /** The real text in a language of the pages, a paragraph each. */
  textIn: (given: { school: School; language: string }) => readonly string[]
}

/** Whom a message would reach before it is confirmed: how many, when, by which ways, in which languages, in which words. */
export function ReachedFamilies({ reader, audience, textIn }: Props) {
  const { t, language } = reader
  const { families, leaves, reached } = audience
  const waiting = waitingIn(reached)
  const place = { language, timeZone: reader.school?.timeZone ?? 'UTC' }
  return (
    <>
      <p>
        <strong>{t('send.families', { families: families - waiting })}</strong>{' '}
        {reached.ways.sms + reached.ways.email > 0 && t('send.leaves', { when: momentText(leaves, place) })}
      </p>
      {waiting > 0 && <p>{waitingText(reader, reached)}</p>}
      {families > 0 && <Ways reader={reader} audience={audience} />}
      {families > 0 && <Samples {...{ reader, audience, textIn }} />}
    </>
  )
}

/** The channels and languages by which people are reached. */
function Ways({ reader, audience: { ways, languages } }: Omit<Props, 'textIn'>) {
  const { t, language } = reader
  return (
    <>
      <h2>{t('send.ways')}</h2>
      <Facts
        facts={[
          [t('about.channel.email'), String(ways.email)],
          [t('about.channel.sms'), String(ways.sms)],
          [t('tell.call'), String(ways.call)],
        ]}
      />
      <h2>{t('send.languages')}</h2>
      <Facts
        facts={languages.map((one) => [languageName(one.language, language), String(one.people)] as const)}
      />
    </>
  )
}

// One text for each language of the pages that somebody reads.
function Samples({ reader: { t, school }, audience, textIn }: Props) {
  if (!school) return null
  const pages = [...new Set(audience.languages.map(({ language }) => pageLanguageOf(language) ?? 'en'))]
  return (
    <section>
      <h2>{t('send.samples')}</h2>
      {pages.map((language) => (
        <>
          <p>
            <strong>{ownLanguageName(language)}</strong>
          </p>
          <blockquote lang={language} dir={direction(language)}>
            {textIn({ school, language }).map((line) => (
              <p>{line}</p>
            ))}
          </blockquote>
        </>
      ))}
    </section>
  )
}
