import type { AudienceToConfirm } from '../../shared/delivery/audience.operations.ts'
import { waitingIn } from '../../shared/delivery/audience.ts'
import { firstChecklist } from '../../shared/logistics/first-checklist.ts'
import { dayAt } from '../../shared/time/instant.ts'
import type { PollResults } from '../../shared/workshop/results.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { groupNames } from '../components/group-name.ts'
import type { IconName } from '../components/icon.tsx'
import { itemTitle } from '../components/item-text.ts'
import { waitingText } from '../components/waiting-text.ts'
import { dueDayWithin, listText, momentText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import { daysUntil } from './checklist-rows.ts'
import { answeredBy, canComeOf, poorlyServed, type TimeChoice } from './results-view.ts'

/** A thing that a choice brings about, in words. */
export type Consequence = { icon: IconName; text: string; isLate?: boolean }

/** What is known of a vote that a time is to be chosen from, and the day at the school (YYYY-MM-DD). */
export type Choosing = {
  workshop: Workshop
  poll: PollResults
  audience: AudienceToConfirm
  today: string
}

/** What every choice brings about: whom it invites and when, and what it closes. */
export function commonConsequences(reader: Reader, { poll, audience }: Choosing): Consequence[] {
  const { t } = reader
  const waits = waitingText(reader, audience.reached)
  const silent = Math.max(0, poll.families - poll.answered)
  const isOpen = poll.status === 'open'
  return [
    { icon: 'send', text: invitesText(reader, audience) },
    ...(waits ? [{ icon: 'clock' as const, text: waits }] : []),
    ...(isOpen ? [{ icon: 'lock' as const, text: t('results.then.closes', { silent }) }] : []),
    ...(!isOpen && silent > 0
      ? [{ icon: 'people' as const, text: t('results.then.silent', { silent }) }]
      : []),
  ]
}

function invitesText(reader: Reader, audience: AudienceToConfirm): string {
  const { t, language, school } = reader
  const { families, languages, leaves, reached } = audience
  const { sms, email, call, paper } = reached.ways
  const when = momentText(leaves, { language, timeZone: school?.timeZone ?? 'UTC' })
  const told = families - waitingIn(reached)
  if (families === 0) return t('send.families', { families })
  if (told === families) return t('results.then.invites', { families, languages: languages.length, when })
  const parts = [
    t('send.reachedOf', { told, families }),
    sms + email > 0 && t('send.bySending', { families: sms + email, when }),
    call + paper > 0 && t('send.byHand', { families: call + paper }),
  ]
  return parts.filter(Boolean).join(' ')
}

/** What one choice brings about: its checklist and what is due first, and whom it leaves out. */
export function consequencesOf(reader: Reader, choosing: Choosing, choice: TimeChoice): Consequence[] {
  return [
    { icon: 'check', text: checklistText(reader, choosing, choice) },
    ...leftOutOf(reader, choice),
    ...(choice.options.length > 1 ? [{ icon: 'again' as const, text: reader.t('results.then.twice') }] : []),
  ]
}

function checklistText(reader: Reader, { workshop, poll, today }: Choosing, { options }: TimeChoice): string {
  const { t, language, school } = reader
  const starts = poll.options.filter(({ id }) => options.includes(id)).map(({ start }) => start)
  const [start = ''] = starts
  if (!school) return ''
  const { timeZone, settings } = school
  const days = starts.map((one) => dueDayWithin(dayAt(one, timeZone), language, 'day'))
  const { items, first, due } = firstChecklist(workshop, { start, timeZone, settings })
  const what = listText(
    first.map((item) => itemTitle(reader, item)),
    language,
  )
  const ahead = daysUntil(due, today)
  const day = dueDayWithin(due, language, ahead < 7 ? 'weekday' : 'day')
  const made =
    days.length > 1
      ? t('results.then.checklists', { days: listText(days, language), items })
      : t('results.then.checklist', { day: days[0] ?? '', items })
  return `${made} ${ahead <= 0 ? t('results.then.dueNow', { what }) : t('results.then.due', { what, day })}`
}

function leftOutOf(reader: Reader, { byGroup }: TimeChoice): Consequence[] {
  const { t } = reader
  const poor = poorlyServed(byGroup)
  if (byGroup.every((group) => answeredBy(group) === 0)) return []
  if (poor.length === 0) return [{ icon: 'people', text: t('results.then.nobodyOut') }]
  return poor.map((group) => {
    const fields = { groups: groupNames(reader, group.groups), heard: answeredBy(group), no: group.no }
    const text = canComeOf(group) === 0 ? t('results.then.out', fields) : t('results.then.few', fields)
    return { icon: 'people', text, isLate: true }
  })
}
