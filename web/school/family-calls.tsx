import type { CallToMake } from '../../shared/delivery/call-list.operations.ts'
import { asksForVote, CALL_OUTCOMES, type FamilyCalls, lastAttempt } from '../../shared/message/call.ts'
import type { Member } from '../../shared/team/member.ts'
import { Address } from '../components/address.tsx'
import { CheckList, Form, Hidden } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { MoreMenu } from '../components/menu.tsx'
import { ButtonLink } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { bestLanguage, direction, localText, type PageLanguage } from '../messages/catalogue.ts'
import { clockText, languageName } from '../messages/format.ts'
import { noticeWords } from '../messages/notice-words.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { interpretersOf, interpretersText } from './call-interpreters.ts'

/** Whether a call is the reader's. */
export const isMine = ({ actor }: Reader, { assignee }: CallToMake) =>
  actor.kind === 'member' && assignee?.id === actor.id

type CardProps = {
  reader: Reader
  family: FamilyCalls<CallToMake>
  team: readonly Member[]
  isFirst: boolean
  /** When the day at the school began. */
  since: string
  /** What could not be recorded, for the person whom it names. */
  form: FormState
}

/** A family to call: its people, each with a number that dials, the buttons for the outcome, and the words to say. */
export function FamilyCard({ reader, family, team, isFirst, since, form }: CardProps) {
  const people = [...new Set(family.calls.map(({ caregiver }) => caregiver))]
  return (
    <li class="call">
      {people.map((person, place) => (
        <Person
          {...{ reader, team, since }}
          calls={family.calls.filter(({ caregiver }) => caregiver === person)}
          isFirst={isFirst && place === 0}
          form={form.typed?.person?.[0] === person ? form : {}}
        />
      ))}
      <Form action={schoolRoutes.assignFamilyCalls(family.family)} id={`assign-${family.family}`} />
    </li>
  )
}

type PersonProps = Omit<CardProps, 'family'> & { calls: readonly CallToMake[] }

/** One person of a family. What to say stands under it, of the first on the page open. */
function Person(props: PersonProps) {
  const { reader, calls, isFirst } = props
  const { t } = reader
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
          <About {...props} first={first} />
        </div>
        {first.to && (
          <a class="button quiet dial" href={`tel:${first.to}`}>
            <Icon name="phone" />
            <Address reader={reader} address={first.to} />
          </a>
        )}
        <Outcome {...props} name={name} />
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
    </section>
  )
}

/** The language and who can interpret, why a person calls, who of the team does, and when nobody answered today. */
function About({ reader, team, calls, since, first }: PersonProps & { first: CallToMake }) {
  const { t, language, school } = reader
  const { assignee } = first
  const interpreters = interpretersOf(reader, team, first)
  const tried = lastAttempt({ family: first.family, calls: [...calls] }, since)
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return (
    <p class="soft">
      {languageName(first.language, language)}
      {interpreters && (
        <>
          {', '}
          <span class={interpreters === 'nobody' ? 'badge honey' : ''}>
            {interpretersText(reader, interpreters)}
          </span>
        </>
      )}
      {' · '}
      {t(`calls.reason.${first.reason}`)}
      {assignee && (
        <>
          {' · '}
          {isMine(reader, first) ? t('calls.isMine') : t('calls.isFor', { name: assignee.name })}
        </>
      )}
      {tried && (
        <>
          {' · '}
          <span class="badge honey">{t('calls.triedAt', { time: clockText(tried.at, place) })}</span>
        </>
      )}
    </p>
  )
}

/** What a call is about, in a few words. */
export const matterOf = ({ t, language }: Reader, { about, workshop }: CallToMake) =>
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

type OutcomeProps = PersonProps & { name: string }

// All topics count: one conversation usually settles them all. What it did not is unticked first.
function Outcome(props: OutcomeProps) {
  const { reader, calls, name, form } = props
  const { t } = reader
  const [first] = calls
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
        <MoreMenu name={t('calls.more', { name })} open={form.trouble !== undefined}>
          {CALL_OUTCOMES.filter((outcome) => RARE.includes(outcome)).map(button)}
          {calls.length > 1 && <Matters {...props} />}
          <Assignment {...props} />
        </MoreMenu>
        <Hidden name="person" value={first?.caregiver ?? ''} />
        {calls.length === 1 && <Hidden name="calls:list" value={first?.id ?? ''} />}
      </div>
    </Form>
  )
}

/** What was talked about, to be unticked where something was not. */
function Matters({ reader, calls, form }: OutcomeProps) {
  const { t } = reader
  const matters = calls.map((call) => ({ value: call.id, label: matterOf(reader, call) }))
  return (
    <CheckList
      t={t}
      form={form}
      name={`calls.${calls[0]?.caregiver ?? ''}`}
      legend={t('calls.matters')}
      options={matters}
      values={matters.map(({ value }) => value)}
    />
  )
}

/** Who makes the call: one tap to take it or to give it back, and for organizers anybody of the team. */
function Assignment({ reader, calls, team, name }: OutcomeProps) {
  const { t, actor } = reader
  const [first] = calls
  if (!first) return null
  const isOwn = isMine(reader, first)
  const own = actor.kind === 'member' ? actor.id : ''
  const button = (member: string, label: string) => (
    <button type="submit" class="button quiet" form={`assign-${first.family}`} name="member" value={member}>
      {label}
      <span class="screen-reader">: {name}</span>
    </button>
  )
  const others = team.filter(({ id }) => id !== own && id !== first.assignee?.id)
  return (
    <>
      {isOwn && button('', t('calls.giveBack'))}
      {!isOwn && (!first.assignee || team.length > 0) && button(own, t('calls.take'))}
      {first.assignee && !isOwn && team.length > 0 && button('', t('calls.anybody'))}
      {others.map((member) => button(member.id, t('calls.give', { name: member.name })))}
    </>
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
