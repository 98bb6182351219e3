import type { FamilyMessage } from '../../shared/delivery/delivery.operations.ts'
import type { Topic } from '../../shared/delivery/topic.ts'
import type { NoticeKind } from '../../shared/message/notice.ts'
import { OFFERS, type Workshop } from '../../shared/workshop/workshop.ts'
import { localText, type MessageKey, type PageLanguage, pageLanguageOf, translator } from './catalogue.ts'
import { timeRange, weekdayDateText, zoneName } from './format.ts'
import type { MailPage, MailPart } from './mail-layout.tsx'
import { noticeWords } from './notice-words.ts'

/** An e-mail to a family: its subject, what it says about each of its topics, and what its button says. */
type NoticePage = Pick<MailPage, 'subject' | 'parts'> & { button: MessageKey }

/** The e-mail about topics in a language that has pages. */
export function noticePage(
  { topics, school, language: wished }: FamilyMessage,
  language: PageLanguage,
): NoticePage {
  const all = topics.map((topic) => ({ topic, ...noticeWords(topic, { school, language: wished }) }))
  const [first] = all
  const isOne = all.length === 1 && first !== undefined
  const own = pageLanguageOf(wished) ? wished : language
  return {
    subject: isOne ? first.subject : translator(language)('notice.subject.several', { school: school.name }),
    button: (isOne && BUTTONS.get(first.topic.about.kind)) || 'notice.button',
    parts: all.flatMap(({ topic, subject, lines, written }) => [
      ...(isOne ? [] : [{ kind: 'heading', text: subject } as const]),
      ...lines.map((text) => ({ kind: text === written ? 'words' : 'paragraph', text }) as const),
      ...detailsOf(topic, { language, own }),
    ]),
  }
}

// What waits for the family's answer is asked as on its own page.
const BUTTONS: ReadonlyMap<NoticeKind, MessageKey> = new Map([
  ['voteInvitation', 'home.voteButton'],
  ['voteReminder', 'home.voteButton'],
  ['timeChosen', 'home.replyButton'],
  ['replyReminder', 'home.replyButton'],
  ['moved', 'home.replyButton'],
  ['answered', 'notice.answeredButton'],
])

type Reading = { language: PageLanguage; own: string }

// An invitation says what happens there, and the times to choose from; what is set says when, at a glance.
function detailsOf(topic: Topic, reading: Reading): MailPart[] {
  const { about, workshop, session } = topic
  if (about.kind === 'voteInvitation') return invitationOf(workshop, reading)
  return session && WITH_TIME.has(about.kind) ? [boxOf([session], reading)] : []
}

const WITH_TIME = new Set<NoticeKind>([
  'timeChosen',
  'replyReminder',
  'reminder',
  'dayBefore',
  'moved',
  'changed',
  'seated',
])

function invitationOf({ description, poll, offers }: Workshop, { language, own }: Reading): MailPart[] {
  const t = translator(language)
  const offered = OFFERS.filter((offer) => offers[offer]).map((offer) => t(`workshop.offer.${offer}`))
  const options = poll?.options ?? []
  return [
    ...(description ? [{ kind: 'words', text: localText(description, own) } as const] : []),
    ...(options.length > 0 ? [boxOf(options, { language, own })] : []),
    ...(offered.length > 0
      ? [{ kind: 'small', text: t('notice.offers', { offers: offered.join(' · ') }) } as const]
      : []),
  ]
}

type Time = { start: string; end: string; timeZone: string }

// Times to choose from have the numbers by which a text answers them.
function boxOf(times: readonly Time[], { language }: Reading): MailPart {
  const zones = times.map(({ start, timeZone }) => zoneName(start, { language, timeZone }))
  return {
    kind: 'box',
    rows: times.map(({ start, end, timeZone }, place) => ({
      ...(times.length > 1 && { number: place + 1 }),
      day: weekdayDateText(start, { language, timeZone }),
      hours: timeRange(start, end, { language, timeZone }),
    })),
    notes: [[...new Set(zones)].join(' · ')],
  }
}
