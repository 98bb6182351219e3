import { fieldsToTell, type Topic } from '../../shared/delivery/topic.ts'
import type { Gift, NoticeKind, ToldFields, WorkshopChanges } from '../../shared/message/notice.ts'
import { worded } from '../../shared/message/wording.ts'
import type { School } from '../../shared/school/school.ts'
import {
  bestLanguage,
  type Fields,
  isMachineMade,
  languageOfText,
  localText,
  pageLanguageOf,
  type Translator,
  translator,
} from './catalogue.ts'
import { clockText, languageName, listText, momentText, type Place, whenWithin } from './format.ts'

/** The words of a notice about one topic: for the head of an e-mail, and in sentences, one of which somebody wrote. */
export type NoticeWords = { subject: string; lines: string[]; written?: string }

/**
 * The words of a topic in a language; names, dates and places come from their fields alone: as they were sent before,
 * else as they are now. Brief words say how many things a family gives, and not which.
 */
export function noticeWords(
  topic: Topic,
  { school, language, isBrief = false }: { school: School; language: string; isBrief?: boolean },
): NoticeWords {
  const page = bestLanguage([language])
  // The words of people are read in the reader's own script (`zh-Hant`), where the sentences around them are theirs too.
  const own = pageLanguageOf(language) ? language : page
  const t = translator(page)
  const told = topic.about.told ?? fieldsToTell(topic)
  const timeZone = topic.session?.timeZone ?? school.timeZone
  const fields = { ...fieldsOf(told, { language: page, timeZone }), title: localText(told.title, own) }
  const { kind, words, changes, gifts } = topic.about
  const written = words && localText(words, own)
  const isMachine =
    isMachineMade(topic.workshop, own) || (words && topic.about.machine?.includes(languageOfText(words, own)))
  return {
    ...(written && { written }),
    subject: t(`notice.subject.${kind}`, fields),
    lines: [
      topic.wording ? worded(topic.wording, fields) : t(`notice.text.${kind}`, fields),
      ...(gifts ? [giftsText(t, gifts, { kind, own, isBrief, place: { language: page, timeZone } })] : []),
      ...(written ? [written] : []),
      ...(changes ? changesOf(t, changes, { page, own }) : []),
      ...(told.place && TELLS_PLACE.has(kind) ? [t('notice.place', { place: told.place })] : []),
      ...(isMachine ? [t('translation.machine')] : []),
    ],
  }
}

function fieldsOf({ start, end, closesAt }: ToldFields, place: Place): Fields {
  return {
    when: start && end ? whenWithin(start, end, place) : '',
    until: closesAt ? momentText(closesAt, place) : '',
  }
}

const TELLS_PLACE = new Set<NoticeKind>(['timeChosen', 'reminder', 'dayBefore', 'moved', 'seated'])

/** What a family brings or does, to remind it and to thank it: "Set up chairs (5:30 PM)". */
function giftsText(
  t: Translator,
  gifts: readonly Gift[],
  { kind, own, isBrief, place }: { kind: NoticeKind; own: string; isBrief: boolean; place: Place },
): string {
  if (isBrief) return t('notice.gifts.count', { count: gifts.length })
  const named = gifts.map(({ title, places, from }) => {
    const more = [places > 1 && t('notice.gift.places', { places }), from && clockText(from, place)]
    const said = more.filter(Boolean).join(', ')
    return said ? `${localText(title, own)} (${said})` : localText(title, own)
  })
  const key = kind === 'thanks' ? 'notice.gifts.thanks' : 'notice.gifts.reminder'
  return t(key, { gifts: listText(named, place.language) })
}

/** What changed, a line each. A title that reads the same in this language is left out. */
function changesOf(
  t: Translator,
  changes: WorkshopChanges,
  { page, own }: { page: string; own: string },
): string[] {
  const { title, place, language: spoken, minutes } = changes
  const [from, to] = [title?.from, title?.to].map((texts) => texts && localText(texts, own))
  const minutesText = (count = 0) => t('workshop.minutes', { minutes: count })
  return [
    ...(from && to && from !== to ? [t('notice.change.title', { from, to })] : []),
    ...(place ? [placeChange(t, place)] : []),
    ...(spoken?.from && spoken.to
      ? [
          t('notice.change.language', {
            from: languageName(spoken.from, page),
            to: languageName(spoken.to, page),
          }),
        ]
      : []),
    ...(minutes
      ? [t('notice.change.minutes', { from: minutesText(minutes.from), to: minutesText(minutes.to) })]
      : []),
  ]
}

function placeChange(t: Translator, { from, to }: NonNullable<WorkshopChanges['place']>): string {
  if (!to) return t('notice.change.noPlace', { from: from ?? '' })
  return from ? t('notice.change.place', { from, to }) : t('notice.place', { place: to })
}
