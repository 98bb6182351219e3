import type { Hono } from 'hono'
import { accept } from '../../shared/access/accept.ts'
import { refuse } from '../../shared/access/refusal.ts'
import { dayAt, instantOf } from '../../shared/time/instant.ts'
import { isTicked, typedText } from '../components/field-label.tsx'
import { Button, ErrorSummary, Field, Form, Hidden, TextArea } from '../components/form.tsx'
import { OWN_FORM } from '../components/form-context.ts'
import { PageHead } from '../components/page-head.tsx'
import type { FormState, SentForm } from '../form.ts'
import { direction, learn, PAGE_LANGUAGES, type PageLanguage, textsOf } from '../messages/catalogue.ts'
import { languageName } from '../messages/format.ts'
import { LANGUAGE_FILES, languageFile } from '../messages/languages.ts'
import { keepsFields, partsOf, Review, textsIn } from '../messages/review.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

type Reviewed = Exclude<PageLanguage, 'en'>

/** A part of a language's texts, each with the English one and whether somebody has read it over. */
export type ReviewView = {
  language: Reviewed
  part: string
  parts: ReadonlyMap<string, number>
  texts: readonly { key: string; english: string; text: string; isReviewed: boolean }[]
}

type Props = { reader: Reader; view: ReviewView; form: FormState }

/** The texts of a part beside the English ones, to tick those that read well and write the others better. */
export function LanguageReviewPage({ reader, view, form }: Props) {
  const { t } = reader
  const { language, part, texts } = view
  const title = t('review.title', { language: languageName(language, reader.language) })
  return (
    <SchoolPage form={OWN_FORM} reader={reader} title={title}>
      <PageHead
        t={t}
        title={title}
        crumbs={[{ href: schoolRoutes.languages(), label: t('settings.pageLanguages') }]}
        answer={<p class="soft">{t('review.text')}</p>}
      />
      <Parts reader={reader} view={view} />
      <ErrorSummary t={t} form={form} />
      <Form action={schoolRoutes.languageReview(language)}>
        <Hidden name="part" value={part} />
        <ul class="list">
          {texts.map((one) => (
            <ReviewRow {...{ reader, form, language }} shown={one} />
          ))}
        </ul>
        <Field
          {...{ t, form }}
          name="by"
          required
          label={t('review.by')}
          hint={t('review.byHint')}
          maxlength={80}
        />
        <Button>{t('review.button')}</Button>
      </Form>
    </SchoolPage>
  )
}

/** The parts of the texts, to go from one to the next. */
function Parts({ reader: { t }, view: { language, part, parts } }: Omit<Props, 'form'>) {
  return (
    <details>
      <summary>{t('review.parts', { part })}</summary>
      <ul class="columns">
        {[...parts].map(([name, count]) => (
          <li>
            <a
              href={`${schoolRoutes.languageReview(language)}?part=${name}`}
              {...(name === part && { 'aria-current': 'page' as const })}
            >
              <code lang="en">{name}</code> · {count}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

type RowProps = { reader: Reader; form: FormState; language: Reviewed; shown: ReviewView['texts'][number] }

/** A text as it is beside the English one, with a tick where it reads well and room for a better one. */
function ReviewRow({ reader: { t }, form, language, shown }: RowProps) {
  const { key: name, english, text, isReviewed } = shown
  const better = `better.${name}`
  const isOpen = typedText(form, better, '') !== ''
  return (
    <li>
      <p class="soft" lang="en" dir="ltr">
        {english}
      </p>
      <p lang={language} dir={direction(language)}>
        {text}
      </p>
      <label class="choice">
        <input
          type="checkbox"
          name="reviewed:list"
          value={name}
          checked={isTicked(form, 'reviewed', name, isReviewed)}
        />
        <span>{t('review.reads')}</span>
      </label>
      <details open={isOpen}>
        <summary>
          {t('review.better')}
          <span class="screen-reader">: {english}</span>
        </summary>
        <TextArea
          {...{ t, form }}
          name={better}
          plain
          label={t('review.better')}
          lang={language}
          maxlength={4000}
        />
      </details>
    </li>
  )
}

/** The language of an address, if its texts are not the source of all others. */
function languageOf(c: Visit): Reviewed {
  const asked = c.req.param('language') ?? ''
  return (
    PAGE_LANGUAGES.find((one): one is Reviewed => one === asked && one in LANGUAGE_FILES) ??
    refuse('not-found')
  )
}

async function viewOf(c: Visit, asked: string | undefined): Promise<ReviewView> {
  const language = languageOf(c)
  const [{ texts, reviewed }, english] = await Promise.all([languageFile(language), allEnglish()])
  const parts = partsOf(texts)
  const part = asked !== undefined && parts.has(asked) ? asked : 'vote'
  const known = new Set(reviewed)
  return {
    ...{ language, part, parts },
    texts: textsIn(texts, part).map(([key, text]) => ({
      ...{ key, text, english: english[key] ?? '' },
      isReviewed: known.has(key),
    })),
  }
}

// The guides are loaded with their own pages, and these texts may be asked for before.
async function allEnglish(): Promise<Record<string, string>> {
  const [{ enManual }, { enLater }] = await Promise.all([
    import('../messages/en-manual.ts'),
    import('../messages/en-later.ts'),
  ])
  learn(enManual)
  learn(enLater)
  return textsOf('en')
}

/** What was read over in a form. Refuses one in which nothing was, and a text that lost what is filled in later. */
function reviewIn(view: ReviewView, form: SentForm, on: string): Review {
  const better = view.texts.flatMap(({ key, text }) => {
    const written = form.text(`better.${key}`)
    return written && written !== text ? [{ key, written, isKept: keepsFields(text, written) }] : []
  })
  const reviewed = form.typed.reviewed ?? []
  const lost = better.filter(({ isKept }) => !isKept)
  const errors = lost.map(({ key }) => ({
    pointer: `/better/${key.replaceAll('.', '/')}`,
    detail: 'review-fields',
  }))
  if (errors.length > 0) refuse('invalid-input', { errors })
  if (better.length + reviewed.length === 0)
    refuse('invalid-input', { errors: [{ pointer: '/by', detail: 'review-empty' }] })
  return accept(Review, {
    ...{ language: view.language, by: form.text('by'), on, reviewed },
    better: Object.fromEntries(better.map(({ key, written }) => [key, written])),
  })
}

/** Registers the pages on which a native speaker reads a language's texts over. */
export function registerLanguageReview(app: Hono<WebEnv>): void {
  const path = schoolRoutes.languageReview(':language')
  const answer = async (c: Visit, part: string | undefined, form: FormState) =>
    show(c, <LanguageReviewPage reader={c.get('reader')} view={await viewOf(c, part)} form={form} />)
  app.get(path, (c) => {
    organizerOf(c)
    return answer(c, c.req.query('part'), {})
  })
  onPost(app, path, {
    by: organizerOf,
    run: async ({ c, context, school, form }) => {
      const view = await viewOf(c, form.text('part'))
      return reviewIn(view, form, dayAt(instantOf(context.now()), school.timeZone))
    },
    done: ({ c, form }, review) => {
      const name = `convite-${review.language}-${form.text('part').replace(/\W/g, '')}.json`
      c.header('content-disposition', `attachment; filename="${name}"`)
      return c.body(`${JSON.stringify(review, undefined, 2)}\n`, 200, { 'content-type': 'application/json' })
    },
    again: ({ c }, form) => answer(c, form.typed?.part?.[0], form),
  })
}
