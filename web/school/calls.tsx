import type { Hono } from 'hono'
import { assignCall, type CallToMake, finishCall, listCalls } from '../../shared/delivery/call.operations.ts'
import { CALL_OUTCOMES, CallAssignment, CallDone } from '../../shared/message/call.ts'
import { listTeam } from '../../shared/team/member.operations.ts'
import type { Member } from '../../shared/team/member.ts'
import { Button, Form, Hidden, Select } from '../components/form.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import { bestLanguage, direction, localText } from '../messages/catalogue.ts'
import { languageName } from '../messages/format.ts'
import { noticeWords } from '../messages/notice-words.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../routes.ts'
import { memberOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

type View = {
  calls: readonly CallToMake[]
  /** Whom of the team an organizer can give calls to. */
  team: readonly Member[]
  mine: boolean
  done: boolean
}

/** Whom a person tells, by language: a short script in that language, and how it went in a tap. */
export function CallsPage({ reader, view }: { reader: Reader; view: View }) {
  const { t, language } = reader
  const calls = view.mine ? view.calls.filter((call) => isMine(reader, call)) : view.calls
  const languages = [...new Set(calls.map((call) => call.language))]
  return (
    <SchoolPage reader={reader} title={t('calls.title')}>
      <h1>{t('calls.title')}</h1>
      {view.done && <Notice tone="done">{t('calls.saved')}</Notice>}
      <p>{t('calls.text')}</p>
      <p class="actions no-print">
        <ButtonLink kind="quiet" href={view.mine ? schoolRoutes.calls() : `${schoolRoutes.calls()}?mine`}>
          {t(view.mine ? 'calls.all' : 'calls.mine')}
        </ButtonLink>
      </p>
      {calls.length === 0 && <Notice>{t(view.mine ? 'calls.noneMine' : 'calls.none')}</Notice>}
      {languages.map((spoken) => (
        <section>
          <h2>{languageName(spoken, language)}</h2>
          {calls
            .filter((call) => call.language === spoken)
            .map((call) => (
              <CallCard reader={reader} call={call} team={view.team} />
            ))}
        </section>
      ))}
    </SchoolPage>
  )
}

const isMine = ({ actor }: Reader, { assignee }: CallToMake) =>
  actor.kind === 'member' && assignee?.id === actor.id

type CardProps = { reader: Reader; call: CallToMake; team: readonly Member[] }

function CallCard({ reader, call, team }: CardProps) {
  const { t, language, school, actor } = reader
  const title = localText(call.workshop.title, language)
  const organizes = actor.kind === 'member' && actor.role === 'organizer'
  return (
    <details class="call">
      <summary>
        {call.name || t('calls.family')} <span class="soft">{t(`notices.kind.${call.about.kind}`)}</span>
        {call.assignee && <span class="soft"> · {t('calls.isFor', { name: call.assignee.name })}</span>}
      </summary>
      <p>
        {t(`calls.reason.${call.reason}`)} {call.to && <a href={`tel:${call.to}`}>{call.to}</a>}
      </p>
      <p>{title}</p>
      {school && <Script call={call} school={school} />}
      <p class="print-only">{t('calls.paper')}</p>
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
      <Assignment reader={reader} call={call} team={team} />
    </details>
  )
}

/** Who makes the call: one tap to take it or to give it back, and for organizers anybody of the team. */
function Assignment({ reader, call, team }: CardProps) {
  const { t, actor } = reader
  const { assignee } = call
  const isOwn = isMine(reader, call)
  const own = actor.kind === 'member' ? actor.id : ''
  const action = schoolRoutes.assignCall(call.id)
  return (
    <>
      {isOwn && <p>{t('calls.isMine')}</p>}
      {(isOwn || !assignee) && (
        <Form action={action}>
          <Hidden name="member" value={isOwn ? '' : own} />
          <Button kind="quiet">{t(isOwn ? 'calls.giveBack' : 'calls.take')}</Button>
        </Form>
      )}
      {team.length > 1 && (
        <details class="no-print">
          <summary>{t('calls.assignee')}</summary>
          <Form action={action}>
            <Select
              t={t}
              form={{}}
              name="member"
              label={t('calls.assignee')}
              options={team.map(({ id, name }) => ({ value: id, label: name }))}
              value={assignee?.id}
              empty={t('calls.anybody')}
            />
            <Button kind="quiet">{t('calls.assign')}</Button>
          </Form>
        </details>
      )}
    </>
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
    const { school, member } = memberOf(c)
    const context = c.get('context')
    const [calls, team] = await Promise.all([
      listCalls(context, school.id),
      member.role === 'organizer' ? listTeam(context, school.id) : [],
    ])
    const asked = (name: string) => c.req.query(name) !== undefined
    const view = { calls, team, mine: asked('mine'), done: asked('saved') }
    return show(c, <CallsPage reader={c.get('reader')} view={view} />)
  })
  onPost(app, schoolRoutes.call(':call'), {
    by: memberOf,
    schema: CallDone,
    run: ({ context, school, params }, call) => finishCall(context, school.id, params.call, call),
    done: () => `${schoolRoutes.calls()}?saved`,
  })
  onPost(app, schoolRoutes.assignCall(':call'), {
    by: memberOf,
    schema: CallAssignment,
    values: ({ text }) => (text('member') ? { member: text('member') } : {}),
    run: ({ context, school, params }, given) => assignCall(context, school.id, params.call, given),
    done: () => schoolRoutes.calls(),
  })
}
