import { createHmac } from 'node:crypto'
import { type Refusal, refuse } from './refusal.ts'

/**
 * Wrong attempts allowed per network address in ten minutes; on a family night all families share the school's address.
 * What can be guessed is not looked up above its limit. Links and tokens of 128 bits and more cannot: they are looked up
 * first, so that a right one always enters. `ask` counts every request for a code, `introduce` every form of a new family,
 * and `picture` every picture, each of which takes a second to work on: none can be told to be wrong.
 */
export const RATE_LIMITS = {
  code: { most: 300, canBeGuessed: true },
  signIn: { most: 30, canBeGuessed: true },
  ask: { most: 100, canBeGuessed: true, countsAll: true },
  introduce: { most: 12, canBeGuessed: true, countsAll: true },
  picture: { most: 20, canBeGuessed: true, countsAll: true },
  setup: { most: 30, canBeGuessed: true },
  link: { most: 1_000, canBeGuessed: false },
  token: { most: 300, canBeGuessed: false },
} as const
export type RateLimitKind = keyof typeof RATE_LIMITS

const WINDOW_SECONDS = 600

/** The fixed window of ten minutes around an instant: its number and its end, in seconds since 1970. */
export function windowAt(seconds: number): { window: number; end: number } {
  const window = Math.floor(seconds / WINDOW_SECONDS)
  return { window, end: (window + 1) * WINDOW_SECONDS }
}

/**
 * The key under which a network address is counted: an HMAC that cannot be linked to the address without the deployment's
 * key, and that differs in every window.
 */
export function rateLimitKey(
  key: string,
  { kind, network, window }: { kind: RateLimitKind; network: string; window: number },
) {
  return createHmac('sha256', key)
    .update(JSON.stringify(['guess', kind, network, window]))
    .digest('base64url')
}

/** Refuses with the time to wait: in seconds for programs, in minutes for people; and why, where nothing was wrong. */
export function refuseWithRetryAfter(end: number, seconds: number, kind: RateLimitKind): never {
  const retryAfter = Math.max(1, Math.ceil(end - seconds))
  const why = (kind === 'introduce' || kind === 'picture') && { why: kind }
  return refuse('wait-a-while', { retryAfter, minutes: Math.ceil(retryAfter / 60), ...why })
}

const WRONG: Record<RateLimitKind, readonly Refusal['code'][]> = {
  code: ['code-wrong'],
  signIn: ['code-wrong', 'code-expired', 'too-many-tries'],
  ask: [],
  introduce: [],
  picture: [],
  setup: ['code-wrong'],
  link: ['link-expired'],
  token: ['sign-in-needed'],
}

/** Whether a refusal counts as a wrong attempt. */
export function isWrongAttempt(kind: RateLimitKind, { code }: Refusal): boolean {
  return WRONG[kind].includes(code)
}
