import type { Child } from 'hono/jsx'
import type { Answer } from '../../shared/workshop/answer.ts'
import { kindOfWish } from '../../shared/workshop/wish.ts'
import { FamilyPage } from '../components/family-page.tsx'
import { Icon } from '../components/icon.tsx'
import { nearMoment } from '../components/near-time.ts'
import { ButtonLink, Card, Notice } from '../components/parts.tsx'
import { localText } from '../messages/catalogue.ts'
import { listText, type Place, timeRange, weekdayDateText } from '../messages/format.ts'
import { familyRoutes } from '../routes.ts'
import type { Reader } from '../visit.ts'
import type { FamilyMatter } from './home-view.ts'
import { NextMatter } from './next-matter.tsx'
import { ANSWER_ICONS } from './vote-option.tsx'
import type { OptionView, VoteView } from './vote-view.ts'

/** What is recorded of a family's vote, time by time. */
export function RecordedBallot({ reader, data, title }: { reader: Reader; data: VoteView; title: Child }) {
  const { t, language } = reader
  const { ballot, options, timeZone } = data
  if (!ballot) return null
  const needs = ballot.couldComeIf.map((wish) => t(`vote.could.${kindOfWish(wish)}`))
  const { suggestedStart, line } = ballot
  return (
    <Card title={title}>
      <ul class="lines">
        {options.map((option) => (
          <li class="said">
            <span>{timeOf(option, { options, timeZone, language })}</span>
            <SaidAnswer reader={reader} answer={option.answer} />
          </li>
        ))}
        {ballot.noneWork && <li>{t('voted.none')}</li>}
        {needs.length > 0 && <li class="soft">{t('voted.help', { needs: listText(needs, language) })}</li>}
        {suggestedStart && (
          <li class="soft">{t('voted.suggested', { when: nearMoment(reader, suggestedStart) })}</li>
        )}
        {line && <li class="soft">{t('voted.line', { line })}</li>}
      </ul>
    </Card>
  )
}

// The day names a time, with its hours where the day has several.
function timeOf(
  { start, end }: OptionView,
  { options, ...place }: Place & Pick<VoteView, 'options'>,
): string {
  const day = weekdayDateText(start, place)
  const isAlone = options.filter((one) => weekdayDateText(one.start, place) === day).length === 1
  return isAlone ? day : `${day}, ${timeRange(start, end, place)}`
}

function SaidAnswer({ reader: { t }, answer }: { reader: Reader; answer: Answer | undefined }) {
  return (
    <b class={answer ?? 'no'}>
      {answer && <Icon name={ANSWER_ICONS[answer]} />}
      {answer ? t(`vote.${answer}`) : t('voted.unanswered')}
    </b>
  )
}

type VotedProps = { reader: Reader; data: VoteView; isTakenBack: boolean; next: FamilyMatter | undefined }

/** After the vote, or after taking it back: what we recorded, how to change it, and what comes next. */
export function VotedPage({ reader, data, isTakenBack, next }: VotedProps) {
  const { t, language, familyName = '' } = reader
  const until = nearMoment(reader, data.closesAt)
  return (
    <FamilyPage reader={reader} title={t('voted.thanks', { family: familyName })}>
      {data.ballot ? (
        <>
          <div class="thanks">
            <Icon name="check" />
            <h1>{t('voted.thanks', { family: familyName })}</h1>
          </div>
          <p>{t('voted.text')}</p>
        </>
      ) : (
        <h1>{localText(data.workshop.title, language)}</h1>
      )}
      {isTakenBack && <Notice tone="done">{t('voted.takenBack')}</Notice>}
      <RecordedBallot
        reader={reader}
        data={data}
        title={<span class="screen-reader">{t('voted.list')}</span>}
      />
      {data.isOpen && (
        <p class="actions">
          <ButtonLink href={familyRoutes.vote(data.workshop.id)} kind="quiet">
            <Icon name="pencil" />
            {t(data.ballot ? 'voted.change' : 'home.voteButton')}
          </ButtonLink>
        </p>
      )}
      {!data.isDecided && <Notice>{data.isOpen ? t('voted.next', { until }) : t('voted.counting')}</Notice>}
      <NextMatter reader={reader} next={next} />
    </FamilyPage>
  )
}
