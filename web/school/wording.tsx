import type { Hono } from 'hono'
import { accept } from '../../shared/access/accept.ts'
import { refuse } from '../../shared/access/refusal.ts'
import { listWordings, resetWording, saveWording } from '../../shared/delivery/wording.operations.ts'
import { plainSigns, segmentsOf } from '../../shared/message/segment.ts'
import {
  isWorded,
  WORDED,
  WORDED_KINDS,
  type WordedKind,
  type Wording,
  WordingInput,
  worded,
} from '../../shared/message/wording.ts'
import { translateText } from '../../shared/workshop/translation.ts'
import { Button, ErrorSummary, Form, TextArea } from '../components/form.tsx'
import { OWN_FORM } from '../components/form-context.ts'
import { Notice, Table } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { bestLanguage, direction, pageLanguageOf, translator } from '../messages/catalogue.ts'
import { momentText, ownLanguageName, whenWithin } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

/** The messages by kind and language, and which of them have the school's own words. */
export function WordingsPage({ reader, wordings }: { reader: Reader; wordings: readonly Wording[] }) {
  const { t, school } = reader
  const languages = school?.languages.filter(pageLanguageOf) ?? []
  const isOwn = (kind: string, language: string) =>
    wordings.some((one) => one.kind === kind && one.language === language)
  return (
    <SchoolPage reader={reader} title={t('wording.title')}>
      <h1>{t('wording.title')}</h1>
      <p>{t('wording.text')}</p>
      <Table
        caption={t('wording.title')}
        heads={[t('notices.what'), ...languages.map(ownLanguageName)]}
        rows={WORDED_KINDS.map((kind) => [
          t(`notices.kind.${kind}`),
          ...languages.map((language) => (
            <a href={schoolRoutes.wording(kind, language)}>
              {t(isOwn(kind, language) ? 'wording.own' : 'wording.usual')}
              <span class="screen-reader"> {ownLanguageName(language)}</span>
            </a>
          )),
        ])}
      />
    </SchoolPage>
  )
}

type WordingProps = {
  reader: Reader
  kind: WordedKind
  language: string
  own: Wording | undefined
  form: FormState
  /** Whether a machine that translates is switched on. */
  translates: boolean
  /** Whether the form shows a machine translation that is not saved. */
  isDraft: boolean
}

/** One message in one language: its words, its fields, and a preview. */
export function WordingPage({ reader, kind, language, own, form, translates, isDraft }: WordingProps) {
  const { t } = reader
  const usual = usualWords(kind, language)
  const title = `${t(`notices.kind.${kind}`)} · ${ownLanguageName(language)}`
  const example = exampleOf(reader, own?.text ?? usual, language)
  return (
    <SchoolPage form={OWN_FORM} reader={reader} title={title}>
      <p>
        <a href={schoolRoutes.wordings()}>{t('wording.title')}</a>
      </p>
      <h1>{title}</h1>
      <ErrorSummary t={t} form={form} />
      <h2>{t('wording.example')}</h2>
      <blockquote lang={language} dir={direction(language)}>
        <p>{example}</p>
      </blockquote>
      <p>{t('notices.segments', { segments: segmentsOf(plainSigns(example)).segments })}</p>
      {own && (
        <p class="soft">
          {t('wording.by', { name: own.by, date: momentText(own.at, placeOf(reader, reader.language)) })}
        </p>
      )}
      {isDraft && <Notice tone="warning">{t('translation.draft')}</Notice>}
      <Form action={schoolRoutes.wording(kind, language)}>
        <TextArea
          t={t}
          form={form}
          name="text"
          required
          label={t('wording.words')}
          hint={t('wording.fields', { fields: WORDED[kind].map((name) => `{${name}}`).join(' ') })}
          maxlength={400}
          value={own?.text ?? usual}
        />
        <Button>{t('form.save')}</Button>
      </Form>
      <OtherWords reader={reader} {...{ kind, language, own, translates }} />
    </SchoolPage>
  )
}

