import type { CallToMake } from '../../shared/delivery/call.operations.ts'
import { asksForVote, CALL_OUTCOMES, type FamilyCalls } from '../../shared/message/call.ts'
import type { Member } from '../../shared/team/member.ts'
import { Button, CheckList, Form, Hidden, Select } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { ButtonLink } from '../components/parts.tsx'
import { bestLanguage, direction, localText, type PageLanguage } from '../messages/catalogue.ts'
import { languageName } from '../messages/format.ts'
import { noticeWords } from '../messages/notice-words.ts'
import { schoolRoutes } from '../routes.ts'
import type { Reader } from '../visit.ts'

/** Whether a call is the reader's. */
export const isMine = ({ actor }: Reader, { assignee }: CallToMake) =>
  actor.kind === 'member' && assignee?.id === actor.id

type CardProps = {
  reader: Reader
  family: FamilyCalls<CallToMake>
  team: readonly Member[]
  isFirst: boolean
}

/** A family to call: its people, each with a number that dials, the buttons for the outcome, and the words to say. */
export function FamilyCard({ reader, family, team, isFirst }: CardProps) {
  const people = [...new Set(family.calls.map(({ caregiver }) => caregiver))]
  return (
    <li class="call">
      {people.map((person, place) => (
        <Person
          reader={reader}
          calls={family.calls.filter(({ caregiver }) => caregiver === person)}
          isFirst={isFirst && place === 0}
        />
      ))}
      <Assignment reader={reader} family={family} team={team} />
    </li>
  )
}

type PersonProps = { reader: Reader; calls: readonly CallToMake[] }

/** One person of a family. What to say stands under it, of the first on the page open. */
function Person({ reader, calls, isFirst }: PersonProps & { isFirst: boolean }) {
  const { t, language } = reader
  const [first] = calls
  if (!first) return null
  const name = first.name || t('calls.family')
  return (
    <section>
      <div class="caller">
        <div>
          <h2>
            <bdi>{name}</bdi>
          </h2>
          <p class="soft">
            {languageName(first.language, language)} · {t(`calls.reason.${first.reason}`)}
          </p>
        </div>
        {first.to && (
          <a class="button quiet dial" href={`tel:${first.to}`}>
            <Icon name="phone" />
            <bdi dir="ltr">{first.to}</bdi>
          </a>
        )}
        <Outcome reader={reader} calls={calls} name={name} />
      </div>
      <details class="fold say" open={isFirst}>
        <summary>
          {calls.map((call) => matterOf(reader, call)).join(' · ')}
          <span class="screen-reader">: {name}</span>
        </summary>
        {calls.map((call) => (
          <Matter reader={reader} call={call} name={name} />
        ))}
      </details>
      <p class="print-only">{t('calls.paper')}</p>
    </section>
  )
}

const matterOf = ({ t, language }: Reader, { about, workshop }: CallToMake) =>
  `${t(`notices.kind.${about.kind}`)}: ${localText(workshop.title, language)}`

/** What to say, for the reader and in the language of the family, beside the button that records the answer. */
function Matter({ reader, call, name }: { reader: Reader; call: CallToMake; name: string }) {
  const { school, actor, language } = reader
  const organizes = actor.kind === 'member' && actor.role === 'organizer'
  const spoken = bestLanguage([call.language])
  return (
    <div class="matter">
      {school && spoken !== language && <Script call={call} school={school} language={language} />}
      {school && <Script call={call} school={school} language={spoken} />}
      {organizes && <Answer reader={reader} call={call} name={name} />}
    </div>
  )
}

const RARE: readonly string[] = ['wrongNumber', 'doNotCall']

