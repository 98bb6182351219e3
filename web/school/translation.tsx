import type { Hono } from 'hono'
import { accept } from '../../shared/access/accept.ts'
import { refuse } from '../../shared/access/refusal.ts'
import { saveTranslation, translateByMachine } from '../../shared/workshop/translation.operations.ts'
import { fingerprint, originalLanguage, TranslationInput } from '../../shared/workshop/translation.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Button, ErrorSummary, Field, Form, TextArea } from '../components/form.tsx'
import { OWN_FORM } from '../components/form-context.ts'
import { Notice } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { direction, type Translator } from '../messages/catalogue.ts'
import { dayText, languageName } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

const TONES = {
  written: 'ready',
  reviewed: 'ready',
  old: 'recheck',
  machine: 'recheck',
  noDescription: 'recheck',
  missing: '',
}

/** The languages in which a workshop can be read, and who wrote or read each translation. */
export function TranslationList({ reader, workshop }: { reader: Reader; workshop: Workshop }) {
  const { t, language, school } = reader
  const original = originalLanguage(workshop, school?.defaultLanguage ?? language)
  const others = (school?.languages ?? []).filter((tag) => tag !== original)
  if (others.length === 0) return null
  const isAlive = workshop.status !== 'held' && workshop.status !== 'cancelled'
  return (
    <section class="card" id="translations">
      <h2>{t('translation.list')}</h2>
      <ul class="lines">
        {others.map((tag) => {
          const state = translationState(workshop, { tag, original })
          const name = workshop.translations?.[tag]?.by ?? ''
          return (
            <li>
              {isAlive ? (
                <a href={schoolRoutes.translation(workshop.id, tag)}>{languageName(tag, language)}</a>
              ) : (
                <span>{languageName(tag, language)}</span>
              )}
              <span class={`mark ${TONES[state]}`}>
                {state === 'reviewed' ? t('translation.readBy', { name }) : t(`translation.state.${state}`)}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** How far a workshop is in a language other than its original. */
export function translationState(
  workshop: Workshop,
  { tag, original }: { tag: string; original: string },
): keyof typeof TONES {
  const { title, description = {}, translations } = workshop
  if (title[tag] === undefined) return 'missing'
  if (description[original] && !description[tag]) return 'noDescription'
  const mark = translations?.[tag]
  if (mark && mark.of !== fingerprint(workshop, original)) return 'old'
  return mark?.state ?? 'written'
}

type Props = { reader: Reader; workshop: Workshop; tag: string; form: FormState; translates: boolean }

/** One workshop in one language beside its original: to translate, and to read over. */
export function TranslationPage({ reader, workshop, tag, form, translates }: Props) {
  const { t, language, school } = reader
  const original = originalLanguage(workshop, school?.defaultLanguage ?? language)
  const title = t('translation.title', { language: languageName(tag, language) })
  const description = workshop.description?.[original]
  return (
    <SchoolPage form={OWN_FORM} reader={reader} title={title}>
      <p>
        <a href={schoolRoutes.workshop(workshop.id)}>{workshop.title[original]}</a>
      </p>
      <h1>{title}</h1>
      <ErrorSummary t={t} form={form} />
      <Mark reader={reader} workshop={workshop} tag={tag} original={original} />
      <h2>{t('translation.original', { language: languageName(original, language) })}</h2>
      <blockquote lang={original} dir={direction(original)}>
        <p>
          <strong>{workshop.title[original]}</strong>
        </p>
        {description && <p>{description}</p>}
      </blockquote>
      <TranslationForm {...{ t, workshop, tag, form }} describes={description !== undefined} />
      <Machine reader={reader} workshop={workshop} tag={tag} translates={translates} />
    </SchoolPage>
  )
}

type TranslationFormProps = Pick<Props, 'workshop' | 'tag' | 'form'> & { t: Translator; describes: boolean }

function TranslationForm({ t, workshop, tag, form, describes }: TranslationFormProps) {
  const part = { t, form, lang: tag }
  return (
    <Form action={schoolRoutes.translation(workshop.id, tag)}>
      <Field
        {...part}
        name="title"
        required
        maxlength={120}
        label={t('translation.heading')}
        value={workshop.title[tag]}
      />
      {describes && (
        <TextArea
          {...part}
          name="description"
          maxlength={2000}
          label={t('translation.text')}
          value={workshop.description?.[tag]}
        />
      )}
      <Button>{t('translation.save')}</Button>
    </Form>
  )
}

function Machine({ reader: { t }, workshop, tag, translates }: Omit<Props, 'form'>) {
  if (!translates) return <p class="soft">{t('translation.off')}</p>
  if (workshop.translations?.[tag]?.state === 'reviewed') return null
  return (
    <Form action={schoolRoutes.translation(workshop.id, tag)}>
      <p class="soft">{t('translation.on')}</p>
      <Button kind="quiet" name="machine" value="yes">
        {t('translation.byMachine')}
      </Button>
    </Form>
  )
}

type MarkProps = { reader: Reader; workshop: Workshop; tag: string; original: string }

function Mark({ reader: { t, language, school }, workshop, tag, original }: MarkProps) {
  const mark = workshop.translations?.[tag]
  if (!mark) return null
  const date = dayText(mark.at, { language, timeZone: school?.timeZone ?? 'UTC' })
  return (
    <>
      {mark.state === 'machine' ? (
        <Notice>{t('translation.isMachine', { date })}</Notice>
      ) : (
        <p class="soft">{t('translation.reviewed', { name: mark.by, date })}</p>
      )}
      {mark.of !== fingerprint(workshop, original) && (
        <Notice tone="warning">{t('translation.changed')}</Notice>
      )}
    </>
  )
}

async function answer(c: Visit, id: string, tag: string, form: FormState = {}): Promise<Response> {
  const { school } = organizerOf(c)
  const workshop = await readWorkshop(c.get('context'), id)
  if (!school.languages.includes(tag) || tag === originalLanguage(workshop, school.defaultLanguage))
    return refuse('not-found')
  const translates = c.get('services').translate !== undefined
  const page = <TranslationPage reader={c.get('reader')} {...{ workshop, tag, form, translates }} />
  return show(c, page)
}

/** Registers the translation of workshops. */
export function registerTranslation(app: Hono<WebEnv>): void {
  const path = schoolRoutes.translation(':workshop', ':language')
  app.get(path, (c) => answer(c, c.req.param('workshop'), c.req.param('language')))
  onPost(app, path, {
    by: organizerOf,
    run: async ({ c, context, params: { workshop, language }, form }) =>
      form.text('machine')
        ? translateByMachine(context, c.get('services').translate, workshop, language)
        : saveTranslation(context, workshop, language, accept(TranslationInput, form.values)),
    done: ({ params: { workshop, language }, form }) =>
      form.text('machine') ? schoolRoutes.translation(workshop, language) : schoolRoutes.workshop(workshop),
    again: ({ c, params }, form) => answer(c, params.workshop, params.language, form),
  })
}
