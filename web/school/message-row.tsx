import type { MessageSummary, SummaryPart } from '../../shared/message/message-summary.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import { localText } from '../messages/catalogue.ts'
import { failureKey } from '../messages/failure-words.ts'
import { hourText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import { dueText } from './checklist-view.ts'
import { type MessageTone, toneOf } from './message-rows.ts'
import { type MessageView, messageAddress } from './message-view.ts'

const TONE_ICONS: Readonly<Record<MessageTone, IconName>> = {
  late: 'clock',
  failed: 'failed',
  waiting: 'clock',
  planned: 'toDo',
  delivered: 'done',
  sent: 'confirmed',
  toCall: 'phone',
  called: 'phone',
  missed: 'phone',
  leftOut: 'cross',
  over: 'cross',
}

const STATE_ICONS: Readonly<Record<SummaryPart['state'], IconName>> = {
  waiting: 'clock',
  failed: 'failed',
  sent: 'confirmed',
  delivered: 'done',
  leftOut: 'cross',
}

type RowProps = { reader: Reader; view: MessageView; summary: MessageSummary; dayOf: (at: string) => string }

/** A message in one row: what, how many families, by which way, when, and the button that opens it. */
export function MessageRow({ reader, view, summary, dayOf }: RowProps) {
  const { t } = reader
  const tone = toneOf(summary)
  const href = `${messageAddress(view, { open: summary.id })}#${summary.id}`
  const failed = summary.parts.reduce((sum, { state, count }) => sum + (state === 'failed' ? count : 0), 0)
  const title = t(`notices.kind.${summary.about.kind}`)
  return (
    <li class={`item ${tone}`} id={summary.id}>
      <div class="what">
        <Icon name={TONE_ICONS[tone]} />
        <div>
          <a href={href}>{title}</a> <small>{toneText(reader, summary)}</small>
          <Parts reader={reader} summary={summary} />
        </div>
      </div>
      <div class="amount">{summary.families > 0 && t('outbox.families', { count: summary.families })}</div>
      <div class="owner">{waysText(reader, summary)}</div>
      <div class="due">{whenDue(reader, view, summary, dayOf)}</div>
      <div class="act no-print">
        <a class="button quiet" href={href}>
          {failed > 0 ? t('outbox.fix', { count: failed }) : t('outbox.read')}
          <span class="screen-reader">: {rowName(reader, view, summary)}</span>
        </a>
      </div>
    </li>
  )
}

/** "Reminder, Reading together": the message with its workshop. */
export function rowName({ t, language }: Reader, { list }: MessageView, { about }: MessageSummary): string {
  const title = list.workshops.get(about.workshop)?.title
  return [t(`notices.kind.${about.kind}`), title && localText(title, language)].filter(Boolean).join(', ')
}

/** Where a message is, in a word or a sentence. */
export function toneText({ t }: Reader, summary: MessageSummary): string {
  const tone = toneOf(summary)
  if (tone === 'planned') return t('outbox.planned')
  if (tone === 'over') {
    if (summary.state === 'nobody') return t('notices.nobody')
    return t(summary.state === 'over' ? 'notices.over' : 'notices.withdrawn')
  }
  return t(`outbox.state.${tone === 'late' ? 'waiting' : tone}`)
}

/** What waits, failed or was left out as small states; one that simply went out has none. */
export function Parts({ reader, summary }: { reader: Reader; summary: MessageSummary }) {
  const { t } = reader
  const { parts, calls, unlisted } = summary
  const isPlain = parts.length + Math.sign(calls.all) + Math.sign(unlisted) < 2
  if (isPlain && parts.every(({ state }) => state === 'sent' || state === 'delivered')) return null
  return (
    <ul class="parts">
      {parts.map((part) => (
        <li class={part.state}>
          <Icon name={STATE_ICONS[part.state]} />
          {partText(reader, part)}
        </li>
      ))}
      {calls.all > 0 && (
        <li>
          <Icon name="phone" />
          {callsText(reader, calls)}
        </li>
      )}
      {unlisted > 0 && <li>{t('notices.count', { state: t('notices.unlisted'), count: unlisted })}</li>}
    </ul>
  )
}

// What can still be done first.
const callsText = ({ t }: Reader, { open, missed, all }: MessageSummary['calls']) =>
  open === 0 && missed > 0 ? t('outbox.missed', { missed, all }) : t('outbox.called', { open, all })

function partText({ t }: Reader, { channel, state, why, count }: SummaryPart): string {
  const text = t('outbox.part', { state: t(`outbox.state.${state}`), count, way: t(`outbox.way.${channel}`) })
  if (!why) return text
  const reason = state === 'failed' ? t(failureKey(why)) : whyText(t, why)
  return `${text} · ${reason}`
}

const whyText = (t: Reader['t'], why: string) =>
  t(why === 'spared' ? 'outbox.why.spared' : why === 'call' ? 'outbox.why.call' : 'outbox.why.stale')

function waysText({ t }: Reader, { parts, calls }: MessageSummary): string {
  const channels = [...new Set(parts.map(({ channel }) => channel))]
  const ways = [...channels.map((one) => t(`outbox.way.${one}`)), ...(calls.all > 0 ? [t('tell.call')] : [])]
  return ways.length > 1 ? t('outbox.allWays') : (ways[0] ?? '')
}

function whenDue(
  reader: Reader,
  { list }: MessageView,
  { about: { due }, state, isLate }: MessageSummary,
  dayOf: (at: string) => string,
): string {
  const isOpen = isLate || state === 'planned'
  const text = dueText(reader, dayOf(due), dayOf(list.now), isOpen)
  if (state !== 'planned') return text
  const place = { language: reader.language, timeZone: reader.school?.timeZone ?? 'UTC' }
  return reader.t('outbox.dayAndHour', { day: text, hour: hourText(due, place) })
}