// All topics count: one conversation usually settles them all. What it did not is unticked first.
function Outcome({ reader, calls, name }: PersonProps & { name: string }) {
  const { t } = reader
  const [first] = calls
  const matters = calls.map((call) => ({ value: call.id, label: matterOf(reader, call) }))
  const button = (outcome: (typeof CALL_OUTCOMES)[number]) => (
    <button type="submit" class="button quiet" name="outcome" value={outcome}>
      {t(`calls.outcome.${outcome}`)}
      <span class="screen-reader">: {name}</span>
    </button>
  )
  return (
    <Form action={schoolRoutes.familyCalls(first?.family ?? '')}>
      <div class="actions">
        {CALL_OUTCOMES.filter((outcome) => !RARE.includes(outcome)).map(button)}
        <details class="pick">
          <summary>
            <Icon name="dots" />
            <span class="screen-reader">{t('calls.more', { name })}</span>
          </summary>
          <div class="options">
            {CALL_OUTCOMES.filter((outcome) => RARE.includes(outcome)).map(button)}
            {calls.length > 1 && (
              <CheckList
                t={t}
                form={{}}
                name="calls"
                legend={t('calls.matters')}
                options={matters}
                values={matters.map(({ value }) => value)}
              />
            )}
          </div>
        </details>
        {calls.length === 1 && <Hidden name="calls:list" value={first?.id ?? ''} />}
      </div>
    </Form>
  )
}

/** Who makes the call: one tap to take it or to give it back, and for organizers anybody of the team. */
function Assignment({ reader, family, team }: Omit<CardProps, 'isFirst'>) {
  const { t, actor } = reader
  const [first] = family.calls
  const assignee = family.calls.find((call) => call.assignee)?.assignee
  const isOwn = first !== undefined && isMine(reader, first)
  const own = actor.kind === 'member' ? actor.id : ''
  const action = schoolRoutes.assignFamilyCalls(family.family)
  const says = assignee ? t('calls.isFor', { name: assignee.name }) : t('calls.assignee')
  return (
    <details class="fold no-print">
      <summary>
        {isOwn ? t('calls.isMine') : says}
        <span class="screen-reader">: {first?.name}</span>
      </summary>
      <div class="actions">
        {(isOwn || !assignee) && (
          <Form action={action}>
            <Hidden name="member" value={isOwn ? '' : own} />
            <Button kind="quiet">{t(isOwn ? 'calls.giveBack' : 'calls.take')}</Button>
          </Form>
        )}
        {team.length > 1 && <Give reader={reader} action={action} team={team} assignee={assignee?.id} />}
      </div>
    </details>
  )
}

type GiveProps = Pick<CardProps, 'reader' | 'team'> & { action: string; assignee: string | undefined }

function Give({ reader: { t }, action, team, assignee }: GiveProps) {
  return (
    <Form action={action}>
      <Select
        t={t}
        form={{}}
        name="member"
        label={t('calls.assignee')}
        options={team.map(({ id, name }) => ({ value: id, label: name }))}
        value={assignee}
        empty={t('calls.anybody')}
      />
      <Button kind="quiet">{t('calls.assign')}</Button>
    </Form>
  )
}

type ScriptProps = { call: CallToMake; school: NonNullable<Reader['school']>; language: PageLanguage }

function Script({ call, school, language }: ScriptProps) {
  const { workshop, session, about } = call
  const words = noticeWords({ about, workshop, ...(session && { session }) }, { school, language })
  return (
    <blockquote lang={language} dir={direction(language)}>
      {words.lines.map((line) => (
        <p>{line}</p>
      ))}
    </blockquote>
  )
}

/** Links to the form that records the answer, where the call asks for one. */
function Answer({ reader: { t }, call, name }: { reader: Reader; call: CallToMake; name: string }) {
  const { about, family, session } = call
  const isOfVote = asksForVote(call)
  if (!isOfVote && (session?.status !== 'scheduled' || about.kind === 'thanks')) return null
  const href = isOfVote
    ? `${schoolRoutes.record(about.workshop)}?family=${family}`
    : schoolRoutes.sessionReply(session?.id ?? '', family)
  return (
    <ButtonLink kind="quiet" href={href}>
      {t(isOfVote ? 'family.recordVote' : 'family.recordReply')}
      <span class="screen-reader">: {name}</span>
    </ButtonLink>
  )
}
