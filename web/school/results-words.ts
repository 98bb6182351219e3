import type { LeftOut } from '../../shared/workshop/ranking.ts'
import type { PollResults } from '../../shared/workshop/results.operations.ts'
import { recommendationOf, type Verdict } from '../../shared/workshop/verdict.ts'
import { groupNamesWithin } from '../components/group-name.ts'
import { capital, languageWithin, momentText, shortMomentWithin } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import { answeredBy, canComeOf, leastServed } from './results-view.ts'

const placeOf = ({ language, school }: Reader) => ({ language, timeZone: school?.timeZone ?? 'UTC' })

/** When an option of the poll is, in words. */
export function whenOf(reader: Reader, poll: PollResults, id: string | undefined): string {
  const option = poll.options.find((one) => one.id === id)
  return option ? momentText(option.start, placeOf(reader)) : ''
}

/** The same, short: "Sat, Dec 19, 10:00 AM". */
export function shortWhenOf(reader: Reader, poll: PollResults, id: string | undefined): string {
  return capital(shortWhenWithin(reader, poll, id), reader.language)
}

/** The same within a sentence, where some languages write no capital. */
export function shortWhenWithin(reader: Reader, poll: PollResults, id: string | undefined): string {
  const option = poll.options.find((one) => one.id === id)
  return option ? shortMomentWithin(option.start, placeOf(reader)) : ''
}

/** The recommended time in a sentence, with the other candidate and the group that it suits least. */
export function answerText(reader: Reader, poll: PollResults): string | undefined {
  const verdict = recommendationOf(poll)
  if (!verdict) return undefined
  const { best, rival } = verdict
  const sentences = [
    bestText(reader, poll, best),
    leastText(reader, poll, best),
    ...(rival ? [rivalText(reader, poll, rival)] : []),
  ]
  // A sentence may begin with a weekday, which some languages write small.
  return sentences
    .filter(Boolean)
    .map((sentence) => capital(sentence, reader.language))
    .join(' ')
}

/** Why no time is recommended. */
export function noAnswerText({ t }: Reader, { early, answered, families, options }: PollResults): string {
  if (answered === 0) return t('results.noneYet')
  if (!options.some(({ ready }) => ready)) return t('results.noneReady')
  return early ? t('results.early', { answered, families }) : t('results.nobodyCan')
}

function bestText(reader: Reader, poll: PollResults, best: Verdict['best']): string {
  const { t } = reader
  const lead = best.isFairest ? 'fairest' : best.hasMost ? 'most' : 'other'
  const fields = { when: whenOf(reader, poll, best.option), count: best.families, lead }
  if (best.shutsOut) return t('results.bestShutsOut', { ...fields, who: shutOutText(reader, best.shutsOut) })
  return t('results.best', { ...fields, out: best.leavesNoneOut ? 'none' : 'other' })
}

// Where a group is shut out, that was said already.
function leastText(reader: Reader, poll: PollResults, best: Verdict['best']): string {
  const least = leastServed(poll.ranking.find(({ option }) => option === best.option)?.byGroup ?? [])
  if (!least || best.shutsOut) return ''
  const counts = { can: canComeOf(least), heard: answeredBy(least) }
  return reader.t('results.least', { ...counts, groups: groupNamesWithin(reader, least.groups) })
}

function rivalText(reader: Reader, poll: PollResults, rival: NonNullable<Verdict['rival']>): string {
  const { t } = reader
  const fields = { when: whenOf(reader, poll, rival.option), count: rival.families }
  if (rival.shutsOut) {
    const who = shutOutText(reader, rival.shutsOut)
    return t(rival.hasMore ? 'results.rivalShutsOut' : 'results.nextShutsOut', { ...fields, who })
  }
  if (!rival.hasMore) return t('results.next', fields)
  return t('results.rival', { ...fields, less: rival.isLessFair ? 'yes' : 'no' })
}

function shutOutText(reader: Reader, { groups, heard }: LeftOut): string {
  const { t } = reader
  const spoken = groups.length === 1 && /^language:(.+)/.exec(groups[0] ?? '')?.[1]
  return spoken
    ? t('results.noneOfSpeakers', { heard, language: languageWithin(spoken, reader.language) })
    : t('results.noneOf', { heard, groups: groupNamesWithin(reader, groups) })
}

/** The two times that reach the most families together; nothing where none can come to either. */
export function pairText(reader: Reader, poll: PollResults): string {
  const { bestPair, answered } = poll
  if (!bestPair || bestPair.families === 0) return ''
  const [first, second] = bestPair.options.map((id) => whenOf(reader, poll, id))
  const fields = { first: first ?? '', second: second ?? '', count: bestPair.families, heard: answered }
  return reader.t(bestPair.families === answered ? 'results.pairAll' : 'results.pair', fields)
}

/** Why a time has its rank; nothing while no time is recommended, unless it is not ready. */
export function reasonText(reader: Reader, poll: PollResults, id: string): string {
  const { t } = reader
  const ranked = poll.ranking.find(({ option }) => option === id)
  if (!ranked || (!recommendationOf(poll) && ranked.reason !== 'not-ready')) return ''
  const { points, reason, shutsOut, leavesOut } = ranked
  const [out] = leavesOut.filter(({ groups }) => groups.some((group) => shutsOut.includes(group)))
  if (reason === 'shuts-out' && out) {
    return t('results.why.shuts-out', { points, who: shutOutText(reader, out) })
  }
  const most = Math.max(...poll.options.filter(({ ready }) => ready).map((one) => one.points), 0)
  return t(`results.why.${reason === 'shuts-out' ? 'below-shortlist' : reason}`, { points, most })
}
