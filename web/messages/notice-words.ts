import type { Topic } from '../../shared/delivery/topic.ts'
import { worded } from '../../shared/message/wording.ts'
import type { School } from '../../shared/school/school.ts'
import {
  bestLanguage,
  type Fields,
  isMachineMade,
  languageOfText,
  localText,
  type Translator,
  translator,
} from './catalogue.ts'
import { momentText, whenWithin } from './format.ts'

/** What a notice says of one topic: for the head of an e-mail, and in sentences. */
export type NoticeWords = { subject: string; lines: string[] }

/** The words of a topic in a language; names, dates and places come from their fields alone. */
export function noticeWords(
  topic: Topic,
  { school, language }: { school: School; language: string },
): NoticeWords {
  const page = bestLanguage([language])
  const t = translator(page)
  const fields = fieldsOf(topic, { school, language: page })
  const { kind, words } = topic.about
  const isMachine =
    isMachineMade(topic.workshop, page) ||
    (words && topic.about.machine?.includes(languageOfText(words, page)))
  return {
    subject: t(`notice.subject.${kind}`, fields),
    lines: [
      topic.wording ? worded(topic.wording, fields) : t(`notice.text.${kind}`, fields),
      ...(words ? [localText(words, page)] : []),
      ...placeOf(t, topic),
      ...(isMachine ? [t('translation.machine')] : []),
    ],
  }
}

function fieldsOf(
  { workshop, session }: Topic,
  { school, language }: { school: School; language: string },
): Fields {
  const place = { language, timeZone: session?.timeZone ?? school.timeZone }
  return {
    title: localText(workshop.title, language),
    when: session ? whenWithin(session.start, session.end, place) : '',
    until: workshop.poll ? momentText(workshop.poll.closesAt, place) : '',
  }
}

const TELLS_PLACE = new Set(['timeChosen', 'reminder', 'dayBefore', 'moved'])

function placeOf(t: Translator, { about, workshop }: Topic): string[] {
  const { place } = workshop
  return place && TELLS_PLACE.has(about.kind) ? [t('notice.place', { place })] : []
}
