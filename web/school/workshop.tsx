import type { Hono } from 'hono'
import * as z from 'zod'
import { accept } from '../../shared/access/accept.ts'
import type { Context } from '../../shared/access/context.ts'
import { listHostNotes } from '../../shared/delivery/host-note.operations.ts'
import { listNotices } from '../../shared/delivery/notice.operations.ts'
import { listReplies } from '../../shared/session/reply.operations.ts'
import { readSession } from '../../shared/session/session.operations.ts'
import { instantOf } from '../../shared/time/instant.ts'
import { readInterests } from '../../shared/workshop/interest.operations.ts'
import { readPicturesForTeam } from '../../shared/workshop/picture.operations.ts'
import { answerQuestion, listQuestions } from '../../shared/workshop/question.operations.ts'
import { AnswerInput } from '../../shared/workshop/question.ts'
import { readPoll } from '../../shared/workshop/results.operations.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Button, Form, Hidden } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { InterestCountsView } from '../components/interest-counts.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Notice } from '../components/parts.tsx'
import { QuestionsToAnswer } from '../components/questions.tsx'
import { Stepper } from '../components/stepper.tsx'
import { otherLanguage, WorkshopMeta } from '../components/workshop.tsx'
import type { FormState } from '../form.ts'
import { direction, isMachineMade, learn, localText } from '../messages/catalogue.ts'
import { enLater } from '../messages/en-later.ts'
import { momentText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { HostNotes, registerHostNotes } from './host-notes.tsx'
import { HostPictures, registerHostPictures } from './host-pictures.tsx'
import { TranslationList } from './translation.tsx'
import { registerUndo, UndoNotices, UndoRefused } from './undo.tsx'
import { WorkshopMenu } from './workshop-menu.tsx'
import { MessagesPanel, PrintCard, TimesPanel } from './workshop-parts.tsx'
import { stagesOf } from './workshop-stages.ts'
import type { WorkshopProps } from './workshop-view.ts'

/** One workshop: how far it is, its times and votes, messages, what to print, and its translations. */
export function TeamWorkshopPage({ reader, view }: WorkshopProps) {
  const { t, language } = reader
  const { workshop, interest, form } = view
  return (
    <SchoolPage look="workshops" reader={reader} title={localText(workshop.title, language)}>
      <UndoRefused reader={reader} workshop={workshop} form={form} />
      <UndoNotices reader={reader} {...view} />
      <WorkshopHead reader={reader} view={view} />
      {workshop.hostGone && !workshop.hostFamily && <Notice tone="warning">{t('workshop.hostGone')}</Notice>}
      <RewordedNotice reader={reader} workshop={workshop} />
      <HostNotes reader={reader} notes={view.hostNotes} />
      {workshop.status === 'cancelled' ? (
        <Notice tone="warning">{t('workshops.cancelled')}</Notice>
      ) : (
        <Stepper label={reader.t('workshop.stage')} stages={stagesOf(reader, workshop)} />
      )}
      <Description reader={reader} workshop={workshop} />
      <Sections reader={reader} view={view} />
      <div class="beside">
        <div class="stack">
          <TimesPanel reader={reader} view={view} />
          {interest && <InterestCountsView reader={reader} counts={interest} />}
          <QuestionsToAnswer
            reader={reader}
            questions={view.questions}
            action={(id) => schoolRoutes.workshopQuestion(workshop.id, id)}
            form={form}
            formOf={view.formOf}
          />
          <MessagesPanel reader={reader} view={view} />
        </div>
        <div class="stack no-print">
          <PrintCard reader={reader} view={view} />
          <TranslationList reader={reader} workshop={workshop} />
          <HostPictures reader={reader} pictures={view.pictures} done={view.done} />
        </div>
      </div>
    </SchoolPage>
  )
}

/** Says that the host changed the words, until somebody has seen it. */
function RewordedNotice({ reader, workshop: { id, rewordedAt } }: { reader: Reader; workshop: Workshop }) {
  const { t, language, school } = reader
  if (!rewordedAt) return null
  const when = momentText(rewordedAt, { language, timeZone: school?.timeZone ?? 'UTC' })
  return (
    <Notice>
      <p>{t('workshop.reworded', { when })}</p>
      <Form action={schoolRoutes.seenWords(id)}>
        <Hidden name="at" value={rewordedAt} />
        <Button kind="quiet">{t('workshop.rewordedSeen')}</Button>
      </Form>
    </Notice>
  )
}

function WorkshopHead({ reader, view }: WorkshopProps) {
  const { t, language } = reader
  const { workshop } = view
  const isAlive = workshop.status !== 'held' && workshop.status !== 'cancelled'
  return (
    <PageHead
      title={localText(workshop.title, language)}
      lang={otherLanguage(workshop.title, language)}
      t={t}
      crumbs={[{ href: schoolRoutes.workshops(), label: t('workshops.title') }]}
      actions={
        <>
          {isAlive && workshop.audience.includes('parents') && (
            <a class="button quiet" href={schoolRoutes.share(workshop.id)}>
              <Icon name="send" />
              {t('share.button')}
            </a>
          )}
          {isAlive && (
            <a class="button quiet" href={schoolRoutes.editWorkshop(workshop.id)}>
              <Icon name="pencil" />
              {t('workshop.edit')}
            </a>
          )}
          <WorkshopMenu reader={reader} view={view} />
        </>
      }
    >
      <WorkshopMeta reader={reader} workshop={workshop} />
    </PageHead>
  )
}

function Description({ reader: { t, language }, workshop }: { reader: Reader; workshop: Workshop }) {
  const { description } = workshop
  const lang = description && otherLanguage(description, language)
  return (
    <div id="overview">
      {description && (
        <p class="soft" {...(lang && { lang, dir: direction(lang) })}>
          {localText(description, language)}
        </p>
      )}
      {isMachineMade(workshop, language) && <p class="soft">{t('translation.machine')}</p>}
    </div>
  )
}

function Sections({ reader: { t }, view: { workshop } }: WorkshopProps) {
  const sections = [
    ['overview', t('workshop.overview')],
    ['times', t('workshop.times')],
    ...(workshop.status === 'draft' ? [] : [['messages', t('workshop.messages')] as const]),
    ['print', t('print.title')],
    ['translations', t('translation.list')],
  ] as const
  return (
    <nav class="sections no-print" aria-label={t('workshop.onPage')}>
      {sections.map(([id, text]) => (
        <a href={`#${id}`}>{text}</a>
      ))}
    </nav>
  )
}

async function answer(c: Visit, id: string, form: FormState = {}, formOf?: string): Promise<Response> {
  organizerOf(c)
  const context = c.get('context')
  const [workshop, notices, hostNotes, questions] = await Promise.all([
    readWorkshop(context, id),
    listNotices(context, id),
    listHostNotes(context, id),
    listQuestions(context, id),
  ])
  const now = instantOf(context.now())
  const [poll, interest, sessions, taken, pictures] = await Promise.all([
    workshop.status === 'voting' ? readPoll(context, id) : undefined,
    workshop.announced ? readInterests(context, id) : undefined,
    Promise.all((workshop.sessions ?? []).map((one) => readSession(context, one.id))),
    takenSeats(context, workshop, now),
    readPicturesForTeam(context, workshop),
  ])
  const done = c.req.query('done')
  const seen = { poll, interest, sessions, taken, notices, hostNotes, pictures, questions }
  const view = { workshop, ...seen, now, done, form, formOf }
  return show(c, <TeamWorkshopPage reader={c.get('reader')} view={view} />)
}

async function takenSeats(context: Context, { seats, sessions = [] }: Workshop, now: string) {
  const toCome = sessions.filter(({ end, cancelled }) => seats !== undefined && !cancelled && now < end)
  const found = await Promise.all(
    toCome.map(async ({ id }) => [id, (await listReplies(context, id)).seatsTaken] as const),
  )
  return new Map(found)
}

/** Registers the page of a workshop, and what undoes its acts. */
export function registerWorkshop(app: Hono<WebEnv>): void {
  learn(enLater)
  app.get(schoolRoutes.workshop(':workshop'), (c) => answer(c, c.req.param('workshop')))
  onPost(app, schoolRoutes.workshopQuestion(':workshop', ':question'), {
    by: organizerOf,
    run: ({ c, context, params: { workshop, question: id }, form }) => {
      const { [id]: given } = accept(z.strictObject({ [id]: AnswerInput }), form.values)
      const input = { ...(given as AnswerInput), language: c.get('reader').language } // the schema asks for it
      const { translate } = c.get('services')
      return answerQuestion(context, { workshop, id }, input, { translate, release: 'after-undo' })
    },
    done: ({ params }) => `${schoolRoutes.workshop(params.workshop)}#${params.question}`,
    again: ({ c, params }, form) => answer(c, params.workshop, form, params.question),
  })
  registerUndo(app, answer)
  registerHostPictures(app)
  registerHostNotes(app)
}
