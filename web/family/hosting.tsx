import type { Hono } from 'hono'
import * as z from 'zod'
import type { Context } from '../../shared/access/context.ts'
import { listThanks } from '../../shared/attendance/attendance.operations.ts'
import type { Thanks } from '../../shared/attendance/attendance.ts'
import { listWaitingHostMessages } from '../../shared/delivery/host-message.operations.ts'
import { type NotesOfHost, readHostNotes } from '../../shared/delivery/host-note.operations.ts'
import {
  addHostItem,
  type HostedWorkshop,
  type PreparedSession,
  readHosted,
} from '../../shared/logistics/hosted.operations.ts'
import type { Notice as FamilyNotice } from '../../shared/message/notice.ts'
import { NewItem } from '../../shared/session/item.ts'
import { addHostSignUp } from '../../shared/session/sign-up.operations.ts'
import { NewSignUp } from '../../shared/session/sign-up.ts'
import { dayAt, instantOf } from '../../shared/time/instant.ts'
import { readLed } from '../../shared/workshop/host.operations.ts'
import { listQuestions } from '../../shared/workshop/question.operations.ts'
import type { Question } from '../../shared/workshop/question.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { FamilyPage } from '../components/family-page.tsx'
import { ErrorSummary } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { Notice } from '../components/parts.tsx'
import { otherLanguage } from '../components/workshop.tsx'
import type { FormState } from '../form.ts'
import { direction, learn, localText } from '../messages/catalogue.ts'
import { enLater } from '../messages/en-later.ts'
import { languageName, languageWithin, listText, shortWhenText, yearZoneName } from '../messages/format.ts'
import { en } from '../messages/school/en.ts'
import { allowStyles } from '../policy.ts'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { LEAD_STYLE, LEAD_STYLE_HASH } from '../style/lead.ts'
import { familyOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { BringForm, ItemForm } from './host-additions.tsx'
import { registerHostFlyer } from './host-flyer.tsx'
import { HostMessageForm, registerHostMessages, WaitingHostMessage } from './host-message.tsx'
import { registerHostNote } from './host-note.tsx'
import { registerHostPictures } from './host-picture.tsx'
import { registerHostPoster } from './host-poster.tsx'
import { registerHostProfile } from './host-profile.tsx'
import { HostQuestions, registerHostQuestions } from './host-questions.tsx'
import { registerHostStrengths } from './host-strengths.tsx'
import { registerHostWords } from './host-words.tsx'
import { HostedCounts, HostLinks, Masked, Prepared } from './hosting-parts.tsx'
import { registerHostShare } from './share.tsx'

allowStyles([LEAD_STYLE_HASH])

type HostingProps = {
  reader: Reader
  hosted: HostedWorkshop
  /** What families said to the host, by session. */
  thanks: ReadonlyMap<string, readonly Thanks[]>
  /** What families ask. */
  questions: readonly Question[]
  form: FormState
  formOf?: string | undefined
  /** What the host wrote that has not left. */
  waiting: readonly FamilyNotice[]
  /** What they wrote to the school, and who reads it. */
  written: NotesOfHost
  /** What was just done, from the address. */
  done: keyof typeof DONE | undefined
  now: string
}

const DONE = { stopped: 'done.withdrawn', reworded: 'hosting.changed' } as const

/** A workshop as the parent who leads it sees it: how it goes, how many come, and what is being prepared. */
export function HostingPage(props: HostingProps) {
  const { reader, hosted, thanks, questions, form, formOf, waiting, written, done, now } = props
  const { t, language } = reader
  const { workshop, interest, votes, sessions } = hosted
  return (
    <FamilyPage reader={reader} title={localText(workshop.title, language)} style={LEAD_STYLE}>
      <HostedHead reader={reader} workshop={workshop} />
      <ErrorSummary t={t} form={form} />
      {done && <Notice tone="done">{t(DONE[done])}</Notice>}
      {waiting.map((notice) => (
        <WaitingHostMessage reader={reader} notice={notice} />
      ))}
      <HostedCounts {...{ reader, workshop, interest, votes }} />
      {sessions.length === 0 && <p class="lead">{t('hosting.noTime')}</p>}
      {sessions.map((one) => (
        <SessionPart
          reader={reader}
          workshop={workshop.id}
          part={one}
          thanks={thanks.get(one.session.id) ?? []}
          form={formOf === one.session.id ? form : {}}
          now={now}
        />
      ))}
      <HostQuestions {...{ reader, workshop, questions, form, formOf }} />
      <HostLinks reader={reader} written={written} />
      <p class="lead">{t('hosting.text')}</p>
    </FamilyPage>
  )
}

/** How far it is, its name, and in which language it is taught. */
function HostedHead({ reader: { t, language }, workshop }: { reader: Reader; workshop: Workshop }) {
  const { status, title, presentationLanguage, durationMinutes: minutes } = workshop
  const lang = otherLanguage(title, language)
  return (
    <div class="head">
      <p class="standing">
        <Icon name="confirmed" />
        {t(`hosting.state.${status}`)}
      </p>
      <h1 {...(lang && { lang, dir: direction(lang) })}>{localText(title, language)}</h1>
      <p class="lead">
        {t('hosting.lead', { language: languageName(presentationLanguage, language), minutes })}
      </p>
    </div>
  )
}

type PartProps = {
  reader: Reader
  workshop: string
  part: PreparedSession
  thanks: readonly Thanks[]
  form: FormState
  now: string
}

function SessionPart({ reader, workshop, part, thanks, form, now }: PartProps) {
  const { t, language } = reader
  const { session, expected, languages, names } = part
  return (
    <section class="session">
      <SessionHead reader={reader} session={session} now={now} />
      <p>
        <strong>{t('session.team.summary', expected)}</strong>
      </p>
      <Masked
        reader={reader}
        counts={languages}
        nameOf={(tag) => languageWithin(tag, language)}
        title={t('hosting.byLanguage')}
      />
      {names.length > 0 && (
        <p class="lead">
          <b>{t('hosting.names')}</b> <bdi>{listText(names, language)}</bdi>
        </p>
      )}
      <h3>{t('hosting.prepared')}</h3>
      <Prepared reader={reader} session={part} />
      <ItemForm t={t} form={form} action={familyRoutes.hostItem(workshop, session.id)} />
      <BringForm reader={reader} form={form} action={familyRoutes.hostSignUp(workshop, session.id)} />
      {session.status === 'scheduled' && (
        <HostMessageForm t={t} form={form} action={familyRoutes.hostMessage(workshop, session.id)} />
      )}
      {thanks.length > 0 && <h3>{t('hosting.thanks')}</h3>}
      {thanks.map(({ text }) => (
        <blockquote>
          <bdi>{text}</bdi>
        </blockquote>
      ))}
    </section>
  )
}

type HeadProps = { reader: Reader; session: PreparedSession['session']; now: string }

/** When a session is: without its year where it is near, and its zone beside it. */
function SessionHead({ reader: { language }, session: { start, end, timeZone }, now }: HeadProps) {
  const place = { language, timeZone }
  return (
    <h2>
      {shortWhenText(start, end, { ...place, today: dayAt(now, timeZone) })}{' '}
      <small class="soft">{yearZoneName(place.timeZone, place.language)}</small>
    </h2>
  )
}

async function answer(c: Visit, id: string, form: FormState = {}, formOf?: string): Promise<Response> {
  familyOf(c)
  const context = c.get('context')
  const [hosted, thanks, waiting, written, questions] = await Promise.all([
    readHosted(context, id),
    thanksFor(context, id),
    listWaitingHostMessages(context, id),
    readHostNotes(context, id),
    listQuestions(context, id),
  ])
  const done = (['stopped', 'reworded'] as const).find((one) => c.req.query(one) !== undefined)
  const now = instantOf(context.now())
  const view = { hosted, thanks, questions, form, formOf, waiting, written, done, now }
  return show(c, <HostingPage reader={c.get('reader')} {...view} />)
}

async function thanksFor(context: Context, id: string): Promise<ReadonlyMap<string, Thanks[]>> {
  const { workshop } = await readLed(context, id)
  const said = (workshop.sessions ?? []).map(
    async (session) => [session.id, await listThanks(context, session.id)] as const,
  )
  return new Map(await Promise.all(said))
}

/** Registers a host's page of their workshop. */
export function registerHosting(app: Hono<WebEnv>): void {
  learn(enLater)
  learn(en) // what is prepared is told in the words of the team
  registerHostStrengths(app)
  registerHostShare(app)
  registerHostFlyer(app)
  registerHostPoster(app)
  registerHostProfile(app)
  registerHostWords(app)
  registerHostNote(app)
  registerHostPictures(app)
  app.get(familyRoutes.hosting(':workshop'), (c) => answer(c, c.req.param('workshop')))
  onPost(app, familyRoutes.hostItem(':workshop', ':session'), {
    by: familyOf,
    schema: NewItem,
    run: ({ context, params }, item) => addHostItem(context, params.workshop, params.session, item),
    done: ({ params }) => familyRoutes.hosting(params.workshop),
    again: ({ c, params }, form) => answer(c, params.workshop, form, params.session),
  })
  onPost(app, familyRoutes.hostSignUp(':workshop', ':session'), {
    by: familyOf,
    schema: HostSignUp,
    run: ({ context, params }, { line }) => addHostSignUp(context, params.workshop, params.session, line),
    done: ({ params }) => familyRoutes.hosting(params.workshop),
    again: ({ c, params }, form) => answer(c, params.workshop, form, params.session),
  })
  registerHostMessages(app, answer)
  registerHostQuestions(app, answer)
}

// Its fields stand beside those of the host's other forms.
const HostSignUp = z.lazy(() => z.strictObject({ line: NewSignUp }))