/** Buttons to restore the default words, and to translate the school's own by machine. */
function OtherWords({
  reader: { t, school },
  kind,
  language,
  own,
  translates,
}: Omit<WordingProps, 'form' | 'isDraft'>) {
  const action = schoolRoutes.wording(kind, language)
  const isTranslation = language !== school?.defaultLanguage
  return (
    <>
      {own ? (
        <Form action={action}>
          <Button kind="quiet" name="usual" value="yes">
            {t('wording.back')}
          </Button>
        </Form>
      ) : (
        <Notice>{t('wording.isUsual')}</Notice>
      )}
      {isTranslation && translates && (
        <Form action={action}>
          <Button kind="quiet" name="machine" value="yes">
            {t('translation.byMachine')}
          </Button>
        </Form>
      )}
      {isTranslation && !translates && <p class="soft">{t('translation.off')}</p>}
    </>
  )
}

const placeOf = ({ school }: Reader, language: string) => ({ language, timeZone: school?.timeZone ?? 'UTC' })

// The catalogue's own sentence with its fields in braces again.
function usualWords(kind: WordedKind, language: string): string {
  const fields = { title: '{title}', when: '{when}', until: '{until}' }
  const page = pageLanguageOf(language)
  return page ? translator(page)(`notice.text.${kind}`, fields) : ''
}

function exampleOf(reader: Reader, text: string, language: string): string {
  const place = placeOf(reader, language)
  const fields = {
    title: translator(bestLanguage([language]))('wording.exampleTitle'),
    when: whenWithin('2027-03-09T23:00:00.000Z', '2027-03-10T00:30:00.000Z', place),
    until: momentText('2027-03-02T22:00:00.000Z', place),
  }
  return worded(text, fields)
}

async function answer(
  c: Visit,
  { kind, language }: { kind: string; language: string },
  form: FormState = {},
  isDraft = false,
): Promise<Response> {
  const { school } = organizerOf(c)
  if (!isWorded(kind) || !school.languages.includes(language) || !pageLanguageOf(language))
    return refuse('not-found')
  const wordings = await listWordings(c.get('context'), school.id)
  const own = wordings.find((one) => one.kind === kind && one.language === language)
  const translates = c.get('services').translate !== undefined
  const props = { kind, language, own, form, translates, isDraft }
  return show(c, <WordingPage reader={c.get('reader')} {...props} />)
}

// A machine's version of the school's own sentence, else of the usual one: to read over, and not saved.
async function draft(c: Visit, kind: WordedKind, to: string): Promise<string> {
  const { school } = organizerOf(c)
  const { translate } = c.get('services')
  if (!translate) return refuse('no-translator')
  const from = school.defaultLanguage
  const wordings = await listWordings(c.get('context'), school.id)
  const own = wordings.find((one) => one.kind === kind && one.language === from)
  return translateText(translate, own?.text ?? usualWords(kind, from), { from, to })
}

/** Registers the wording of messages. */
export function registerWording(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.wordings(), async (c) => {
    const { school } = organizerOf(c)
    const wordings = await listWordings(c.get('context'), school.id)
    return show(c, <WordingsPage reader={c.get('reader')} wordings={wordings} />)
  })
  const path = schoolRoutes.wording(':kind', ':language')
  app.get(path, (c) => answer(c, c.req.param()))
  onPost(app, path, {
    by: organizerOf,
    run: async ({ c, context, school, params, form }) => {
      const { kind, language } = params
      if (!isWorded(kind)) return refuse('not-found')
      if (form.text('machine')) return draft(c, kind, language)
      if (form.text('usual')) return resetWording(context, school.id, { kind, language })
      return saveWording(context, school.id, { kind, language, ...accept(WordingInput, form.values) })
    },
    // A machine's version is shown to be read over, and is not saved.
    done: ({ c, params }, made) =>
      typeof made === 'string'
        ? answer(c, params, { typed: { text: [made] } }, true)
        : schoolRoutes.wording(params.kind, params.language),
    again: ({ c, params }, form) => answer(c, params, form),
  })
}
