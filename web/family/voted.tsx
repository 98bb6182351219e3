import { kindOfWish } from '../../shared/workshop/wish.ts'
import { Page } from '../components/layout.tsx'
import { ButtonLink, Card, Facts, Notice } from '../components/parts.tsx'
import { localText } from '../messages/catalogue.ts'
import { datedMomentText, listText, momentText, whenText } from '../messages/format.ts'
import { familyRoutes } from '../routes.ts'
import type { Reader } from '../visit.ts'
import { ANSWER_SIGNS } from './vote-option.tsx'
import type { VoteView } from './vote-view.ts'

/** What is recorded of a family's vote, time by time. */
export function RecordedBallot({ reader, data, title }: { reader: Reader; data: VoteView; title: string }) {
  const { t, language } = reader
  const { ballot, options, timeZone } = data
  if (!ballot) return null
  const needs = ballot.couldComeIf.map((wish) => t(`vote.could.${kindOfWish(wish)}`))
  const { suggestedStart, line } = ballot
  return (
    <Card title={title}>
      <Facts
        facts={options.map(({ start, end, answer }) => [
          whenText(start, end, { language, timeZone }),
          answer ? `${ANSWER_SIGNS[answer]} ${t(`vote.${answer}`)}` : t('voted.unanswered'),
        ])}
      />
      {ballot.noneWork && <p>{t('voted.none')}</p>}
      {needs.length > 0 && <p>{t('voted.help', { needs: listText(needs, language) })}</p>}
      {suggestedStart && (
        <p>{t('voted.suggested', { when: datedMomentText(suggestedStart, { language, timeZone }) })}</p>
      )}
      {line && <p>{t('voted.line', { line })}</p>}
    </Card>
  )
}

/** After the vote, or after taking it back: what we recorded, how to change it, and what comes next. */
export function VotedPage({
  reader,
  data,
  isTakenBack,
}: {
  reader: Reader
  data: VoteView
  isTakenBack: boolean
}) {
  const { t, language } = reader
  const until = momentText(data.closesAt, { language, timeZone: data.timeZone })
  return (
    <Page reader={reader} title={t('voted.title')}>
      <h1>{data.ballot ? t('voted.title') : localText(data.workshop.title, language)}</h1>
      {isTakenBack && <Notice tone="done">{t('voted.takenBack')}</Notice>}
      <RecordedBallot reader={reader} data={data} title={t('voted.list')} />
      {!data.isDecided && <p>{t('voted.next')}</p>}
      {data.isOpen && <p class="soft">{t('vote.until', { until })}</p>}
      <p class="actions">
        <ButtonLink href={familyRoutes.home()}>{t('voted.home')}</ButtonLink>
        {data.isOpen && (
          <ButtonLink href={familyRoutes.vote(data.workshop.id)} kind="quiet">
            {t(data.ballot ? 'voted.change' : 'home.voteButton')}
          </ButtonLink>
        )}
      </p>
    </Page>
  )
}
