import type { FamilyMessage } from '../../shared/delivery/delivery.operations.ts'
import type { Topic } from '../../shared/delivery/topic.ts'
import type { Message } from '../../shared/message/message.ts'
import { plainSigns } from '../../shared/message/segment.ts'
import type { School } from '../../shared/school/school.ts'
import { routes, schoolRoutes } from '../routes.ts'
import {
  bestLanguage,
  direction,
  isMessageKey,
  loadLanguages,
  pageLanguageOf,
  type Translator,
  translator,
} from './catalogue.ts'
import { whenWithin } from './format.ts'
import { noticeWords } from './notice-words.ts'
import { oneLine } from './one-line.ts'

/** A calendar file that goes with an e-mail. */
export type CalendarPart = { method: 'PUBLISH' | 'CANCEL'; content: string }

/** An e-mail as it is read: its subject, the same words as plain text and as HTML, and the headers of our own. */
export type Mail = {
  to: string
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
  // A carrier refuses a subject of several lines, or takes the second for a header. Words that are written as
  // RFC 2047 writes encoded ones would be decoded by the reader.
  return { ...mail, subject: oneLine(mail.subject).replaceAll('=?', '= ?') }
}

function wordsOf(message: Message | FamilyMessage, origin: string): Promise<Mail> {
  if (isTold(message)) return noticeMail(message, origin)
  if (message.kind === 'entry') return entryMail(message, origin)
  if (message.kind === 'helper') return helperMail(message, origin)
  return message.kind === 'seat' ? seatMail(message, origin) : signInMail(message, origin)
}

async function signInMail(message: Message, origin: string): Promise<Mail> {
  const language = bestLanguage([message.language])
  const t = translator(language)
  const { code = '', token = '' } = message.fields
  const href = origin + routes.signInLink(token)
  const kind = message.kind === 'invitation' ? 'invitation' : 'signIn'
  const subject = t(`mail.${kind}.subject`, { code })
  const head = [t('mail.greeting'), t(`mail.${kind}.text`), ...(code ? [code] : [])]
  const link = { text: t(`mail.${kind}.link`), button: t(`mail.${kind}.button`), href }
  const parts = [...head, link, t(`mail.${kind}.until`), t('mail.notYou')]
  const words = { language, subject, parts, loud: code }
  return { to: message.to, subject, ...(await written(words)), language, headers: {}, calendars: [] }
}

// The first link of a family that introduced itself.
async function entryMail({ to, fields, ...message }: Message, origin: string): Promise<Mail> {
  const language = bestLanguage([message.language])
  const t = translator(language)
  const { token = '', school = '' } = fields
  const subject = t('mail.entry.subject', { school })
  const stop = origin + routes.stop(token)
  const parts: Part[] = [
    t('mail.greeting'),
    t('mail.entry.text', { school }),
    { text: t('notice.link'), button: t('notice.button'), href: origin + routes.familyLink(token) },
    t('notice.private'),
    t('notice.from', { school }),
    { text: t('notice.stop'), button: t('notice.stopButton'), href: stop },
  ]
  const words = await written({ language, subject, parts })
  return { to, subject, ...words, language, headers: stopHeaders(stop), calendars: [] }
}

