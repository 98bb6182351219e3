import type { Hono } from 'hono'
import { Table } from '../components/parts.tsx'
import { PAGE_LANGUAGES, type PageLanguage, reviewOf } from '../messages/catalogue.ts'
import { languageName, ownLanguageName } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

type Reviews = readonly (readonly [PageLanguage, Awaited<ReturnType<typeof reviewOf>>])[]

/** In which languages the pages and messages are, and how much of each a native speaker has read over. */
export function LanguagesPage({ reader, reviews }: { reader: Reader; reviews: Reviews }) {
  const { t, language } = reader
  return (
    <SchoolPage reader={reader} title={t('settings.pageLanguages')}>
      <p>
        <a href={schoolRoutes.settings()}>{t('settings.title')}</a>
      </p>
      <h1>{t('settings.pageLanguages')}</h1>
      <p>{t('settings.pageLanguagesText')}</p>
      <Table
        caption={t('settings.pageLanguages')}
        heads={[t('page.languages'), t('translation.state.reviewed')]}
        rows={reviews.map(([tag, review]) => [
          <>
            <bdi lang={tag}>{ownLanguageName(tag)}</bdi> · {languageName(tag, language)}
          </>,
          review ? (
            <>
              {t('settings.reviewed', review)} ·{' '}
              <a href={schoolRoutes.languageReview(tag)}>
                {t('review.open')}
                <span class="screen-reader">: {languageName(tag, language)}</span>
              </a>
            </>
          ) : (
            t('settings.source')
          ),
        ])}
      />
    </SchoolPage>
  )
}

/** Registers the page of languages. */
export function registerLanguages(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.languages(), async (c) => {
    organizerOf(c)
    const reviews = await Promise.all(PAGE_LANGUAGES.map(async (tag) => [tag, await reviewOf(tag)] as const))
    return show(c, <LanguagesPage reader={c.get('reader')} reviews={reviews} />)
  })
}
