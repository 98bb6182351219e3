import type { FamilyMessage } from '../../shared/delivery/delivery.operations.ts'
import type { Topic } from '../../shared/delivery/topic.ts'
import type { Message } from '../../shared/message/message.ts'
import type { NoticeKind } from '../../shared/message/notice.ts'
import { WORDED_KINDS } from '../../shared/message/wording.ts'
import { newSession } from '../../shared/session/session.ts'
import { NOTICE_MESSAGE } from './notice-message.ts'

const TIME_ZONE = 'America/Chicago'
const TIMES = [
  ['2026-12-15T15:00:00.000Z', '2026-12-15T16:30:00.000Z'],
  ['2026-12-16T21:30:00.000Z', '2026-12-16T23:00:00.000Z'],
  ['2026-12-18T00:00:00.000Z', '2026-12-18T01:30:00.000Z'],
  ['2026-12-19T16:00:00.000Z', '2026-12-19T17:30:00.000Z'],
] as const

/** The school of these e-mails. */
export const MAIL_SCHOOL = { ...NOTICE_MESSAGE.school, name: 'Riverbend School', timeZone: TIME_ZONE }

const WORKSHOP: Topic['workshop'] = {
  ...(NOTICE_MESSAGE.topics[0] as Topic).workshop,
  title: {
    en: 'Math games for the kitchen table',
    es: 'Juegos de matemáticas para la mesa de la cocina',
    ar: 'ألعاب الرياضيات لمائدة المطبخ',
  },
  description: {
    en: 'Three games with cards and beans, and what each of them teaches. You take the games home.',
    es: 'Tres juegos con cartas y frijoles, y lo que enseña cada uno. Los juegos se los llevan a casa.',
    ar: 'ثلاث ألعاب بالورق والفاصولياء، وما تعلّمه كل واحدة. تأخذون الألعاب إلى البيت.',
  },
  place: 'Library, Room 4',
  offers: { childcare: true, food: true, interpretation: true, rides: false },
  poll: {
    version: 1,
    closesAt: '2026-12-09T02:00:00.000Z',
    options: TIMES.map(([start, end], place) => ({
      id: `o${place}`,
      start,
      end,
      timeZone: TIME_ZONE,
      revision: 1,
    })),
    answersVisible: false,
    shortlistPercent: 80,
    removed: [],
  },
}

const SESSION = newSession('session-1', WORKSHOP.id, {
  id: 'o3',
  start: TIMES[3][0],
  end: TIMES[3][1],
  timeZone: TIME_ZONE,
})

/** Every kind of notice that a family gets. */
export const NOTICE_KINDS: readonly NoticeKind[] = [...WORDED_KINDS, 'hostMessage', 'broadcast', 'answered']

const CHANGES = { place: { from: 'Gym', to: 'Library, Room 4' }, minutes: { from: 60, to: 90 } }
const WORDS = {
  en: 'Please bring a deck of cards, if you have one.\nThe side door is open.',
  es: 'Traigan una baraja, si tienen una.\nLa puerta de al lado está abierta.',
  ar: 'أحضروا ورق لعب إن كان عندكم.\nالباب الجانبي مفتوح.',
}

function topicOf(kind: NoticeKind): Topic {
  const isVote = kind === 'voteInvitation' || kind === 'voteReminder'
  const isWritten = kind === 'hostMessage' || kind === 'broadcast'
  const about = {
    ...{ kind, workshop: WORKSHOP.id, stand: '0', due: '2026-11-30T15:00:00.000Z', until: TIMES[3][0] },
    ...(kind === 'changed' && { changes: CHANGES }),
    ...(isWritten && { words: WORDS }),
  }
  return { about, workshop: WORKSHOP, ...(!isVote && { session: SESSION }) }
}

/** A family's message about some kinds of things, in a language, as a carrier gets it. */
export function mailAbout(language: string, ...kinds: NoticeKind[]): FamilyMessage {
  return {
    ...NOTICE_MESSAGE,
    ...{ channel: 'email', to: 'rosa@example.org', language, school: MAIL_SCHOOL },
    topics: kinds.map(topicOf),
  }
}

/** The messages to the team and to helpers, in a language. */
export function teamMails(language: string): Message[] {
  const common = { channel: 'email', to: 'ada@example.org', language, at: NOTICE_MESSAGE.at } as const
  const { id, start, end } = SESSION
  const school = MAIL_SCHOOL.name
  const seat = {
    school,
    name: 'Ada',
    title: WORKSHOP.title.en ?? '',
    session: id,
    start,
    end,
    timeZone: TIME_ZONE,
  }
  const helper = { name: 'Ada', school, token: 'token-of-a-helper' }
  const note = {
    ...{ school, name: 'Ada', host: 'Núñez', title: WORKSHOP.title.en ?? '', workshop: WORKSHOP.id },
    ...{ text: 'Is there a projector?', family: 'f1' },
  }
  return [
    { ...common, id: 'm1', kind: 'sign-in', fields: { school, code: '012345', token: 'token-of-a-sign-in' } },
    { ...common, id: 'm2', kind: 'invitation', fields: { school, token: 'token-of-an-invitation' } },
    { ...common, id: 'm3', kind: 'helper', fields: helper },
    { ...common, id: 'm4', kind: 'seat', fields: seat },
    { ...common, id: 'm5', kind: 'hostNote', fields: note },
  ]
}
