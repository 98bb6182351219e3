import type { PropsWithChildren } from 'hono/jsx'
import type { School } from '../../shared/school/school.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { bestLanguage, closestTag, direction, pageLanguageOf, translator } from '../messages/catalogue.ts'
import { dayText, timeRange, zoneName } from '../messages/format.ts'
import type { Look } from '../style/team-style.ts'
import type { Reader } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

type PagesProps = PropsWithChildren<{ reader: Reader; title: string; back: string; look?: Look }>

/** A page to print: its sheets, surrounded by parts for the screen only. */
export function PrintPage({ reader, title, back, look = 'plain', children }: PagesProps) {
  const { t } = reader
  return (
    <SchoolPage look={look} reader={reader} title={title}>
      <div class="no-print">
        <h1>{title}</h1>
        <p>{t('print.how')}</p>
        <p>
          <a href={back}>{t('print.back')}</a>
        </p>
      </div>
      {children}
    </SchoolPage>
  )
}

/** The language of a sheet: its own where the catalogue has it, else the nearest of the pages'. */
export type Voice = {
  language: string
  /** The language of dates and of languages' names, which Intl does not have for every language. */
  dates: string
  /** The reader, with a translator in a language that has texts. */
  reader: Reader
}

/** The language, locale and translator of a sheet. */
export function voiceIn(reader: Reader, language: string): Voice {
  const best = bestLanguage([language, reader.school?.defaultLanguage])
  const isKnown = Intl.DateTimeFormat.supportedLocalesOf([language]).length > 0
  return {
    language,
    dates: isKnown ? language : best,
    reader: { ...reader, language: best, t: translator(best) },
  }
}

/** One sheet of paper: whatever words there are, it runs in the direction of the language it is for. */
export function Sheet({
  voice,
  kind,
  children,
}: PropsWithChildren<{ voice: Voice; kind?: 'flyer' | `poster${string}` }>) {
  return (
    <article class={`sheet ${kind ?? ''}`} lang={voice.language} dir={direction(voice.language)}>
      {children}
    </article>
  )
}

/** Words on a sheet, marked where they are not of its language. `lang` is that of the texts if none is given. */
export function Said({ voice, lang, children }: PropsWithChildren<{ voice: Voice; lang?: string }>) {
  const spoken = lang ?? voice.reader.language
  if (spoken === voice.language || spoken === baseOf(voice.language)) return <>{children}</>
  return (
    <span lang={spoken} dir={direction(spoken)}>
      {children}
    </span>
  )
}

/** A text that somebody wrote: in the sheet's language, else in the school's, else in one that there is. */
export function Written({ voice, text }: { voice: Voice; text: Readonly<Record<string, string>> }) {
  const { language, reader } = voice
  const tags = Object.keys(text)
  const wishes = [language, reader.school?.defaultLanguage ?? language]
  const [lang = language] = [...wishes.flatMap((wish) => closestTag(tags, wish) ?? []), ...tags]
  return (
    <Said voice={voice} lang={lang}>
      {text[lang]}
    </Said>
  )
}

/** A time with its weekday in words, and small beside it the zone. */
export function SheetTime({ voice, start, end }: { voice: Voice; start: string; end: string }) {
  const place = { language: voice.dates, timeZone: voice.reader.school?.timeZone ?? 'UTC' }
  return (
    <Said voice={voice} lang={voice.dates}>
      <strong>{dayText(start, place)}</strong> {timeRange(start, end, place)}{' '}
      <small>{zoneName(start, place)}</small>
    </Said>
  )
}

/** A workshop's title and description on a sheet. */
export function SheetTitle({ voice, workshop }: { voice: Voice; workshop: Workshop }) {
  return (
    <>
      <h2>
        <Written voice={voice} text={workshop.title} />
      </h2>
      {workshop.description && (
        <p>
          <Written voice={voice} text={workshop.description} />
        </p>
      )}
    </>
  )
}

/**
 * The languages of a school in which a sheet of the workshop is worth its paper: there are texts in it,
 * or the workshop has a title in it. In another one it would be a second copy.
 */
export function printable(school: School, workshop: Workshop): string[] {
  const known = school.languages.filter(
    (one) => pageLanguageOf(one) || closestTag(Object.keys(workshop.title), one),
  )
  return known.length > 0 ? known : [school.defaultLanguage]
}

// "es" of "es-MX".
const baseOf = (language: string) => language.split('-')[0] ?? language

/** A line to write on. */
export function Line({ children }: PropsWithChildren) {
  return (
    <p class="line">
      {children} <span />
    </p>
  )
}
