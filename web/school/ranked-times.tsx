import type { PollResults } from '../../shared/workshop/results.operations.ts'
import { recommendationOf } from '../../shared/workshop/verdict.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import { clockText, longDayText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import { orderedTimes } from './results-view.ts'
import { reasonText } from './results-words.ts'

type Props = { reader: Reader; poll: PollResults }

/** The times of a vote as bars, the recommended one first; `reasons` says why each has its rank. */
export function RankedTimes({ reader, poll, reasons = false }: Props & { reasons?: boolean }) {
  const best = recommendationOf(poll)?.best.option
  return (
    <ol class="rank">
      {orderedTimes(poll).map((id) => (
        <RankedTime reader={reader} poll={poll} id={id} isBest={id === best} reasons={reasons} />
      ))}
    </ol>
  )
}

type RankedTimeProps = Props & { id: string; isBest: boolean; reasons: boolean }

function RankedTime({ reader, poll, id, isBest, reasons }: RankedTimeProps) {
  const { t, language, school } = reader
  const option = poll.options.find((one) => one.id === id)
  if (!option) return null
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  const { start, yes, ifNeeded, no } = option
  const why = reasons && reasonText(reader, poll, id)
  return (
    <li class={isBest ? 'best' : ''}>
      <span>
        <b>{longDayText(start, place)}</b>
        <small>{clockText(start, place)}</small>
      </span>
      <AnswerBar yes={yes} ifNeeded={ifNeeded} no={no} families={poll.families} />
      <span class="number">
        <b>{t('results.canCome', { count: yes + ifNeeded })}</b>
        <small>{t('results.counts', { yes, ifNeeded, no })}</small>
      </span>
      {why && <p>{why}</p>}
    </li>
  )
}

type AnswerBarProps = { yes: number; ifNeeded: number; no: number; families: number }

/** What families said to a time, as parts of all families; the numbers are beside it. */
function AnswerBar({ yes, ifNeeded, no, families }: AnswerBarProps) {
  const share = (count: number) => ((100 * count) / Math.max(1, families)).toFixed(1)
  return (
    <svg class="answer-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="yes" width={share(yes)} height="10" />
      <rect class="if-needed" x={share(yes)} width={share(ifNeeded)} height="10" />
      <rect class="no" x={share(yes + ifNeeded)} width={share(no)} height="10" />
    </svg>
  )
}

/** What the shapes beside numbers mean. */
export function ShapeKey({ shapes }: { shapes: readonly (readonly [IconName, string])[] }) {
  return (
    <ul class="key">
      {shapes.map(([name, text]) => (
        <li class={name}>
          <Icon name={name} />
          {text}
        </li>
      ))}
    </ul>
  )
}

/** The key of the bars of a vote. */
export function AnswerKey({ reader: { t } }: { reader: Reader }) {
  return (
    <ShapeKey
      shapes={[
        ['full', t('vote.yes')],
        ['half', t('vote.ifNeeded')],
        ['empty', t('vote.no')],
        ['small', t('results.silent')],
      ]}
    />
  )
}
