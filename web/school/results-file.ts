import type { Hono } from 'hono'
import { timeAt } from '../../shared/time/instant.ts'
import type { GroupCount } from '../../shared/workshop/option-count.ts'
import { type PollResults, readPoll } from '../../shared/workshop/results.operations.ts'
import { groupNames } from '../components/group-name.ts'
import { schoolRoutes } from '../school-routes.ts'
import { type Cell, SHEET_FORMATS, type Sheet, sendSheet } from '../spreadsheet.ts'
import { organizerOf, type Reader, type WebEnv } from '../visit.ts'
import { orderedTimes, rowsOfGroups } from './results-view.ts'

const HEADS = [
  'download.time',
  'results.group',
  'families.title',
  'results.heardFrom',
  'vote.yes',
  'vote.ifNeeded',
  'vote.no',
] as const

/** The answers to each time, of all families and of each group that is large enough to be shown; no family by itself. */
export function resultsSheet(reader: Reader, poll: PollResults): Sheet {
  const { t, school } = reader
  const rows = orderedTimes(poll).flatMap((id): Cell[][] => {
    const count = poll.options.find((one) => one.id === id)
    if (!count) return []
    const time = timeAt(count.start, school?.timeZone ?? 'UTC').toFormat('yyyy-MM-dd HH:mm')
    const groups = poll.ranking.find(({ option }) => option === id)?.byGroup ?? []
    return [
      [time, t('download.everybody'), poll.families, poll.answered, count.yes, count.ifNeeded, count.no],
      ...rowsOfGroups(groups).map((group) => [time, groupNames(reader, group.groups), ...countsOf(group)]),
    ]
  })
  return { title: t('results.title'), heads: HEADS.map((head) => t(head)), rows }
}

const countsOf = ({ families, heard, yes, ifNeeded, no }: GroupCount) => [families, heard, yes, ifNeeded, no]

/** Registers the results of a vote as a file. */
export function registerResultsFile(app: Hono<WebEnv>): void {
  for (const format of SHEET_FORMATS) {
    app.get(schoolRoutes.resultsFile(':workshop', format), async (c) => {
      organizerOf(c)
      const poll = await readPoll(c.get('context'), c.req.param('workshop'))
      return sendSheet(c, 'results', resultsSheet(c.get('reader'), poll), format)
    })
  }
}
