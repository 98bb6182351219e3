import type { Hono } from 'hono'
import { readHostWords, rewordAsHost, type WordsOfHost } from '../../shared/workshop/reword.operations.ts'
import { HostWords } from '../../shared/workshop/reword.ts'
import { FamilyPage } from '../components/family-page.tsx'
import { typedText } from '../components/field-label.tsx'
import { Button, ErrorSummary, Field, Form, Hidden, TextArea } from '../components/form.tsx'
import { Notice } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { direction } from '../messages/catalogue.ts'
import { languageName } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { LEAD_STYLE } from '../style/lead.ts'
import { familyOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'

type Props = { reader: Reader; words: WordsOfHost; form: FormState }

const FORM = 'words'

/** Where a host changes the words of their workshop, in the language in which they are written. */
export function HostWordsPage({ reader, words, form }: Props) {
  const { t, language } = reader
  const written = { language: languageName(words.language, language) }
  return (
    <FamilyPage reader={reader} title={t('hosting.change')} form={FORM} style={LEAD_STYLE}>
      <h1>{t('hosting.change')}</h1>
      <p class="lead">{t(words.isOpen ? 'hosting.changeText' : 'hosting.changeOver', written)}</p>
      <ErrorSummary t={t} form={form} />
      {isInConflict(form) && <CurrentWords reader={reader} words={words} />}
      {words.isOpen && <WordsForm {...{ reader, words, form }} />}
      <p>
        <a href={familyRoutes.hosting(words.workshop.id)}>{t('share.back')}</a>
      </p>
    </FamilyPage>
  )
}

// Whoever was shown the words of somebody else may replace them.
const isInConflict = ({ trouble }: FormState) => trouble?.code === 'workshop-changed'

/** What somebody else wrote in the meantime, above what was typed here. */
function CurrentWords({ reader: { t }, words }: Omit<Props, 'form'>) {
  const { language, title, description } = words
  return (
    <Notice>
      <p>{t('hosting.changeNow')}</p>
      <blockquote lang={language} dir={direction(language)}>
        <p>
          <strong>{title}</strong>
        </p>
        {description && <p>{description}</p>}
      </blockquote>
    </Notice>
  )
}

function WordsForm({ reader: { t }, words, form }: Props) {
  const { workshop, language, title, description, isNamed } = words
  const part = { t, form, lang: language }
  return (
    <Form action={familyRoutes.hostWords(workshop.id)} id={FORM}>
      <Hidden name="of" value={isInConflict(form) ? words.of : typedText(form, 'of', words.of)} />
      {isNamed ? (
        <>
          <h2 lang={language} dir={direction(language)}>
            {title}
          </h2>
          <p class="soft">{t('hosting.changeNamed')}</p>
        </>
      ) : (
        <Field {...part} name="title" required label={t('teach.name')} maxlength={120} value={title} />
      )}
      <TextArea
        {...part}
        name="description"
        label={t('teach.learn')}
        maxlength={2000}
        rows={6}
        value={description}
      />
      <Button>{t('form.save')}</Button>
    </Form>
  )
}

async function answer(c: Visit, workshop: string, form: FormState = {}): Promise<Response> {
  familyOf(c)
  const words = await readHostWords(c.get('context'), workshop)
  return show(c, <HostWordsPage reader={c.get('reader')} words={words} form={form} />)
}

/** Registers the page on which a host changes the words of their workshop. */
export function registerHostWords(app: Hono<WebEnv>): void {
  app.get(familyRoutes.hostWords(':workshop'), (c) => answer(c, c.req.param('workshop')))
  onPost(app, familyRoutes.hostWords(':workshop'), {
    by: familyOf,
    schema: HostWords,
    run: ({ context, params }, words) => rewordAsHost(context, params.workshop, words),
    done: ({ params }) => `${familyRoutes.hosting(params.workshop)}?reworded`,
    again: ({ c, params }, form) => answer(c, params.workshop, form),
  })
}
