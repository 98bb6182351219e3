import * as z from 'zod'
import type { About } from './notice.ts'

/** How a call went: in a tap. `wrongNumber` and `doNotCall` end further calls of this kind. */
export const CALL_OUTCOMES = ['reached', 'messageLeft', 'wrongNumber', 'doNotCall'] as const

/** How a call went, and who made it where that is not the one who is signed in. */
export const CallDone = z.lazy(() => z.strictObject({ outcome: z.enum(CALL_OUTCOMES) }))
export type CallDone = z.infer<typeof CallDone>

/** Who is to make a call, a member of the team by id; nobody in particular where none is named. */
export const CallAssignment = z.lazy(() => z.strictObject({ member: z.string().max(40).optional() }))
export type CallAssignment = z.infer<typeof CallAssignment>

/** Why a person is to call or to bring paper. */
export type CallReason = 'phone' | 'paper' | 'noWay' | 'notReached'

/**
 * Something that a person tells a family since no message does: what about, whom, in which language, at which number.
 * `expiresAt` in seconds.
 */
export type Call = {
  id: string
  family: string
  caregiver: string
  name: string
  language: string
  /** A phone number, where there is one. */
  to: string
  reason: CallReason
  about: About
  at: string
  /** Who of the team is to make it. */
  assignee?: { id: string; name: string }
  outcome?: CallDone['outcome']
  doneBy?: string
  doneAt?: string
  revision: number
  expiresAt: number
}

const KEPT_DAYS = 90

/** A call to make; the same is made once, however often it is asked for. */
export function newCall(given: Omit<Call, 'id' | 'revision' | 'expiresAt'>): Call {
  const { about, caregiver } = given
  const id = [about.session ?? about.workshop, about.kind, about.stand.replaceAll(':', ''), caregiver].join(
    '~',
  )
  return { id, ...given, revision: 1, expiresAt: Math.ceil(Date.parse(given.at) / 1000) + KEPT_DAYS * 86_400 }
}

/** The calls that are kept, still to be made and to some use: by language, then by name. */
export function openCalls(calls: readonly Call[], now: string): Call[] {
  return calls
    .filter(({ outcome, about }) => outcome === undefined && now < about.until)
    .filter(({ expiresAt }) => expiresAt * 1000 > Date.parse(now))
    .sort((a, b) => a.language.localeCompare(b.language) || a.name.localeCompare(b.name))
}
