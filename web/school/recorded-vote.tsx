import type { Listed } from '../../shared/family/directory.ts'
import type { Answer } from '../../shared/workshop/answer.ts'
import { answerTo, type Ballot } from '../../shared/workshop/ballot.ts'
import type { PollOption } from '../../shared/workshop/poll.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import type { SentFields } from '../components/confirm-form.tsx'
import { nearTime } from '../components/near-time.ts'
import { Table } from '../components/parts.tsx'
import { WorkshopTitle } from '../components/workshop.tsx'
import { ANSWER_SIGNS } from '../family/vote-option.tsx'
import { momentText } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { ConfirmPage } from './confirm.tsx'
import { familyLabel } from './family.tsx'

/** Answers by the id of their time. */
export type Answers = Readonly<Record<string, Answer>>

type VoteProps = {
  reader: Reader
  options: readonly PollOption[]
  family: Pick<Listed, 'name' | 'caregivers'>
  ballot: Ballot
  next?: Answers
}

/** A family's vote: whose it is, since when, and each answer; beside it those that would take its place. */
export function FamilyVote({ reader, options, family, ballot, next }: VoteProps) {
  const { t, language, school } = reader
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  const when = momentText(ballot.receivedAt, place)
  const { recordedBy } = ballot
  const said = (answer: Answer | undefined) =>
    answer ? `${ANSWER_SIGNS[answer]} ${t(`vote.${answer}`)}` : t('voted.unanswered')
  return (
    <>
      <Table
        caption={t('record.before', { family: familyLabel(family) })}
        heads={[t('record.time'), t('record.now'), ...(next ? [t('record.new')] : [])]}
        rows={options.map((option) => [
          nearTime(reader, option),
          said(answerTo(ballot, option)),
          ...(next ? [said(next[option.id])] : []),
        ])}
      />
      <p>{recordedBy ? t('record.team', { by: recordedBy, when }) : t('record.own', { when })}</p>
    </>
  )
}

/** Whether a vote already says those answers and no others. */
export function saysAlready(ballot: Ballot, options: readonly PollOption[], next: Answers): boolean {
  return options.every((option) => answerTo(ballot, option) === next[option.id])
}

/** Asks before a recorded vote takes the place of the one that the family has. */
export function RecordOverPage(
  props: Omit<VoteProps, 'options'> & { workshop: Workshop; next: Answers; fields: SentFields },
) {
  const { reader, workshop, ballot, fields, ...vote } = props
  const { t } = reader
  const action = schoolRoutes.record(workshop.id)
  const own = ['confirmed', 'version:int']
  return (
    <ConfirmPage
      reader={reader}
      title={t('record.over')}
      action={action}
      back={`${action}?family=${ballot.family}`}
      fields={[
        ...fields.filter(([name]) => !own.includes(name)),
        ['confirmed', 'yes'],
        ['version:int', String(ballot.version)],
      ]}
      button={t('record.overButton')}
    >
      <WorkshopTitle reader={reader} workshop={workshop} level={2} />
      <p>{t('record.overText')}</p>
      <FamilyVote reader={reader} options={workshop.poll?.options ?? []} ballot={ballot} {...vote} />
    </ConfirmPage>
  )
}
