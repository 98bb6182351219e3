import type { DateTime } from 'luxon'
import type { Consistency, Table } from '../table/table.ts'
import type { Actor } from './actor.ts'
import type { BackgroundJobs } from './background-jobs.ts'
import type { PictureFiles } from './picture-files.ts'
import type { RateLimitKind } from './rate-limit.ts'

export type { Consistency }

/** A channel over which a service sends messages. */
export type SentChannel = 'email' | 'sms'

/**
 * The arguments of every operation: the table, the clock (UTC), the actor, the key of a request that may be sent twice, of
 * which one thing is made, and the channels for which a service is set up. The key of a form is made of what was sent, that
 * of an API call of its `Idempotency-Key`.
 */
export type Context = {
  table: Table
  now: () => DateTime
  actor: Actor
  key?: string
  carriers?: readonly SentChannel[]
}

/** Translates a text by machine; languages are BCP 47 tags. Throws where the service cannot. */
export type TranslateText = (text: string, languages: { from: string; to: string }) => Promise<string>

/** Runs an act whose failures are rate-limited; refuses with `wait-a-while` once its network address failed too often. */
export type RateLimiter = <T>(kind: RateLimitKind, act: () => Promise<T>) => Promise<T>

/** The services of a running deployment for its web and API. */
export type Services = {
  table: Table
  now: () => DateTime
  /** A bearer token with every right, for set-up by a script. */
  apiToken?: string
  /** Signs the cookies. */
  cookieKey: string
  /** The public address, where it is set; otherwise each request's own host is taken for it. */
  origin?: string
  /** Whether an address is that of a proxy whose `X-Forwarded-For` and `X-Forwarded-Proto` are trusted. */
  isTrustedProxy?: (address: string) => boolean
  /** What `/start` asks for before the first school is founded; without one it asks for nothing. */
  setupCode?: string
  /** The path of a made-up family's page, for whoever wants to try the product; none where there is no demonstration. */
  demonstrationPath?: () => string | undefined
  jobs: BackgroundJobs
  /** Storage for pictures. */
  pictures: PictureFiles
  /** The channels for which a service is set up here; messages over the others wait. */
  carriers: readonly SentChannel[]
  /** The ARN of the SNS topic whose delivery receipts and replies are trusted. */
  topic?: string
  /** The secret of the HTTP gateway for texts, where there is one. */
  textSecret?: string
  /** Machine translation, where it is switched on. */
  translate?: TranslateText
  /** Fetches the text at a public https address; refuses where there is none. */
  readAddress?: (address: string) => Promise<string>
  /** The most bytes of an answer, where there is a limit. */
  largestAnswer?: number
  /** Logs sign-ins, sign-outs and refused requests, where security events are monitored. */
  logSecurityEvent?: LogSecurityEvent
}

/** Logs a security event: codes and numbers, no personal data. */
export type LogSecurityEvent = (event: Readonly<Record<string, string | number>>) => void
