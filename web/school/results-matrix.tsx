import type { GroupCount } from '../../shared/workshop/option-count.ts'
import type { PollResults } from '../../shared/workshop/results.operations.ts'
import { recommendationOf } from '../../shared/workshop/verdict.ts'
import { COULD_COME_IF } from '../../shared/workshop/wish.ts'
import { groupNames } from '../components/group-name.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import { capital, clockText, dayOfWeekText, languageName } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import { ShapeKey } from './ranked-times.tsx'
import { answeredBy, canComeOf, type Leaning, leaningOf, orderedTimes, rowsOfGroups } from './results-view.ts'

type Props = { reader: Reader; poll: PollResults }
type Time = PollResults['options'][number]

const SHAPES: Readonly<Record<Leaning, IconName>> = {
  good: 'full',
  half: 'half',
  poor: 'empty',
  silent: 'small',
}

const LEANINGS = {
  good: 'results.mostlyYes',
  half: 'results.mostlyIfNeeded',
  poor: 'results.halfCannot',
  silent: 'results.silent',
} as const satisfies Record<Leaning, string>

/** Groups by times: who can come of those heard from; beneath it what families need that can come at each time. */
export function GroupMatrix({ reader, poll }: Props) {
  const { t } = reader
  if (poll.answered === 0) return null
  const times = orderedTimes(poll).flatMap((id) => poll.options.find((one) => one.id === id) ?? [])
  const title = t('results.byGroup')
  return (
    <section class="panel">
      <div class="panel-head">
        <h2>{title}</h2>
        <ShapeKey
          shapes={(['good', 'half', 'poor'] as const).map((one) => [SHAPES[one], t(LEANINGS[one])] as const)}
        />
      </div>
      <section class="scroll" tabindex={0} aria-label={title}>
        <table class="matrix">
          <caption class="screen-reader">{title}</caption>
          <MatrixHead reader={reader} poll={poll} times={times} />
          <GroupRows reader={reader} poll={poll} times={times} />
          <NeedRows reader={reader} poll={poll} times={times} />
        </table>
      </section>
      <p class="soft">{t('results.smallGroups')}</p>
    </section>
  )
}

type MatrixProps = Props & { times: readonly Time[] }

const bestOf = (poll: PollResults) => recommendationOf(poll)?.best.option

function MatrixHead({ reader, poll, times }: MatrixProps) {
  const { t, language, school } = reader
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return (
    <thead>
      <tr>
        <th scope="col">{t('results.group')}</th>
        <th scope="col" class="heard">
          {t('results.heardFrom')}
        </th>
        {times.map(({ id, start }) => (
          <th scope="col" class={id === bestOf(poll) ? 'best' : ''}>
            {dayOfWeekText(start, place)}
            <br />
            {clockText(start, place)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function GroupRows({ reader, poll, times }: MatrixProps) {
  const { t } = reader
  const answers = new Map(poll.ranking.map(({ option, byGroup }) => [option, byGroup]))
  const keyOf = ({ groups }: GroupCount) => groups.join(' ')
  const heardText = ({ heard, families }: GroupCount) => t('results.heardOf', { heard, families })
  return (
    <tbody>
      {rowsOfGroups(poll.ranking[0]?.byGroup ?? []).map((group) => (
        <tr>
          <th scope="row">
            {groupNames(reader, group.groups)} <small aria-hidden="true">{heardText(group)}</small>
          </th>
          <td class="heard">{heardText(group)}</td>
          {times.map(({ id }) => {
            const count = answers.get(id)?.find((one) => keyOf(one) === keyOf(group))
            return count && <GroupCell reader={reader} count={count} isBest={id === bestOf(poll)} />
          })}
        </tr>
      ))}
    </tbody>
  )
}

/** How many of a group can come, and by its shape and colour what most of them said. */
function GroupCell({ reader: { t }, count, isBest }: { reader: Reader; count: GroupCount; isBest: boolean }) {
  const leaning = leaningOf(count)
  const { yes, ifNeeded, no, families } = count
  const counts = t('results.dots', { yes, ifNeeded, no, silent: families - answeredBy(count) })
  return (
    <td class={isBest ? 'best' : ''}>
      <span class={leaning} title={counts}>
        <Icon name={SHAPES[leaning]} />
        {canComeOf(count)}
        {answeredBy(count) < count.heard && <small>/{answeredBy(count)}</small>}
        <span class="screen-reader">
          {t(LEANINGS[leaning])}. {counts}
        </span>
      </span>
    </td>
  )
}

type Need = { name: string; countAt: (time: Time) => number }

/** The languages that need an interpreter, and what would help, as families that could come to each time. */
function NeedRows({ reader, poll, times }: MatrixProps) {
  const { t, language } = reader
  const tags = [...new Set(times.flatMap(({ needs }) => Object.keys(needs.languages)))]
  const interpreters = tags
    .map((tag) => ({
      name: languageName(tag, language),
      countAt: (time: Time) => time.needs.languages[tag] ?? 0,
    }))
    .sort((one, other) => totalOf(other, times) - totalOf(one, times))
  const help = COULD_COME_IF.map((wish) => ({
    name: capital(t(`vote.could.${wish}`), language),
    countAt: (time: Time) => time.needs.couldComeIf[wish] ?? 0,
  })).filter((need) => totalOf(need, times) > 0)
  return (
    <>
      <NeedGroup
        reader={reader}
        poll={poll}
        times={times}
        title={t('results.interpreters')}
        needs={interpreters}
      />
      <NeedGroup reader={reader} poll={poll} times={times} title={t('results.help')} needs={help} />
    </>
  )
}

const totalOf = ({ countAt }: Need, times: readonly Time[]) =>
  times.reduce((sum, time) => sum + countAt(time), 0)

type NeedGroupProps = MatrixProps & { title: string; needs: readonly Need[] }

function NeedGroup({ reader: { t }, poll, times, title, needs }: NeedGroupProps) {
  if (needs.length === 0) return null
  const side = ({ id }: Time) => (id === bestOf(poll) ? 'best' : '')
  return (
    <tbody>
      <tr class="part">
        <th scope="rowgroup">{title}</th>
        <td class="heard" />
        {times.map((time) => (
          <td class={side(time)} />
        ))}
      </tr>
      {needs.map(({ name, countAt }) => (
        <tr>
          <th scope="row">{name}</th>
          <td class="heard" />
          {times.map((time) => (
            <td class={side(time)}>
              <span>{countAt(time) || <small>{t('results.noneNeeded')}</small>}</span>
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}
