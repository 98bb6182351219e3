import type { BallotWords } from '../../shared/workshop/ballot.operations.ts'
import type { GroupCount } from '../../shared/workshop/option-count.ts'
import type { Ranked } from '../../shared/workshop/ranking.ts'
import type { PollResults } from '../../shared/workshop/results.operations.ts'
import { recommendationOf } from '../../shared/workshop/verdict.ts'
import { COULD_COME_IF } from '../../shared/workshop/wish.ts'
import { Bar } from '../components/bar.tsx'
import { type DotShape, Dots, familiesPerDot } from '../components/dots.tsx'
import { groupNames } from '../components/group-name.ts'
import { Table } from '../components/parts.tsx'
import { datedMomentText, languageName, momentText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'

type Props = { reader: Reader; poll: PollResults }

// By their time, but the recommended one first.
function recommendedFirst(poll: PollResults): Ranked[] {
  const best = recommendationOf(poll)?.best.option
  const inOrder = poll.options.flatMap(({ id }) => poll.ranking.filter(({ option }) => option === id))
  return [
    ...inOrder.filter(({ option }) => option === best),
    ...inOrder.filter(({ option }) => option !== best),
  ]
}

/** When an option of the poll is, in words. */
export function whenOf({ language, school }: Reader, poll: PollResults, id: string | undefined): string {
  const option = poll.options.find((one) => one.id === id)
  return option ? momentText(option.start, { language, timeZone: school?.timeZone ?? 'UTC' }) : ''
}

/** The answers of each group to each time, as dots in a table of their numbers; the recommended time first. */
export function AnswersByGroup({ reader, poll }: Props) {
  const { t } = reader
  const [first, ...others] = recommendedFirst(poll)
  if (!first || first.byGroup.length === 0 || poll.answered === 0) return null
  const largest = Math.max(...first.byGroup.map(({ families }) => families))
  const each = familiesPerDot(largest)
  return (
    <section>
      <h2>{t('results.byGroup')}</h2>
      <p class="soft">
        {t('results.smallGroups')} {each > 1 && t('results.eachDot', { count: each })}
      </p>
      <GroupTable reader={reader} poll={poll} ranked={first} />
      {others.length > 0 && (
        <details class="printed-open">
          <summary>{t('results.otherTimes')}</summary>
          {others.map((ranked) => (
            <GroupTable reader={reader} poll={poll} ranked={ranked} />
          ))}
        </details>
      )}
    </section>
  )
}

function GroupTable({ reader, poll, ranked }: Props & { ranked: Ranked }) {
  const { t } = reader
  return (
    <Table
      caption={whenOf(reader, poll, ranked.option)}
      heads={[
        t('results.group'),
        `● ${t('vote.yes')}`,
        `◐ ${t('vote.ifNeeded')}`,
        `○ ${t('vote.no')}`,
        `· ${t('results.silent')}`,
      ]}
      numbers={[1, 2, 3, 4]}
      rows={ranked.byGroup.map((group) => groupRow(reader, group))}
    />
  )
}

function groupRow(reader: Reader, { groups, families, yes, ifNeeded, no }: GroupCount) {
  const counts = { yes, ifNeeded, no, silent: families - yes - ifNeeded - no }
  const name = groupNames(reader, groups)
  const parts: { shape: DotShape; count: number }[] = [
    { shape: 'full', count: counts.yes },
    { shape: 'half', count: counts.ifNeeded },
    { shape: 'empty', count: counts.no },
    { shape: 'small', count: counts.silent },
  ]
  const head = (
    <>
      {name}
      <Dots title={name} description={reader.t('results.dots', counts)} parts={parts} />
    </>
  )
  return [head, ...Object.values(counts).map(String)]
}

/**
 * The needs of the families that could make each time, and their languages besides the workshop's: bars and numbers.
 */
export function NeedsByTime({ reader, poll }: Props) {
  const { t, language } = reader
  const languages = [...new Set(poll.options.flatMap(({ needs }) => Object.keys(needs.languages)))].sort()
  const needs = [
    ...COULD_COME_IF.map((need) => ({
      name: t(`vote.could.${need}`),
      from: 'couldComeIf' as const,
      key: need,
    })),
    ...languages.map((tag) => ({ name: languageName(tag, language), from: 'languages' as const, key: tag })),
  ]
  const asked = needs.filter(({ from, key }) => poll.options.some((option) => option.needs[from][key]))
  if (asked.length === 0) return null
  const rows = poll.options.map((option) => {
    const { id } = option
    const families = option.yes + option.ifNeeded
    const when = whenOf(reader, poll, id)
    const cells = asked.map(({ name, from, key }) => (
      <Share
        title={t('results.needOf', { need: name, count: option.needs[from][key] ?? 0, families })}
        description={when}
        count={option.needs[from][key] ?? 0}
        families={families}
      />
    ))
    return [when, String(families), ...cells]
  })
  return (
    <Table
      caption={t('results.needs')}
      heads={[t('results.time'), t('results.couldCome'), ...asked.map(({ name }) => name)]}
      numbers={asked.map((_, place) => place + 2).concat(1)}
      rows={rows}
    />
  )
}

type ShareProps = { title: string; description: string; count: number; families: number }

function Share({ title, description, count, families }: ShareProps) {
  return (
    <>
      {count}
      <Bar
        title={title}
        description={description}
        parts={[
          { label: title, count, fill: 1 },
          { label: title, count: families - count, fill: 5 },
        ]}
      />
    </>
  )
}

/** The times that families suggest instead, and their lines to the organizers. */
export function WordsOfFamilies({ reader, words }: { reader: Reader; words: readonly BallotWords[] }) {
  const { t, language, school } = reader
  if (words.length === 0) return null
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return (
    <Table
      caption={t('results.words')}
      heads={[t('record.family'), t('vote.suggest'), t('results.line')]}
      rows={words.map(({ name, suggestedStart, line }) => [
        name,
        suggestedStart ? datedMomentText(suggestedStart, place) : '',
        line ?? '',
      ])}
    />
  )
}
