import * as z from 'zod'
import { NewMember } from '../../shared/team/member.ts'
import { byName, count, instant, later, text } from './schema-parts.ts'

// What answers hold, for the OpenAPI document. Objects are loose: a later version may add fields, and clients must
// expect that. Built when the document is asked for.

/** A list, a page at a time. */
export const listOf = <T extends z.ZodType>(item: T) =>
  later(() => z.looseObject({ items: z.array(item), nextCursor: text.optional() }))

/** A school with its settings. */
export const School = later(() =>
  z.looseObject({
    id: text,
    name: text,
    timeZone: text,
    country: text,
    languages: z.array(text),
    defaultLanguage: text,
    settings: z.looseObject({}),
    revision: count,
    isDemonstration: z.literal(true).optional(),
  }),
)

/** A school as the list of a deployment names it. */
export const SchoolName = later(() => z.looseObject({ id: text, name: text }))

/** Somebody of a team; `url` is the sign-in link of a new one. */
export const Member = later(() =>
  z.looseObject({
    id: text,
    name: text,
    email: text,
    role: NewMember.unwrap().shape.role,
    url: text.optional(),
  }),
)

/** An API key; `secret` is in the answer that makes it and nowhere else. */
export const ApiKey = later(() =>
  z.looseObject({ id: text, name: text, ending: text, madeAt: instant, secret: text.optional() }),
)

/** Days on which a school is closed; dates are local. */
export const Closure = later(() =>
  z.looseObject({ id: text, name: text, from: z.iso.date(), to: z.iso.date() }),
)

/** What an imported calendar brings and takes. */
export const CalendarResult = later(() =>
  z.looseObject({
    items: z.array(Closure),
    comes: z.array(z.looseObject({ name: text, from: z.iso.date() })),
    goes: z.array(Closure),
    unread: z.array(z.looseObject({})),
    timed: count,
  }),
)

/** A time that fits a school, with codes of what speaks for and against it. */
export const TimeSuggestion = later(() =>
  z.looseObject({
    kind: text,
    startLocal: text,
    start: instant,
    end: instant,
    warnings: z.array(z.unknown()),
    merits: z.array(z.unknown()),
  }),
)

const Channel = later(() =>
  z.looseObject({ kind: z.enum(['sms', 'email', 'phone', 'paper']), address: text.optional() }),
)

/** A family with its caregivers and children. */
export const Family = later(() =>
  z.looseObject({
    id: text,
    name: text,
    writtenLanguage: text,
    spokenLanguage: text,
    caregivers: z.array(
      z.looseObject({ id: text, givenName: text, familyName: text, channels: z.array(Channel) }),
    ),
    children: z.array(z.looseObject({ grade: text.optional(), ageBand: text.optional() })),
    groups: z.array(text),
    bothMustAttend: z.boolean(),
    revision: count,
  }),
)

/** What is known of an address of a family. */
export const Contact = later(() =>
  z.looseObject({
    contact: text,
    consent: z.looseObject({ source: text, at: instant }).optional(),
    state: text.optional(),
    reason: text.optional(),
    at: instant.optional(),
  }),
)

/** A family by its name. */
export const NamedFamily = later(() => z.looseObject({ id: text, name: text }))

/** A family that the team removed, and may bring back. */
export const RemovedFamily = later(() => z.looseObject({ id: text, name: text, removedAt: instant }))

/** Who belongs together, where a roster and the families differ: two families, or people who would leave one. */
export const Tie = later(() =>
  z.looseObject({
    id: text,
    kind: z.enum(['join', 'part']),
    families: z.array(NamedFamily),
    renamedTo: text.optional(),
    isMissing: z.boolean().optional(),
    leaving: z.looseObject({
      caregivers: z.array(z.looseObject({ id: text, givenName: text, familyName: text })),
      children: z.array(z.looseObject({ grade: text.optional(), ageBand: text.optional() })),
    }),
    askedAt: instant,
  }),
)

/** The answer that a tie has. */
export const AnsweredTie = later(() => z.looseObject({ id: text, answer: z.enum(['together', 'apart']) }))

/** How many families news would reach, by way and language, and how many of them wait for a service to be set up. */
export const Audience = later(() =>
  z.looseObject({
    families: count,
    ways: z.looseObject({ email: count, sms: count, call: count }),
    languages: z.array(z.looseObject({ language: text, people: count })),
    waiting: z.looseObject({ email: count, sms: count }),
  }),
)

