import type { Confirmation } from '../../shared/delivery/confirmation.ts'
import type { FamilyMessage } from '../../shared/delivery/delivery.operations.ts'
import type { Message } from '../../shared/message/message.ts'
import type { About, NoticeKind } from '../../shared/message/notice.ts'
import { segmentsOf } from '../../shared/message/segment.ts'
import { loadLanguages, PAGE_LANGUAGES, type PageLanguage } from '../../web/messages/catalogue.ts'
import { languageName } from '../../web/messages/format.ts'
import { textOf } from '../../web/messages/outgoing.tsx'
import { questionFits } from '../../web/messages/text-answer-words.ts'
import { NOTICE_MESSAGE } from './notice-message.ts'

// With a link of 50 signs.
const ORIGIN = 'https://riverbend.example'
export const token = 'x'.repeat(22)
export const school = { ...NOTICE_MESSAGE.school, name: 'Riverbend School' }
const title = {
  ...{ en: 'Math games', es: 'Juegos de matemáticas', zh: '数学游戏', vi: 'Trò chơi toán học' },
  ...{ ar: 'ألعاب الرياضيات', ht: 'Jwèt matematik', so: 'Ciyaaro xisaabeed' },
}
const told = {
  ...{ title, place: 'Library', closesAt: '2027-03-16T22:00:00.000Z' },
  ...{ start: '2027-03-23T22:00:00.000Z', end: '2027-03-23T23:30:00.000Z' },
}

/** Times on consecutive evenings. */
const timesOf = (count: number) =>
  Array.from({ length: count }, (_, place) => ({
    ...{ id: `o${place}`, revision: 1, timeZone: 'America/New_York' },
    ...{ start: `2027-03-${23 + place}T22:00:00.000Z`, end: `2027-03-${23 + place}T23:30:00.000Z` },
  }))

type Asked = FamilyMessage['question']

export function noticeIn(language: string, kind: NoticeKind, question?: Asked): FamilyMessage {
  const topics = NOTICE_MESSAGE.topics.map(({ about, workshop }) => ({
    about: { ...about, kind, told, ...(kind === 'changed' && { changes }) } satisfies About,
    workshop: {
      ...workshop,
      title,
      ...(workshop.poll && { poll: { ...workshop.poll, options: timesOf(4) } }),
    },
  }))
  return { ...NOTICE_MESSAGE, ...{ language, school, token, topics }, ...(question && { question }) }
}

const changes = { place: { from: 'Library', to: 'Cafeteria' } }

function answerIn(
  language: string,
  confirmation: Pick<Confirmation, 'outcome' | 'vote' | 'reply' | 'session'>,
) {
  const [workshop] = NOTICE_MESSAGE.topics.map((topic) => ({ ...topic.workshop, title }))
  const links = [{ name: 'Rosa', token }]
  const message: Message = { ...plainIn(language, {}), kind: 'answer' }
  return { ...message, confirmation: { school, links, ...(workshop && { workshop }), ...confirmation } }
}

export function plainIn(language: string, fields: Message['fields']): Message {
  const { id, channel, to, at } = NOTICE_MESSAGE
  return { ...{ id, channel, to, at, language, fields }, kind: 'answer' }
}

const vote = timesOf(4).map((option, place) => ({
  option,
  answer: (['yes', 'no', 'no', 'ifNeeded'] as const)[place],
}))
// Only what a text says of them.
const session = { ...told, timeZone: 'America/New_York' } as unknown as NonNullable<Confirmation['session']>
const replied = (attending: boolean) =>
  ({ attending, adults: 2, children: [{ months: 60 }] }) as unknown as NonNullable<Confirmation['reply']>

/** A text in a language. */
export type Wanted = (language: string) => Parameters<typeof textOf>[0]
const numbered =
  (count: number): Wanted =>
  (language) =>
    noticeIn(language, 'voteInvitation', { kind: 'vote', times: timesOf(count) })
const recorded =
  (confirmation: Parameters<typeof answerIn>[1]): Wanted =>
  (language) =>
    answerIn(language, confirmation)
const keyword =
  (answer: string): Wanted =>
  (language) =>
    plainIn(language, { answer, school: school.name })
const notice =
  (kind: NoticeKind): Wanted =>
  (language) =>
    noticeIn(language, kind)

const TEXTS: readonly [string, Wanted][] = [
  ['Which of 2 times, by numbers', numbered(2)],
  ['Which of 3 times, by numbers', numbered(3)],
  ['Which of 4 times, by numbers', numbered(4)],
  ['Which of 9 times, by numbers', numbered(9)],
  [
    'Will you come, by 1 or 2',
    (language) => noticeIn(language, 'timeChosen', { kind: 'session', people: 3 }),
  ],
  ['A vote was recorded, of 4 times', recorded({ outcome: 'voted', vote })],
  ['A reply was recorded: we come', recorded({ outcome: 'replied', session, reply: replied(true) })],
  ['A reply was recorded: we cannot', recorded({ outcome: 'replied', session, reply: replied(false) })],
  ['It could not be read', recorded({ outcome: 'unreadable' })],
  ['It came too late', recorded({ outcome: 'late' })],
  ['No seat is left', recorded({ outcome: 'full' })],
  ['The link only', recorded({ outcome: 'links' })],
  ['Texts are stopped', keyword('stopped')],
  ['Fewer texts', keyword('fewer')],
  ['Texts start again', keyword('started')],
  ['Help', keyword('help')],
  [
    'The link of a new family',
    (language) => ({ ...plainIn(language, { token, school: school.name }), kind: 'entry' }),
  ],
  ['Invitation to vote, by link', notice('voteInvitation')],
  ['Reminder to vote', notice('voteReminder')],
  ['The time is set, by link', notice('timeChosen')],
  ['Reminder to reply', notice('replyReminder')],
  ['Reminder a week before', notice('reminder')],
  ['Reminder the day before', notice('dayBefore')],
  ['Another time', notice('moved')],
  ['Another place', notice('changed')],
  ['A seat became free', notice('seated')],
  ['It is cancelled', notice('cancelled')],
  ['Thanks', notice('thanks')],
]

async function partsOf(wanted: Wanted, language: PageLanguage): Promise<string> {
  const message = wanted(language)
  if ('question' in message && message.question && !(await questionFits(message, ORIGIN))) return 'link'
  const { alphabet, length, segments } = segmentsOf((await textOf(message, ORIGIN)).text)
  return `${segments}${alphabet === 'UCS-2' ? '†' : ''} (${length})`
}

/** The table of each text with its parts and signs in each language, as `docs/languages.md` has it. */
export async function tableOfParts(): Promise<string> {
  await loadLanguages()
  const heads = ['text', ...PAGE_LANGUAGES.map((language) => languageName(language, 'en'))]
  const rows = await Promise.all(
    TEXTS.map(async ([name, wanted]) => [
      name,
      ...(await Promise.all(PAGE_LANGUAGES.map((language) => partsOf(wanted, language)))),
    ]),
  )
  const widths = heads.map((_, column) =>
    Math.max(...[heads, ...rows].map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [line(heads), rule, ...rows.map(line)].join('\n')
}
