import * as z from 'zod'
import { byName, count, instant, later, text } from './schema-parts.ts'
import { Workshop } from './schemas.ts'

// Like schemas.ts: what answers hold around a session, loose and built when the document is asked for.
const counts = byName(count)

/** A reply for a session; `position` is the place on the waiting list. */
export const Reply = later(() =>
  z.looseObject({
    family: text,
    attending: z.boolean(),
    waiting: z.boolean(),
    position: z.int().min(1).optional(),
    adults: count,
    children: z.array(z.looseObject({ months: count.optional(), ageBand: text.optional() })),
    repliedAt: instant,
    repliedBy: text.optional().meta({ description: 'The caregiver who sent it by a link of their own.' }),
    revision: count,
  }),
)

/** Every reply for a session, a page at a time, and the seats that are held. */
export const Replies = later(() =>
  z.looseObject({ items: z.array(Reply), nextCursor: text.optional(), seatsTaken: count }),
)

/** A line of the checklist of a session. */
export const ChecklistItem = later(() =>
  z.looseObject({
    id: text,
    kind: text,
    title: text,
    needed: count,
    confirmed: count,
    unit: text,
    status: text,
    owner: text,
    due: text,
    late: z.boolean().meta({ description: 'Past its due date, and not confirmed, done or not needed.' }),
    inputs: z.looseObject({}),
    confirmedFor: count
      .optional()
      .meta({ description: 'Of one to check again: the need that was confirmed.' }),
    repliedSince: count
      .optional()
      .meta({ description: 'Of one to check again: how many more families have replied since.' }),
  }),
)

/** A line of the sign-up list of a session. */
export const SignUp = later(() =>
  z.looseObject({
    id: text,
    title: byName(text),
    wanted: count,
    taken: count,
    portions: count.optional().meta({ description: 'Of food: the portions that each place brings.' }),
    from: instant.optional(),
    to: instant.optional(),
  }),
)

/** What a family has of a line, and how the line is then. */
export const Taken = later(() => z.looseObject({ places: count, taken: count, wanted: count }))

/** What a session needs, and its checklist. */
export const Logistics = later(() =>
  z.looseObject({
    expected: z.looseObject({ families: count, adults: count, children: count }),
    childcare: z.looseObject({
      staff: count,
      rooms: z.array(z.looseObject({ room: text, children: count, staff: count })),
    }),
    interpretation: z.looseObject({
      interpreters: count,
      byLanguage: z.record(text, z.looseObject({ need: count, interpreters: count })),
      mode: z.enum(['none', 'whispered', 'simultaneous']),
      transmitters: count,
      receivers: count,
    }),
    food: z.looseObject({ crew: count, target: count, special: counts, general: count }),
    room: z.looseObject({ chairs: count, stations: count }),
    handouts: counts,
    rides: z.looseObject({ riders: count }),
    allergens: counts,
    items: z.array(ChecklistItem),
  }),
)

const told = { words: byName(text), original: text, machine: z.array(text).optional() }

/** A question of a family about a workshop, and its answer. */
export const Question = later(() =>
  z.looseObject({
    ...{ id: text, workshop: text, family: text, ...told, askedAt: instant },
    answer: z
      .looseObject({ ...told, by: z.enum(['team', 'host']), name: text.optional(), at: instant })
      .optional(),
    shown: z.literal(true).optional().meta({ description: 'Everybody may read it, without a name.' }),
  }),
)

/** A family that is, or was, at a session. */
export const Attendance = later(() => z.looseObject({ family: text, at: instant }))

/** What a session's attendance counts for once it is closed. */
export const Turnout = later(() =>
  z.looseObject({
    ...{ session: text, start: instant, expected: count, came: count, families: count },
    given: z.looseObject({ brought: count, portions: count, helped: count }).optional(),
  }),
)

/** A proposal of a parent. */
export const Proposal = later(() =>
  z.looseObject({
    id: text,
    status: z.enum(['proposed', 'asked', 'thanked', 'accepted']),
    family: text,
    title: text,
    learn: text,
    proposedAt: instant,
  }),
)

/** The draft that an accepted proposal became. */
export const Accepted = later(() => z.looseObject({ workshop: Workshop }))

/** Whether families are asked about a draft. */
export const Interests = later(() =>
  z.looseObject({ families: count, languages: z.unknown(), helps: z.unknown() }),
)

/** What families are told of a workshop. */
export const Notice = later(() =>
  z.looseObject({
    id: text,
    workshop: text,
    session: text.optional(),
    steps: z.array(z.looseObject({ kind: text, due: instant, until: instant })),
  }),
)

/** How far a message came. */
export const MessageState = later(() =>
  z.looseObject({
    id: text,
    kind: text,
    channel: z.enum(['email', 'sms']),
    language: text,
    at: instant,
    state: text,
    sentAt: instant.optional(),
    failure: text.optional(),
  }),
)

/** A family that a person is to call, or to bring paper. */
export const CallToMake = later(() =>
  z.looseObject({
    id: text,
    family: text,
    caregiver: text,
    name: text,
    language: text,
    reason: text,
    at: instant,
  }),
)

/** How many families were reached by which way, and the ids of those whom nobody reached. */
export const Reach = later(() =>
  z.looseObject({
    families: count,
    heard: count,
    email: count,
    sms: count,
    person: count,
    nobody: z.array(text),
  }),
)

const broadcastCounts = { families: count, email: count, sms: count, call: count, cents: count }

/** Whom a message would reach, how many families wait for a service to be set up, and its cost in US cents, about. */
export const BroadcastPreview = later(() =>
  z.looseObject({
    ...broadcastCounts,
    waiting: z.looseObject({ email: count, sms: count }),
    words: z.record(text, text),
    machine: z.array(text),
  }),
)

/** A message that is on its way. */
export const BroadcastSent = later(() =>
  z.looseObject({ notice: Notice, reach: z.looseObject(broadcastCounts) }),
)

/** Somebody who was asked to help. */
export const Helper = later(() =>
  z.looseObject({
    id: text,
    session: text,
    item: text,
    name: text,
    askedAt: instant,
    answer: text.optional(),
  }),
)

/** A conversation with a family. */
export const Conversation = later(() =>
  z.looseObject({ id: text, family: text, kind: text, purpose: text, outcome: text, by: text, at: instant }),
)

/** How far workshops reach each group. */
export const Coverage = later(() =>
  z.looseObject({
    families: count,
    came: count,
    kinds: z.array(z.looseObject({ kind: text, shown: z.array(z.looseObject({ group: text })) })),
  }),
)

/** What a school can show of a year. */
export const Evidence = later(() =>
  z.looseObject({
    meetings: counts,
    supports: z.record(text, z.looseObject({ offered: count })),
    languages: z.array(text),
    planning: z.looseObject({}),
  }),
)

/** What people say of themselves after a session. */
export const SurveyResult = later(() => z.looseObject({ session: text, start: instant }))

/** A decision that parents changed, as the team sees it. */
export const ParentDecision = later(() =>
  z.looseObject({
    id: text,
    said: text,
    did: text,
    on: text,
    credits: z.array(z.looseObject({ family: text })),
  }),
)

/** The same as everybody sees it. */
export const PublicDecision = later(() =>
  z.looseObject({ id: text, said: text, did: text, on: text, thanks: z.array(text) }),
)
