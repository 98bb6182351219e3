import type { NoticeKind } from '../../shared/message/notice.ts'
import { segmentsOf } from '../../shared/message/segment.ts'
import type { PageLanguage } from '../../web/messages/catalogue.ts'
import { textOf } from '../../web/messages/outgoing.tsx'
import { noticeIn, plainIn, school, token, type Wanted } from './text-parts.ts'

/** The most segments that the sixteen texts below may take together, in each language. */
export const BUDGET: Record<PageLanguage, number> = { en: 27, es: 27, zh: 34, vi: 48, ar: 46, ht: 27, so: 27 }

// The link of a family is 52 signs long there.
const ORIGIN = 'https://convite.example.org'
const LINCOLN = { ...school, name: 'Lincoln Elementary', timeZone: 'America/Los_Angeles' }
const title = {
  ...{ en: 'Reading at home', es: 'Leer en casa', zh: '在家阅读', vi: 'Đọc sách ở nhà' },
  ...{ ar: 'القراءة في البيت', ht: 'Li lakay', so: 'Akhriska guriga' },
}
const told = {
  ...{ title, place: 'Library', closesAt: '2027-03-02T04:00:00.000Z' },
  ...{ start: '2027-03-10T02:00:00.000Z', end: '2027-03-10T03:30:00.000Z' },
}

// What a host or an organizer wrote, of some sixty signs.
const words = {
  en: 'Bring a book that your child likes, and we will read together.',
  es: 'Traigan un libro que le guste a su hijo y leemos juntos, todos.',
  zh: '请带一本孩子喜欢的书来，我们一起读。',
  vi: 'Xin mang một cuốn sách con thích, chúng ta cùng đọc với nhau.',
  ar: 'أحضروا كتابًا يحبه طفلكم، وسنقرأ معًا.',
  ht: 'Pote yon liv pitit ou renmen, epi n ap li ansanm.',
  so: 'Keen buug uu ilmahaagu jecel yahay, waanu wada akhrinaynaa.',
}

const notice =
  (kind: NoticeKind): Wanted =>
  (language) => {
    const { topics, ...message } = noticeIn(language, kind)
    const ofPeople = kind === 'hostMessage' || kind === 'broadcast'
    return {
      ...{ ...message, school: LINCOLN },
      topics: topics.map(({ about, workshop }) => ({
        about: { ...about, told, ...(ofPeople && { words }) },
        workshop: { ...workshop, title },
      })),
    }
  }

const keyword =
  (answer: string): Wanted =>
  (language) =>
    plainIn(language, { answer, school: LINCOLN.name })

const unreadable: Wanted = (language) => ({
  ...plainIn(language, {}),
  kind: 'answer',
  confirmation: { school: LINCOLN, links: [{ name: 'Rosa', token }], outcome: 'unreadable' },
})

const NOTICES = [
  ...(['voteInvitation', 'voteReminder', 'timeChosen', 'replyReminder', 'reminder', 'dayBefore'] as const),
  ...(['moved', 'cancelled', 'thanks', 'hostMessage', 'broadcast'] as const),
]
const KEYWORDS = ['stopped', 'fewer', 'started', 'help']
const TEXTS = [...NOTICES.map(notice), ...KEYWORDS.map(keyword), unreadable]

/** The segments of the sixteen texts that a carrier charges most often, added up in a language. */
export async function segmentsIn(language: PageLanguage): Promise<number> {
  const texts = await Promise.all(TEXTS.map((wanted) => textOf(wanted(language), ORIGIN)))
  return texts.reduce((sum, { text }) => sum + segmentsOf(text).segments, 0)
}
