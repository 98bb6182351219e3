import type { CallToMake } from '../../shared/delivery/call.operations.ts'
import { asksForVote, CALL_OUTCOMES, type FamilyCalls } from '../../shared/message/call.ts'
import type { Member } from '../../shared/team/member.ts'
import { Button, CheckList, Form, Hidden, Select } from '../components/form.tsx'
import { ButtonLink } from '../components/parts.tsx'
import { bestLanguage, direction, localText } from '../messages/catalogue.ts'
import { noticeWords } from '../messages/notice-words.ts'
import { schoolRoutes } from '../routes.ts'
import type { Reader } from '../visit.ts'

/** Whether a call is the reader's. */
export const isMine = ({ actor }: Reader, { assignee }: CallToMake) =>
  actor.kind === 'member' && assignee?.id === actor.id

type CardProps = { reader: Reader; family: FamilyCalls<CallToMake>; team: readonly Member[] }

/** A family to call: its people, each with the words to say, and the assigned member. */
export function FamilyCard({ reader, family, team }: CardProps) {
  const { t } = reader
  const people = [...new Set(family.calls.map(({ caregiver }) => caregiver))]
  const names = [...new Set(family.calls.map(({ name }) => name))].filter(Boolean)
  const kinds = [...new Set(family.calls.map(({ about }) => about.kind))]
  const assignee = family.calls.find((call) => call.assignee)?.assignee
  return (
    <details class="call">
      <summary>
        {names.join(' · ') || t('calls.family')}{' '}
        <span class="soft">{kinds.map((kind) => t(`notices.kind.${kind}`)).join(' · ')}</span>
        {assignee && <span class="soft"> · {t('calls.isFor', { name: assignee.name })}</span>}
      </summary>
      {people.map((person) => (
        <Person reader={reader} calls={family.calls.filter(({ caregiver }) => caregiver === person)} />
      ))}
      <Assignment reader={reader} family={family} team={team} />
    </details>
  )
}

type PersonProps = { reader: Reader; calls: readonly CallToMake[] }

/** One person of a family: the number, all topics with their words, and buttons for the outcome. */
function Person({ reader, calls }: PersonProps) {
  const { t, school, actor } = reader
  const [first] = calls
  if (!first) return null
  const organizes = actor.kind === 'member' && actor.role === 'organizer'
  return (
    <section>
      <p>
        {first.name} {t(`calls.reason.${first.reason}`)}{' '}
        {first.to && <a href={`tel:${first.to}`}>{first.to}</a>}
      </p>
      {calls.map((call) => (
        <>
          <p>{matterOf(reader, call)}</p>
          {school && <Script call={call} school={school} />}
          {organizes && <Answer reader={reader} call={call} />}
        </>
      ))}
      <p class="print-only">{t('calls.paper')}</p>
      <Outcome reader={reader} calls={calls} />
    </section>
  )
}

const matterOf = ({ t, language }: Reader, { about, workshop }: CallToMake) =>
  `${t(`notices.kind.${about.kind}`)}: ${localText(workshop.title, language)}`

// All topics are ticked: one conversation usually settles them all.
function Outcome({ reader, calls }: PersonProps) {
  const { t } = reader
  const [first] = calls
  const matters = calls.map((call) => ({ value: call.id, label: matterOf(reader, call) }))
  return (
    <Form action={schoolRoutes.familyCalls(first?.family ?? '')}>
      {calls.length === 1 ? (
        <Hidden name="calls:list" value={first?.id ?? ''} />
      ) : (
        <CheckList
          t={t}
          form={{}}
          name="calls"
          legend={t('calls.matters')}
          options={matters}
          values={matters.map(({ value }) => value)}
        />
      )}
      <div class="actions">
        {CALL_OUTCOMES.map((outcome) => (
          <button type="submit" class="button quiet" name="outcome" value={outcome}>
            {t(`calls.outcome.${outcome}`)}
          </button>
        ))}
      </div>
    </Form>
  )
}

/** Who makes the call: one tap to take it or to give it back, and for organizers anybody of the team. */
function Assignment({ reader, family, team }: CardProps) {
  const { t, actor } = reader
  const [first] = family.calls
  const assignee = family.calls.find((call) => call.assignee)?.assignee
  const isOwn = first !== undefined && isMine(reader, first)
  const own = actor.kind === 'member' ? actor.id : ''
  const action = schoolRoutes.assignFamilyCalls(family.family)
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

/** Links to the form that records the answer, where the call asks for one. */
function Answer({ reader: { t }, call }: { reader: Reader; call: CallToMake }) {
  const { about, family } = call
  if (asksForVote(call)) {
    const href = `${schoolRoutes.record(about.workshop)}?family=${family}`
    return (
      <p>
        <ButtonLink href={href}>{t('calls.vote')}</ButtonLink>
      </p>
    )
  }
  if (call.session?.status !== 'scheduled' || about.kind === 'thanks') return null
  return (
    <p>
      <ButtonLink href={schoolRoutes.sessionReply(call.session.id, family)}>{t('calls.reply')}</ButtonLink>
    </p>
  )
}
