import type { Hono } from 'hono'
import * as z from 'zod'
import type { Carriers } from '../../shared/delivery/delivery.operations.ts'
import {
  type PlayedText,
  playAnswer,
  readPlayedText,
} from '../../shared/delivery/played-answer.operations.ts'
import { Button, ErrorSummary, Field, Form } from '../components/form.tsx'
import { OWN_FORM } from '../components/form-context.ts'
import { PageHead } from '../components/page-head.tsx'
import type { FormState } from '../form.ts'
import { direction } from '../messages/catalogue.ts'
import { textOf, textWords } from '../messages/outgoing.tsx'
import { questionFits, questionText } from '../messages/text-answer-words.ts'
import { onPost } from '../post.ts'
import { routes } from '../routes.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

const LONGEST = 1_600
// What stands in for the secret of a link that was not sent.
const NO_TOKEN = '…'

/** What was played: the text as the family got it, where it still waited; what it wrote; and the texts that it got then. */
type Played = { asked?: string; said: string; told: readonly string[] }

type PlayProps = {
  reader: Reader
  text: PlayedText
  asked: string
  action: string
  form: FormState
  played?: Played | undefined
}

/** In the demonstration: a text to a family, what it would answer, and what it is told then. */
export function PlayedAnswerPage({ reader, text, asked, action, form, played }: PlayProps) {
  const { t } = reader
  const { language } = text
  const name = text.family.name
  return (
    <SchoolPage look="desk" form={OWN_FORM} reader={reader} title={t('play.title', { name })}>
      <PageHead
        t={t}
        title={t('play.title', { name })}
        crumbs={[{ href: schoolRoutes.outbox(), label: t('outbox.title') }]}
        answer={<p class="soft">{t('play.lead')}</p>}
      />
      <ErrorSummary t={t} form={form} />
      <div class="texts">
        <Said title={t('play.asked')} language={language} texts={[asked]} />
        {played && (
          <>
            <Said title={t('play.said')} language={language} texts={[played.said]} />
            <Said title={t('play.told')} language={language} texts={played.told} empty={t('play.nothing')} />
          </>
        )}
      </div>
      <Form action={action}>
        <Field t={t} form={form} name="text" label={t('play.answer')} hint={t('play.hint')} required />
        <Button>{t('play.button')}</Button>
      </Form>
    </SchoolPage>
  )
}

type SaidProps = { title: string; language: string; texts: readonly string[]; empty?: string }

function Said({ title, language, texts, empty }: SaidProps) {
  return (
    <section>
      <h2>{title}</h2>
      {texts.map((text) => (
        <blockquote lang={language} dir={direction(language)}>
          {text}
        </blockquote>
      ))}
      {texts.length === 0 && <p class="soft">{empty}</p>}
    </section>
  )
}

function askedWords({ topics, school, language }: PlayedText, origin: string): string {
  const reading = { school, language, link: origin + routes.familyLink(NO_TOKEN) }
  const [topic] = topics
  return (topic && questionText(topic, reading).text) || textWords(topics, reading)
}

type Path = { message: string; at: string }

async function answer(c: Visit, { message, at }: Path, form: FormState, played?: Played) {
  const { id: school } = organizerOf(c).school
  const text = await readPlayedText(c.get('context'), { school, id: message, at })
  const asked = played?.asked ?? askedWords(text, c.get('origin'))
  const action = schoolRoutes.playedAnswer(message, at)
  return show(c, <PlayedAnswerPage reader={c.get('reader')} {...{ text, asked, action, form, played }} />)
}

const AnswerInput = z.lazy(() => z.strictObject({ text: z.string().trim().min(1).max(LONGEST) }))

/** Registers the page on which an organizer plays the answer of a family of the demonstration. */
export function registerPlayedAnswer(app: Hono<WebEnv>): void {
  const path = schoolRoutes.playedAnswer(':message', ':at')
  app.get(path, (c) => {
    organizerOf(c)
    return answer(c, c.req.param(), {})
  })
  onPost(app, path, {
    by: organizerOf,
    schema: AnswerInput,
    run: async ({ c, context, school, params: { message, at } }, { text }) => {
      const played: PhoneTexts = { told: [] }
      await playAnswer(context, { school: school.id, id: message, at }, { text, phone: phoneOf(c, played) })
      return { ...played, said: text }
    },
    done: ({ c, params }, played) => answer(c, params, {}, played),
    again: ({ c, params }, form) => answer(c, params, form),
  })
}

type PhoneTexts = { asked?: string; told: string[] }

/** A phone that keeps the texts that it gets. */
function phoneOf(c: Visit, texts: PhoneTexts): Carriers {
  const origin = c.get('origin')
  return {
    sms: async (message) => {
      const { text } = await textOf(message, origin)
      if (message.kind === 'answer') texts.told.push(text)
      else texts.asked = text
      return undefined
    },
    fits: (message) => questionFits(message, origin),
  }
}
