import { type ConfirmationMessage, isConfirmation } from '../../shared/delivery/confirmation.ts'
import type { FamilyMessage } from '../../shared/delivery/delivery.operations.ts'
import type { Topic } from '../../shared/delivery/topic.ts'
import type { Message } from '../../shared/message/message.ts'
import { plainSigns, segmentsOf } from '../../shared/message/segment.ts'
import type { School } from '../../shared/school/school.ts'
import { routes } from '../routes.ts'
import { sessionRoutes } from '../session-routes.ts'
import {
  bestLanguage,
  isMessageKey,
  loadLanguages,
  pageLanguageOf,
  type Translator,
  translator,
} from './catalogue.ts'
import { whenWithin } from './format.ts'
import { type MailPage, mailHtml, mailText } from './mail-layout.tsx'
import { noticePage } from './notice-page.ts'
import { noticeWords } from './notice-words.ts'
import { oneLine } from './one-line.ts'

/** A calendar file that goes with an e-mail. */
export type CalendarPart = { method: 'PUBLISH' | 'CANCEL'; content: string }

/** An e-mail as it is read: its sender and subject, the same words as plain text and as HTML, and the headers of our own. */
export type Mail = {
  to: string
  /** The name that it comes from. */
  sender: string
  subject: string
  text: string
  html: string
  language: string
  headers: Record<string, string>
  calendars: CalendarPart[]
}

/** Whether a message is a family's, with what its words need. */
export function isTold(message: Message | FamilyMessage): message is FamilyMessage {
  return 'topics' in message
}

/** The words of a message in its language, for the e-mail server; `origin` is where the site answers. */
export async function mailOf(message: Message | FamilyMessage, origin: string): Promise<Mail> {
  await loadLanguages([bestLanguage([message.language])])
  const mail = await wordsOf(message, origin)
  return { ...mail, sender: headerText(mail.sender), subject: headerText(mail.subject) }
}

// A carrier refuses a header of several lines, or takes the second for another one. Words that are written as RFC 2047
// writes encoded ones would be decoded by the reader.
const headerText = (text: string) => oneLine(text).replaceAll('=?', '= ?')

function wordsOf(message: Message | FamilyMessage, origin: string): Promise<Mail> {
  if (isTold(message)) return noticeMail(message, origin)
  if (message.kind === 'entry') return entryMail(message, origin)
  if (message.kind === 'helper') return helperMail(message, origin)
  if (message.kind === 'hostNote') return hostNoteMail(message, origin)
  return message.kind === 'seat' ? seatMail(message, origin) : signInMail(message, origin)
}

async function signInMail({ to, kind, fields, ...message }: Message, origin: string): Promise<Mail> {
  const language = bestLanguage([message.language])
  const t = translator(language)
  const { code = '', token = '', school } = fields
  const name = kind === 'invitation' ? 'invitation' : 'signIn'
  return laidOut(to, {
    language,
    subject: t(`mail.${name}.subject`, { code }),
    sender: school || t('product.name'), // those from before schools were named in them
    parts: [
      { kind: 'paragraph', text: `${t('mail.greeting')} ${t(`mail.${name}.text`)}` },
      ...(code ? [{ kind: 'code', text: code } as const] : []),
      buttonTo(origin + routes.signInLink(token), t(`mail.${name}.link`), t(`mail.${name}.button`)),
      { kind: 'paragraph', text: t(`mail.${name}.until`) },
    ],
    foot: [{ kind: 'small', text: t('mail.notYou') }],
  })
}

const buttonTo = (href: string, lead: string, text: string) => ({ kind: 'button', href, lead, text }) as const

