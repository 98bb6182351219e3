import type { Hono } from 'hono'
import { CALL_OUTCOMES, CallDone } from '../../shared/call/call.ts'
import { type CallToMake, finishCall, listCalls } from '../../shared/call/operations.ts'
import { Form } from '../components/form.tsx'
import { ButtonLink, Card, Notice } from '../components/parts.tsx'
import { accept, readForm } from '../form.ts'
import { bestLanguage, direction, localText } from '../messages/catalogue.ts'
import { languageName } from '../messages/format.ts'
import { noticeWords } from '../messages/notice-words.ts'
import { schoolRoutes } from '../routes.ts'
import { memberOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

/** Whom a person tells, by language: a short script in that language, and how it went in a tap. */
export function CallsPage({
  reader,
  calls,
  done,
}: {
  reader: Reader
  calls: readonly CallToMake[]
  done: boolean
}) {
  const { t, language } = reader
  const languages = [...new Set(calls.map((call) => call.language))]
  return (
    <SchoolPage reader={reader} title={t('calls.title')}>
      <h1>{t('calls.title')}</h1>
      {done && <Notice tone="done">{t('calls.saved')}</Notice>}
      <p>{t('calls.text')}</p>
      {calls.length === 0 && <Notice>{t('calls.none')}</Notice>}
      {languages.map((spoken) => (
        <section>
          <h2>{languageName(spoken, language)}</h2>
          {calls
            .filter((call) => call.language === spoken)
            .map((call) => (
              <CallCard reader={reader} call={call} />
            ))}
        </section>
      ))}
    </SchoolPage>
  )
}

function CallCard({ reader, call }: { reader: Reader; call: CallToMake }) {
  const { t, language, school, actor } = reader
  const title = localText(call.workshop.title, language)
  const organizes = actor.kind === 'member' && actor.role === 'organizer'
  return (
    <Card title={call.name || t('calls.family')}>
      <p>
        {t(`calls.reason.${call.reason}`)} {call.to && <a href={`tel:${call.to}`}>{call.to}</a>}
      </p>
      <p>
        {title} · {t(`notices.kind.${call.about.kind}`)}
      </p>
      {school && <Script call={call} school={school} />}
      {organizes && <Answer reader={reader} call={call} />}
      <Form action={schoolRoutes.call(call.id)}>
        <div class="actions">
          {CALL_OUTCOMES.map((outcome) => (
            <button type="submit" class="button quiet" name="outcome" value={outcome}>
              {t(`calls.outcome.${outcome}`)}
            </button>
          ))}
        </div>
      </Form>
    </Card>
  )
}

function Script({ call, school }: { call: CallToMake; school: NonNullable<Reader['school']> }) {
  const { workshop, session, about } = call
  const language = bestLanguage([call.language])
  const words = noticeWords({ about, workshop, ...(session && { session }) }, { school, language })
  return (
    <blockquote lang={language} dir={direction(language)}>
      {words.lines.map((line) => (
        <p>{line}</p>
      ))}
    </blockquote>
  )
}

/** Where what they answer is written down at once. */
function Answer({ reader: { t }, call }: { reader: Reader; call: CallToMake }) {
  const { about, family } = call
  const isVote = about.session === undefined
  const href = isVote
    ? schoolRoutes.record(about.workshop)
    : schoolRoutes.sessionReply(about.session ?? '', family)
  return (
    <p>
      <ButtonLink href={href}>{t(isVote ? 'calls.vote' : 'calls.reply')}</ButtonLink>
    </p>
  )
}

/** Registers the call list. */
export function registerCalls(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.calls(), async (c) => {
    const { school } = memberOf(c)
    const calls = await listCalls(c.get('context'), school.id)
    const done = c.req.query('saved') !== undefined
    return show(c, <CallsPage reader={c.get('reader')} calls={calls} done={done} />)
  })
  app.post(schoolRoutes.call(':call'), async (c) => {
    const { school } = memberOf(c)
    const { values } = await readForm(c)
    await finishCall(c.get('context'), school.id, c.req.param('call'), accept(CallDone, values))
    return c.redirect(`${schoolRoutes.calls()}?saved`, 303)
  })
}
