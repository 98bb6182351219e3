import type { DateTime } from 'luxon'

/** The workshop with an open vote. */
export const VOTING = {
  title: {
    en: 'Math games for the kitchen table',
    es: 'Juegos de matemáticas para la mesa de la cocina',
    so: 'Ciyaaro xisaabeed oo guriga lagu ciyaaro',
    ar: 'ألعاب الرياضيات على طاولة المطبخ',
    vi: 'Trò chơi toán học trên bàn bếp',
    'zh-Hans': '餐桌上的数学游戏',
  },
  description: {
    en: 'Three games with cards and beans, and what each of them teaches. You take the games home.',
    es: 'Tres juegos con cartas y frijoles, y lo que enseña cada uno. Los juegos se van a casa con ustedes.',
  },
  purpose: 'learning',
  audience: ['parents'],
  durationMinutes: 90,
  presentationLanguage: 'en',
  place: 'School library',
  presenters: 2,
  volunteers: 4,
  offers: { childcare: true, food: true, interpretation: true, rides: false },
}

/** The workshop whose time is decided and whose checklist is half done. */
export const SCHEDULED = {
  title: {
    en: 'Reading together in two languages',
    es: 'Leer juntos en dos idiomas',
    so: 'Wada akhriska laba luqadood',
    ar: 'القراءة معًا بلغتين',
    vi: 'Cùng đọc sách bằng hai ngôn ngữ',
    'zh-Hans': '用两种语言一起阅读',
  },
  description: {
    en: 'How a child who reads in one language learns to read in two. Bring a book or a story that you know by heart.',
    es: 'Cómo un niño que lee en un idioma aprende a leer en dos. Traiga un libro o un cuento que sepa de memoria.',
    vi: 'Một đứa trẻ đọc bằng một ngôn ngữ học đọc bằng hai ngôn ngữ ra sao. Hãy mang theo một cuốn sách hay một câu chuyện mà quý vị thuộc lòng.',
  },
  purpose: 'learning',
  audience: ['parents', 'staff'],
  durationMinutes: 90,
  presentationLanguage: 'en',
  place: 'Cafeteria',
  seats: 90,
  presenters: 2,
  volunteers: 4,
  offers: { childcare: true, food: true, interpretation: true, rides: true },
}

/** What a parent offers to teach. */
export const PROPOSAL = {
  title: 'Growing herbs on a balcony',
  learn: 'How to grow mint, basil and coriander in cans, and what to cook with them. Children can plant too.',
  audience: ['parents', 'staff'],
  languages: ['es', 'en'],
  needs: 'A table outside, soil and forty cans.',
  durationMinutes: 60,
  preferredTimes: 'Saturday mornings',
}

/** Wall times of the vote: a morning, an afternoon, an evening and a weekend, three to four weeks from now. */
export function votingTimes(today: DateTime): string[] {
  const monday = today.plus({ weeks: 3 }).startOf('week')
  return [wallTime(monday, 2, 9), wallTime(monday, 3, 15.5), wallTime(monday, 4, 18), wallTime(monday, 6, 10)]
}

/** Wall times of the closed vote; the first, in ten days at six, was chosen. */
export function scheduledTimes(today: DateTime): string[] {
  return [wallTime(today, 11, 18), wallTime(today, 12, 9), wallTime(today, 13, 18)]
}

function wallTime(from: DateTime, day: number, hour: number): string {
  return from
    .startOf('day')
    .plus({ days: day - 1 })
    .set({ hour: Math.floor(hour), minute: (hour % 1) * 60 })
    .toFormat("yyyy-MM-dd'T'HH:mm")
}