// The first link of a family that introduced itself.
async function entryMail({ to, fields, ...message }: Message, origin: string): Promise<Mail> {
  const language = bestLanguage([message.language])
  const t = translator(language)
  const { token = '', school = '' } = fields
  const stop = origin + routes.stop(token)
  const mail = await laidOut(to, {
    language,
    subject: t('mail.entry.subject', { school }),
    sender: school,
    parts: [
      { kind: 'paragraph', text: `${t('mail.greeting')} ${t('mail.entry.text', { school })}` },
      buttonTo(origin + routes.familyLink(token), t('notice.link'), t('notice.button')),
    ],
    foot: familyFoot(t, origin, { token, school }),
  })
  return { ...mail, headers: { ...mail.headers, ...stopHeaders(stop) } }
}

async function helperMail({ to, fields, ...message }: Message, origin: string): Promise<Mail> {
  const language = bestLanguage([message.language])
  const t = translator(language)
  const { token = '', name = '', school = '' } = fields
  return laidOut(to, {
    language,
    subject: t('mail.helper.subject', { school }),
    sender: school,
    parts: [
      { kind: 'paragraph', text: t('mail.helper.greeting', { name }) },
      { kind: 'paragraph', text: t('mail.helper.text', { school }) },
      buttonTo(origin + routes.help(token), t('mail.helper.link'), t('mail.helper.button')),
    ],
    foot: [{ kind: 'small', text: t('mail.notYou') }],
  })
}

async function seatMail({ to, fields, ...message }: Message, origin: string): Promise<Mail> {
  const language = bestLanguage([message.language])
  const t = translator(language)
  const { name = '', title = '', start = '', end = '', timeZone = '', session = '', school } = fields
  const place = { language, timeZone }
  return laidOut(to, {
    language,
    subject: t('mail.seat.subject', { title }),
    sender: school || t('product.name'),
    parts: [
      { kind: 'paragraph', text: t('mail.helper.greeting', { name }) },
      { kind: 'paragraph', text: t('mail.seat.text', { title, when: whenWithin(start, end, place) }) },
      buttonTo(origin + sessionRoutes.ownReply(session), t('mail.seat.link'), t('mail.seat.button')),
    ],
    foot: [],
  })
}

// What the host of a workshop wrote to the school, in its own words.
async function hostNoteMail({ to, fields, ...message }: Message, origin: string): Promise<Mail> {
  const language = bestLanguage([message.language])
  const t = translator(language)
  const { name = '', host = '', title = '', text = '', workshop = '', school = '' } = fields
  return laidOut(to, {
    language,
    subject: t('mail.hostNote.subject', { title }),
    sender: school,
    parts: [
      { kind: 'paragraph', text: t('mail.helper.greeting', { name }) },
      { kind: 'paragraph', text: t('mail.hostNote.text', { host, title }) },
      { kind: 'words', text },
      buttonTo(origin + sessionRoutes.workshop(workshop), t('mail.hostNote.link'), t('mail.hostNote.button')),
    ],
    foot: [],
  })
}

// One e-mail tells a family about everything that waits for it.
async function noticeMail(told: FamilyMessage, origin: string): Promise<Mail> {
  const { to, token, topics, school } = told
  const language = bestLanguage([told.language])
  const t = translator(language)
  const stop = origin + routes.stop(token)
  const { subject, parts, button } = noticePage(told, language)
  const mail = await laidOut(to, {
    language,
    subject,
    sender: school.name,
    parts: [...parts, buttonTo(origin + routes.familyLink(token), t('notice.link'), t(button))],
    foot: familyFoot(t, origin, { token, school: school.name }),
  })
  // The words of people, in the reader's own script.
  const calendars = await calendarsOf(topics, pageLanguageOf(told.language) ? told.language : language)
  return { ...mail, headers: { ...mail.headers, ...stopHeaders(stop) }, calendars }
}