// RFC 8058: mail programs stop them with one tap.
const stopHeaders = (stop: string) => ({
  'List-Unsubscribe': `<${stop}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

async function helperMail(message: Message, origin: string): Promise<Mail> {
  const language = bestLanguage([message.language])
  const t = translator(language)
  const { token = '', name = '', school = '' } = message.fields
  const subject = t('mail.helper.subject', { school })
  const href = origin + routes.help(token)
  const link = { text: t('mail.helper.link'), button: t('mail.helper.button'), href }
  const parts = [
    t('mail.helper.greeting', { name }),
    t('mail.helper.text', { school }),
    link,
    t('mail.notYou'),
  ]
  return {
    to: message.to,
    subject,
    ...(await written({ language, subject, parts })),
    language,
    headers: {},
    calendars: [],
  }
}

async function seatMail({ fields, ...message }: Message, origin: string): Promise<Mail> {
  const language = bestLanguage([message.language])
  const t = translator(language)
  const { name = '', title = '', start = '', end = '', timeZone = '', session = '' } = fields
  const subject = t('mail.seat.subject', { title })
  const href = origin + schoolRoutes.ownReply(session)
  const parts = [
    t('mail.helper.greeting', { name }),
    t('mail.seat.text', { title, when: whenWithin(start, end, { language, timeZone }) }),
    { text: t('mail.seat.link'), button: t('mail.seat.button'), href },
  ]
  const words = await written({ language, subject, parts })
  return { to: message.to, subject, ...words, language, headers: {}, calendars: [] }
}

// One e-mail tells a family about everything that waits for it.
async function noticeMail(
  { to, token, topics, school, ...message }: FamilyMessage,
  origin: string,
): Promise<Mail> {
  const language = bestLanguage([message.language])
  const t = translator(language)
  const all = topics.map((topic) => noticeWords(topic, { school, language: message.language }))
  const [first] = all
  const subject =
    all.length === 1 && first ? first.subject : t('notice.subject.several', { school: school.name })
  const stop = origin + routes.stop(token)
  const parts: Part[] = [
    t('mail.greeting'),
    ...all.flatMap(({ lines }) => lines),
    { text: t('notice.link'), button: t('notice.button'), href: origin + routes.familyLink(token) },
    t('notice.private'),
    t('notice.from', { school: school.name }),
    { text: t('notice.stop'), button: t('notice.stopButton'), href: stop },
  ]
  return {
    to,
    subject,
    ...(await written({ language, subject, parts })),
    language,
    headers: stopHeaders(stop),
    // The words of people, in the reader's own script.
    calendars: await calendarsOf(topics, pageLanguageOf(message.language) ? message.language : language),
  }
}

/** A text message: its number, its words, and their language. */
export type Text = { to: string; text: string; language: string }

/** The words of a message as a text: a notice to a family, or the reply to an incoming text. */
export async function textOf(message: Message | FamilyMessage, origin: string): Promise<Text> {
  const language = bestLanguage([message.language])
  await loadLanguages([language])
  const { to } = message
  if (!isTold(message)) {
    const t = translator(language)
    if (message.kind === 'entry') return { to, language, text: entryText(message, t, origin) }
    const key = `text.answer.${message.fields.answer ?? ''}`
    return { to, language, text: isMessageKey(key) ? plainSigns(t(key)) : '' }
  }
  const { topics, school, token } = message
  const text = textWords(topics, {
    school,
    language: message.language,
    link: origin + routes.familyLink(token),
  })
  return { to, language, text }
}

function entryText({ fields: { token = '', school = '' } }: Message, t: Translator, origin: string): string {
  const words = [`${school}:`, t('text.entry'), origin + routes.familyLink(token), t('text.stop')]
  return plainSigns(oneLine(words.join(' ')))
}

/** The text about topics: its sender, the words, the family's link, and how to end texts. */
export function textWords(
  topics: readonly Topic[],
  { school, language, link }: { school: School; language: string; link: string },
): string {
  const lines = topics.flatMap((topic) => noticeWords(topic, { school, language }).lines)
  const words = [`${school.name}:`, ...lines, link, translator(bestLanguage([language]))('text.stop')]
  return plainSigns(oneLine(words.join(' ')))
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

type Link = { text: string; button: string; href: string }
type Part = string | Link
type Words = { language: string; subject: string; parts: Part[]; loud?: string }

async function written(words: Words): Promise<{ text: string; html: string }> {
  const lines = words.parts.flatMap((part) => (typeof part === 'string' ? [part] : [part.text, part.href]))
  return { text: lines.join('\n\n'), html: await htmlOf(words) }
}

// Mail programs read no stylesheet: the elements alone must carry the meaning.
async function htmlOf({ language, subject, parts, loud }: Words): Promise<string> {
  const page = (
    <html lang={language} dir={direction(language)}>
      <head>
        <meta charset="utf-8" />
        <title>{subject}</title>
      </head>
      <body>
        {parts.map((part) => {
          if (typeof part === 'string') return part === loud && loud ? <h1>{part}</h1> : <p>{part}</p>
          return (
            <p>
              <a href={part.href}>{part.button}</a>
            </p>
          )
        })}
      </body>
    </html>
  )
  return `<!DOCTYPE html>${await page.toString()}`
}