/** A family's personal link, with a short code for paper. */
export const FamilyLink = later(() => z.looseObject({ url: z.url(), code: text }))

const Remark = later(() => z.looseObject({ file: text, line: count, field: text, reason: text }))

/** What a roster changed, or would change. */
export const RosterReport = later(() =>
  z.looseObject({
    families: z.looseObject({ created: count, updated: count, unchanged: count }),
    caregivers: count,
    students: count,
    rejected: z.array(Remark),
    warnings: z.array(Remark),
  }),
)

/** What a list of numbers that want no texts stopped, or would stop. */
export const StopListReport = later(() =>
  z.looseObject({
    stopped: count,
    unchanged: count,
    newer: count,
    unknown: count,
    rejected: z.array(Remark),
    warnings: z.array(Remark),
  }),
)

/** A long import that goes on after its answer. */
export const JobStarted = later(() => z.looseObject({ job: text }))

/** How far a long import is. */
export const Job = later(() =>
  z.looseObject({
    status: z.enum(['running', 'done', 'failed']),
    done: count,
    total: count,
    result: RosterReport.optional(),
    code: text.optional(),
  }),
)

/** The form by which a large file is sent. */
export const Upload = later(() =>
  z.looseObject({ id: text, url: z.url(), fields: byName(text), expiresAt: text }),
)

const Option = later(() =>
  z.looseObject({ id: text, start: instant, end: instant, timeZone: text, revision: count }),
)

/** A workshop, its vote and its sessions. */
export const Workshop = later(() =>
  z.looseObject({
    id: text,
    status: z.enum(['draft', 'voting', 'scheduled', 'held', 'cancelled']),
    title: byName(text),
    purpose: text,
    audience: z.array(z.enum(['parents', 'staff'])),
    durationMinutes: count,
    presentationLanguage: text,
    presenters: count,
    volunteers: count,
    offers: z.looseObject({
      childcare: z.boolean(),
      food: z.boolean(),
      interpretation: z.boolean(),
      rides: z.boolean(),
    }),
    revision: count,
  }),
)

const pollFields = {
  status: z.enum(['open', 'closed']),
  version: count,
  closesAt: instant,
  answersVisible: z.boolean(),
}

/** A vote without its counts. */
export const OpenPoll = later(() => z.looseObject({ ...pollFields, options: z.array(Option) }))

const Fraction = later(() => z.looseObject({ numerator: z.int(), denominator: z.int() }))
const optionCounts = { points: count, yes: count, ifNeeded: count, no: count, ready: z.boolean() }

/** A group's answers; `heard` are its families that answered any of the times. */
const GroupCount = later(() =>
  z.looseObject({
    groups: z.array(text),
    families: count,
    heard: count,
    yes: count,
    ifNeeded: count,
    no: count,
  }),
)

/** A vote with its counts, the order of its times and the best two together. */
export const PollResults = later(() =>
  z.looseObject({
    ...pollFields,
    families: count,
    answered: count,
    byText: count,
    options: z.array(Option.unwrap().extend({ ...optionCounts, needs: z.looseObject({}) })),
    ranking: z.array(
      z.looseObject({
        option: text,
        points: count,
        fairness: Fraction,
        shortlisted: z.boolean(),
        reason: text,
        byGroup: z.array(GroupCount),
      }),
    ),
    bestPair: z
      .looseObject({ options: z.array(text).length(2), families: count, byGroup: z.array(GroupCount) })
      .nullable(),
  }),
)

/** A family's ballot. */
export const Ballot = later(() =>
  z.looseObject({
    version: count,
    answers: byName(z.enum(['yes', 'ifNeeded', 'no'])),
    receivedAt: instant,
  }),
)

/** The times that were chosen. */
export const Scheduled = later(() =>
  z.looseObject({
    status: z.literal('scheduled'),
    sessions: z.array(z.looseObject({ id: text, start: instant, end: instant })),
  }),
)

/** A session of a workshop. */
export const Session = later(() =>
  z.looseObject({
    id: text,
    workshop: text,
    option: text,
    start: instant,
    end: instant,
    timeZone: text,
    status: z.enum(['scheduled', 'cancelled']),
  }),
)
