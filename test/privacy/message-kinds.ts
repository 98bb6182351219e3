import { Broadcast } from '../../shared/delivery/broadcast.ts'
import { HelperAnswer, NewHelper } from '../../shared/logistics/help.ts'
import { HostMessage } from '../../shared/message/notice-plan.ts'
import { changedFields, toldFields } from './changed-fields.ts'
import type { Field, StoredKind } from './inventory.ts'

const OUTBOX = 'SCHOOL#{school}#OUTBOX#{shard} / MESSAGE#{instant}#{message}'

/** The fields of every message; the argument says who sees it where that is not the team. */
const MESSAGE: Readonly<Record<string, Field>> = {
  kind: 'what it is about',
  channel: 'by which way it goes',
  language: 'in which language',
  at: 'when it came about, or is to leave',
  state: 'how far it is',
  attempts: 'how often it was tried',
}
const SENDING: Readonly<Record<string, Field>> = {
  leaseUntil: { why: 'that somebody sends it now', sees: ['nobody'] },
  sentAt: 'when it left',
  receipt: { why: 'by which name its carrier speaks of it', sees: ['nobody'] },
  failure: 'why it did not leave: a code',
}

/** What is stored about messages and their addresses. */
export const MESSAGE_KINDS: readonly StoredKind[] = [
  {
    what: 'What families will be told of a poll or a session',
    key: 'SCHOOL#{school}#NOTICES / NOTICE#{workshop}#{notice}',
    schemas: [
      ['', HostMessage],
      ['steps[]', Broadcast],
    ],
    notKept: {
      text: 'kept as steps[].words.*',
      'steps[].session': 'kept as session',
      'steps[].translate': 'whether a machine was asked: kept as steps[].machine[]',
      'steps[].confirmed': 'a safeguard, and not kept',
    },
    sees: ['organizers'],
    goes: ['school'],
    fields: {
      workshop: 'of which workshop',
      session: 'of which session',
      stand: 'of what state of things it speaks',
      'steps[].kind': 'what is told',
      'steps[].due': 'when',
      'steps[].until': 'until when it is to some use',
      'steps[].to': 'to whom',
      'steps[].languages[]': 'to whom',
      'steps[].families[]': {
        why: 'to whom, where families were chosen one by one',
        goes: ['done', 'school'],
      },
      'steps[].words.*': {
        why: 'what an organizer wrote, or who leads the workshop',
        sees: ['organizers', 'host', 'families'],
        goes: ['family', 'school'],
      },
      'steps[].author': { why: 'which host wrote it', goes: ['family', 'school'] },
      'steps[].machine[]': 'which words a machine translated',
      ...changedFields('steps[].changes'),
      ...toldFields('steps[].told'),
      at: 'which step is next',
      cursor: {
        why: 'up to which family it was told, while it is being told',
        sees: ['nobody'],
        goes: ['done'],
      },
      'reached[].email': 'a sum',
      'reached[].sms': 'a sum',
      'reached[].call': 'a sum',
      'withdrawn[]': 'what was taken back',
    },
  },
  {
    what: 'A message to a caregiver',
    key: OUTBOX,
    only: { kind: 'notices' },
    sees: ['organizers'],
    goes: ['quarter', 'family', 'school'],
    fields: {
      ...MESSAGE,
      ...SENDING,
      to: { why: 'where it goes; taken away once it went', goes: ['done', 'quarter', 'family', 'school'] },
      'links[]': { why: 'which links it carried, as hashes', sees: ['nobody'] },
      'notices.school': 'whose school',
      'notices.family': 'for whom',
      'notices.caregiver': 'for whom',
      'notices.name': 'for whom',
      'notices.about[].kind': 'what it tells',
      'notices.about[].workshop': 'what it tells of',
      'notices.about[].session': 'what it tells of',
      'notices.about[].stand': 'whether it still holds',
      'notices.about[].due': 'when it is told',
      'notices.about[].until': 'until when it is to some use',
      'notices.about[].to': 'to whom',
      'notices.about[].languages[]': 'to whom',
      'notices.about[].words.*': {
        why: 'what a person wrote, the team or the host',
        goes: ['quarter', 'school'],
      },
      'notices.about[].author': { why: 'which host wrote it', goes: ['family', 'school'] },
      'notices.about[].machine[]': 'which words a machine translated',
      ...changedFields('notices.about[].changes'),
      ...toldFields('notices.about[].told'),
      'notices.next[].channel': {
        why: 'by which way after this one',
        goes: ['done', 'quarter', 'family', 'school'],
      },
      'notices.next[].to': { why: 'where after this one', goes: ['done', 'quarter', 'family', 'school'] },
    },
  },
  {
    what: 'An answer to a text message that came in',
    key: OUTBOX,
    only: { kind: 'answer' },
    sees: ['organizers'],
    goes: ['days', 'family', 'school'],
    fields: {
      ...MESSAGE,
      to: 'where it goes; taken away once it went',
      'fields.answer': 'which of five answers',
      'fields.school': 'the name of the school that it comes from',
    },
  },
  {
    what: 'A message to a member of the team who got a seat',
    key: OUTBOX,
    only: { kind: 'seat' },
    sees: ['organizers'],
    goes: ['session', 'school'],
    fields: {
      ...MESSAGE,
      ...pick(['leaseUntil', 'sentAt', 'receipt']),
      to: 'where it goes',
      'fields.school': 'who writes',
      'fields.name': 'whom it greets',
      'fields.session': 'which session',
      'fields.title': 'the name of the workshop',
      'fields.start': 'when it begins',
      'fields.end': 'when it ends',
      'fields.timeZone': 'on which clock',
    },
  },
  {
    what: 'A message with the first link of a family that introduced itself',
    key: OUTBOX,
    only: { kind: 'entry' },
    sees: ['organizers'],
    goes: ['link', 'family', 'school'],
    fields: {
      ...MESSAGE,
      ...pick(['leaseUntil', 'sentAt', 'receipt']),
      to: { why: 'where it goes; taken away once it went', goes: ['done', 'link', 'family', 'school'] },
      'links[]': { why: 'which link it carried, as a hash', sees: ['nobody'] },
      'fields.token': {
        why: 'the link, until it was sent',
        sees: ['nobody'],
        goes: ['done', 'link', 'family', 'school'],
      },
      'fields.school': { why: 'who writes, until it was sent', goes: ['done', 'link', 'family', 'school'] },
    },
  },
  {
    what: 'A message to somebody who is asked to help',
    key: OUTBOX,
    only: { kind: 'helper' },
    sees: ['organizers'],
    goes: ['session', 'school'],
    fields: {
      ...MESSAGE,
      ...pick(['leaseUntil', 'sentAt', 'receipt']),
      to: 'where it goes',
      'fields.token': {
        why: 'the link, until it was sent',
        sees: ['nobody'],
        goes: ['done', 'session', 'school'],
      },
      'fields.name': { why: 'whom, until it was sent', goes: ['done', 'session', 'school'] },
      'fields.school': { why: 'who asks, until it was sent', goes: ['done', 'session', 'school'] },
    },
  },
  ...(['sign-in', 'invitation'] as const).map(
    (kind): StoredKind => ({
      what: kind === 'sign-in' ? 'A message with a code to sign in' : 'A message that invites into the team',
      key: OUTBOX,
      only: { kind },
      sees: ['organizers'],
      goes: [kind === 'sign-in' ? 'minutes' : 'week', 'school'],
      fields: {
        ...MESSAGE,
        ...(kind === 'sign-in' ? {} : pick(['leaseUntil', 'sentAt', 'receipt'])),
        to: 'where it goes',
        'fields.school': 'who writes, until it was sent',
        'fields.token': { why: 'the link, until it was sent', sees: ['nobody'] },
        ...(kind === 'sign-in' && {
          'fields.code': { why: 'the code, until it was sent', sees: ['nobody'] as const },
        }),
      },
    }),
  ),
  {
    what: 'That a caregiver was reached about a workshop or a session',
    key: 'SCHOOL#{school}#REACH#{session} / FAMILY#{family}#{caregiver}#{way}',
    sees: ['organizers'],
    goes: ['quarter', 'family', 'school'],
    fields: {
      family: 'whose',
      caregiver: 'who',
      by: 'by which way',
      at: 'when',
    },
  },
  {
    what: 'What is known of an address, under a hash of it: for every school of the deployment',
    key: 'CONTACT#{hash} / CONTACT',
    sees: ['family', 'organizers'],
    goes: ['deployment'],
    fields: {
      state:
        'that its owner stopped messages or wants fewer, or that it was refused; with the family but for a stop',
      reason: 'how we know: the link, a word by text, a code of who refused it',
      at: 'since when',
    },
  },
  {
    what: 'Which school last wrote to a number, under a hash of it',
    key: 'CONTACT#{hash} / TEXTED',
    sees: ['nobody'],
    goes: ['link', 'family', 'school'],
    fields: {
      school: 'whose school answers',
      language: 'in which language',
      at: 'when',
      answeredAt: 'that it was answered today',
    },
  },
  {
    what: 'Which of the texts about a session a number had, under a hash of it',
    key: 'CONTACT#{hash} / TEXT#{session}#{place}',
    sees: ['nobody'],
    goes: ['link', 'family', 'school'],
    fields: { session: 'about which', place: 'at most three', message: 'which message' },
  },
  {
    what: 'By which name a gateway for texts speaks of a message',
    key: 'TEXT#{hash} / TEXT',
    sees: ['nobody'],
    goes: ['week', 'family'],
    fields: {
      'message.pk': 'which message: its key',
      'message.sk': 'which message: its key',
      contact: 'to which of the ways of its caregiver: a hash of the number',
    },
  },
  {
    what: 'That a text that came in was handled, under a hash of the id that its carrier gave it',
    key: 'TEXT#{hash} / RECEIVED',
    sees: ['nobody'],
    goes: ['week'],
    fields: {},
  },
  {
    what: 'Somebody who was asked to help with a line of the checklist',
    key: 'SCHOOL#{school}#HELPERS#{session} / HELPER#{helper}',
    schemas: [
      ['', NewHelper],
      ['', HelperAnswer],
    ],
    notKept: { email: 'is in the message alone', language: 'is in the message alone' },
    sees: ['organizers', 'helpers', 'person'],
    goes: ['helped', 'school'],
    fields: {
      session: 'for which session',
      item: 'with which line',
      name: 'whom',
      count: 'how many they would be',
      askedBy: 'who of the team asked',
      askedAt: 'when',
      answer: 'yes or no',
      answeredAt: 'when',
    },
  },
  {
    what: 'What the link of somebody who was asked to help opens',
    key: 'SECRET#{hash} / SECRET',
    only: { kind: 'helper' },
    sees: ['nobody'],
    goes: ['helped', 'school'],
    fields: { kind: 'what it opens', school: 'which school', session: 'which session', helper: 'whose line' },
  },
]

function pick(names: readonly string[]): Record<string, Field> {
  return Object.fromEntries(names.flatMap((name) => (SENDING[name] ? [[name, SENDING[name]]] : [])))
}
