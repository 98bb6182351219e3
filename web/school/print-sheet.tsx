import type { PropsWithChildren } from 'hono/jsx'
import { bestLanguage, direction, isPageLanguage, translator } from '../messages/catalogue.ts'
import type { Reader } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

type PagesProps = PropsWithChildren<{ reader: Reader; title: string; back: string }>

/** A page that is there to be printed: its sheets, and around them what nobody needs on paper. */
export function PrintPage({ reader, title, back, children }: PagesProps) {
  const { t } = reader
  return (
    <SchoolPage reader={reader} title={title}>
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

/** One sheet of paper, in the language of whom it is for. */
export function Sheet({ reader, kind, children }: PropsWithChildren<{ reader: Reader; kind?: 'flyer' }>) {
  return (
    <article class={`sheet ${kind ?? ''}`} lang={reader.language} dir={direction(reader.language)}>
      {children}
    </article>
  )
}

/** The page's reader as somebody who reads that language, or the nearest one in which there are texts. */
export function readerIn(reader: Reader, language: string): Reader {
  const best = bestLanguage([language, reader.school?.defaultLanguage])
  return { ...reader, language: best, t: translator(best) }
}

/** The languages of those in which a sheet can be printed: in another one it would be a second copy. */
export function printable(languages: readonly string[]): string[] {
  const known = languages.filter((one) => isPageLanguage(one))
  return known.length > 0 ? known : ['en']
}

/** A line to write on. */
export function Line({ label }: { label: string }) {
  return (
    <p class="line">
      {label} <span />
    </p>
  )
}
