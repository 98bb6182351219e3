import * as z from 'zod'
import { hashOf } from '../access/identifier.ts'
import type { About } from './notice.ts'

/**
 * The outcomes of a call. `wrongNumber` and `doNotCall` close the phone number. With `noAnswer` the call reached nobody: the
 * attempt is recorded, and the call is still to be made.
 */
export const CALL_OUTCOMES = ['reached', 'messageLeft', 'noAnswer', 'wrongNumber', 'doNotCall'] as const

/** The outcome of a call, as it is sent. */
export const CallDone = z.lazy(() => z.strictObject({ outcome: z.enum(CALL_OUTCOMES) }))
export type CallDone = z.infer<typeof CallDone>

/** The outcome of a conversation with a family, and the ids of the calls that it settles. */
export const FamilyCallsDone = z.lazy(() =>
  z.strictObject({
    outcome: z.enum(CALL_OUTCOMES),
    calls: z.array(z.string().min(1).max(200)).min(1, 'none-ticked').max(100),
  }),
)
export type FamilyCallsDone = z.infer<typeof FamilyCallsDone>

/** The families that somebody should call. */
export const CallRequest = z.lazy(() =>
  z.strictObject({ families: z.array(z.string().max(40)).min(1, 'none-ticked').max(100) }),
)
export type CallRequest = z.infer<typeof CallRequest>

/** The ids of the calls whose outcome is undone, or the attempt that was made at the instant `tried`. */
export const FamilyCallsUndone = z.lazy(() =>
  FamilyCallsDone.unwrap()
    .pick({ calls: true })
    .extend({ tried: z.string().max(40).optional() }),
)
export type FamilyCallsUndone = z.infer<typeof FamilyCallsUndone>

/** The id of the member who should make a call; without one the call is free. */
export const CallAssignment = z.lazy(() => z.strictObject({ member: z.string().max(40).optional() }))
export type CallAssignment = z.infer<typeof CallAssignment>

/** Why a person must call or deliver paper. */
export type CallReason = 'phone' | 'paper' | 'noWay' | 'notReached'

/** An attempt to call that nobody answered: by whom of the team, and when. */
export type CallAttempt = { by: string; at: string }

/** A call that a person makes where no message reaches a caregiver. `expiresAt` in seconds since 1970. */
export type Call = {
  id: string
  family: string
  caregiver: string
  name: string
  language: string
  /** A phone number; empty without one. */
  to: string
  reason: CallReason
  about: About
  at: string
  /** The member of the team who should make it. */
  assignee?: { id: string; name: string }
  /** The attempts that reached nobody, the last one last. */
  tries?: CallAttempt[]
  outcome?: Exclude<CallDone['outcome'], 'noAnswer'>
  doneBy?: string
  doneAt?: string
  revision: number
  expiresAt: number
}

const KEPT_DAYS = 90

/** A new call. Its id follows from the topic and the caregiver, so that the same topic is called about once. */
export function newCall(given: Omit<Call, 'id' | 'revision' | 'expiresAt'>): Call {
  const { about, caregiver } = given
  // One change of a workshop is one call, to however many of its sessions a family comes.
  const subject =
    about.kind === 'changed'
      ? [about.workshop, about.due + hashOf(JSON.stringify(about.changes)).slice(0, 8)]
      : [about.session ?? about.workshop, about.stand]
  const [of = '', stand = ''] = subject
  const id = [of, about.kind, stand.replaceAll(':', ''), caregiver].join('~')
  return { id, ...given, revision: 1, expiresAt: Math.ceil(Date.parse(given.at) / 1000) + KEPT_DAYS * 86_400 }
}

const MOST_TRIES = 10

/** The call with one more attempt that nobody answered; with the same attempt again it stays as it is. */
export function withAttempt(call: Call, attempt: CallAttempt): Call {
  const { tries = [], revision } = call
  if (tries.some(({ by, at }) => by === attempt.by && at === attempt.at)) return call
  return { ...call, tries: [...tries, attempt].slice(-MOST_TRIES), revision: revision + 1 }
}

/** The call without the attempt of an instant. */
export function withoutAttempt(call: Call, at: string): Call {
  const { tries = [], ...rest } = call
  const others = tries.filter((one) => one.at !== at)
  if (others.length === tries.length) return call
  return { ...rest, ...(others.length > 0 && { tries: others }), revision: call.revision + 1 }
}

/** The calls that are open, not expired and not stale, by language and name; of one person the most pressing first. */
export function openCalls(calls: readonly Call[], now: string): Call[] {
  return calls
    .filter(({ outcome, about }) => outcome === undefined && now < about.until)
    .filter(({ expiresAt }) => expiresAt * 1000 > Date.parse(now))
    .sort(
      (a, b) =>
        a.language.localeCompare(b.language) ||
        a.name.localeCompare(b.name) ||
        a.about.until.localeCompare(b.about.until),
    )
}

/** Who has voted in the poll that a call is about, and who has replied for its session. */
export type Answerers = { voted: ReadonlySet<string>; replied: ReadonlySet<string> }

/** Whether a call asks for a vote. */
export function asksForVote({ about: { kind } }: Pick<Call, 'about'>): boolean {
  return kind === 'voteInvitation' || kind === 'voteReminder'
}

/** Whether a call asks for a reply for a session. */
export function asksForReply({ about: { kind } }: Pick<Call, 'about'>): boolean {
  return kind === 'timeChosen' || kind === 'replyReminder'
}

/** Whether a call asks a family for what it has answered already; one with other news is still made. */
export function isAnswered(call: Pick<Call, 'about' | 'family'>, { voted, replied }: Answerers): boolean {
  return (asksForVote(call) && voted.has(call.family)) || (asksForReply(call) && replied.has(call.family))
}

/** The open calls to one family, about all of its matters. */
export type FamilyCalls<C extends Call = Call> = { family: string; calls: C[] }

/** Calls by family, in the order of each family's first call. */
export function byFamily<C extends Call>(calls: readonly C[]): FamilyCalls<C>[] {
  const families = new Map<string, C[]>()
  for (const call of calls) families.set(call.family, [...(families.get(call.family) ?? []), call])
  return [...families].map(([family, own]) => ({ family, calls: own }))
}

/** The last attempt to call a family since an instant, or undefined. */
export function lastAttempt({ calls }: FamilyCalls, since: string): CallAttempt | undefined {
  const tries = calls.flatMap((call) => call.tries ?? []).filter(({ at }) => at >= since)
  return tries.sort((one, other) => one.at.localeCompare(other.at)).at(-1)
}

/** The families that nobody tried to call since an instant, then the others; both in their order. */
export function untriedFirst<C extends Call>(
  families: readonly FamilyCalls<C>[],
  since: string,
): FamilyCalls<C>[] {
  const isTried = (family: FamilyCalls<C>) => lastAttempt(family, since) !== undefined
  return [...families.filter((one) => !isTried(one)), ...families.filter(isTried)]
}