/** Why a family gets an e-mail, and the ways to get fewer, in another language, or none. */
function familyFoot(t: Translator, origin: string, { token, school }: Record<'token' | 'school', string>) {
  const ways = origin + routes.familyWaysLink(token)
  const stop = origin + routes.stop(token)
  return [
    { kind: 'small', text: `${t('notice.why', { school })} ${t('notice.private')}` },
    {
      kind: 'links',
      links: [
        { href: ways, lead: t('notice.fewer'), text: t('notice.fewerButton') },
        { href: stop, lead: t('notice.stop'), text: t('notice.stopButton') },
      ],
    },
  ] as const
}

// RFC 8058: mail programs stop them with one tap.
const stopHeaders = (stop: string) => ({
  'List-Unsubscribe': `<${stop}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

// RFC 3834: no out-of-office note answers it.
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated' }

async function laidOut(to: string, page: MailPage): Promise<Mail> {
  const { language, subject, sender } = page
  const [text, html] = [mailText(page), await mailHtml(page)]
  return { to, sender, subject, text, html, language, headers: AUTOMATIC, calendars: [] }
}

/** A text message: its number, its words, and their language. */
export type Text = { to: string; text: string; language: string }

// Loaded with the first text that asks or answers by numbers.
const answerWords = () => import('./text-answer-words.ts')

/** The words of a message as a text: a notice to a family, or the reply to an incoming text. */
export async function textOf(
  message: Message | FamilyMessage | ConfirmationMessage,
  origin: string,
): Promise<Text> {
  const language = bestLanguage([message.language])
  await loadLanguages([language])
  const { to } = message
  if (isConfirmation(message)) {
    const reading = { language: message.language, origin }
    const { confirmationWords } = await answerWords()
    return { to, language, text: confirmationWords(message.confirmation, reading) }
  }
  if (!isTold(message)) {
    const t = translator(language)
    if (message.kind === 'entry') return { to, language, text: entryText(message, t, origin) }
    const { answer = '', school = t('product.name') } = message.fields
    const key = `text.answer.${answer}`
    return { to, language, text: isMessageKey(key) ? plainSigns(oneLine(t(key, { school }))) : '' }
  }
  const { topics, school, token, question } = message
  const reading = { school, language: message.language, link: origin + routes.familyLink(token) }
  const [topic] = topics
  const text =
    question && topic
      ? (await answerWords()).questionWords(topic, { ...reading, question })
      : textWords(topics, reading)
  return { to, language, text }
}

function entryText({ fields: { token = '', school = '' } }: Message, t: Translator, origin: string): string {
  const words = [`${school}:`, t('text.entry'), origin + routes.familyLink(token), t('text.stop')]
  return plainSigns(oneLine(words.join(' ')))
}

// A text that lists what a family gives takes more than a plain reminder; beyond this its page lists it.
const MOST_SEGMENTS = 5

/** The text about topics: its sender, the words, the family's link, and how to end texts. */
export function textWords(
  topics: readonly Topic[],
  { school, language, link }: { school: School; language: string; link: string },
): string {
  const write = (isBrief: boolean) => {
    const lines = topics.flatMap((topic) => noticeWords(topic, { school, language, isBrief }).lines)
    const words = [`${school.name}:`, ...lines, link, translator(bestLanguage([language]))('text.stop')]
    return plainSigns(oneLine(words.join(' ')))
  }
  const whole = write(false)
  const isLong = topics.some(({ about }) => about.gifts) && segmentsOf(whole).segments > MOST_SEGMENTS
  return isLong ? write(true) : whole
}

const WITH_CALENDAR = new Set(['timeChosen', 'moved', 'changed', 'seated', 'cancelled'])

async function calendarsOf(topics: FamilyMessage['topics'], language: string): Promise<CalendarPart[]> {
  const { calendarOf } = await import('./calendar.ts') // few messages bring one
  return topics.flatMap(({ about, workshop, session }) => {
    if (!session || !WITH_CALENDAR.has(about.kind)) return []
    const method = about.kind === 'cancelled' ? 'CANCEL' : 'PUBLISH'
    return [{ method, content: calendarOf(session, workshop, language) } as const]
  })
}
