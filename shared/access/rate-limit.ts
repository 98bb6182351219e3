import { createHmac } from 'node:crypto'
import { type Refusal, refuse } from './refusal.ts'

/**
 * Wrong attempts allowed per network address in ten minutes; on a family night all families share the school's address.
 * `underAttack` applies while the whole deployment is under attack. `ask` counts every request for a code, because no
 * request for a code can be told to be wrong.
 */
export const RATE_LIMITS = {
  code: { most: 300, underAttack: 30 },
  signIn: { most: 30, underAttack: 10 },
  ask: { most: 100, underAttack: 100 },
  link: { most: 1_000, underAttack: 100 },
  token: { most: 300, underAttack: 30 },
} as const
export type RateLimitKind = keyof typeof RATE_LIMITS

/** Wrong attempts of one kind in ten minutes, over all addresses, above which the deployment is under attack. */
export const ATTACK_THRESHOLD = 5_000

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

/** Whether an address made too many wrong attempts, given the count over all addresses. */
export function exceedsLimit(kind: RateLimitKind, { own, all }: { own: number; all: number }): boolean {
  const { most, underAttack } = RATE_LIMITS[kind]
  return own > (all > ATTACK_THRESHOLD ? underAttack : most)
}

/** Refuses with the time to wait: in seconds for programs, in minutes for people. */
export function refuseWithRetryAfter(end: number, seconds: number): never {
  const retryAfter = Math.max(1, Math.ceil(end - seconds))
  return refuse('wait-a-while', { retryAfter, minutes: Math.ceil(retryAfter / 60) })
}

const WRONG: Record<RateLimitKind, readonly Refusal['code'][]> = {
  code: ['code-wrong'],
  signIn: ['code-wrong', 'code-expired', 'too-many-tries'],
  ask: [],
  link: ['link-expired'],
  token: ['sign-in-needed'],
}

/** Whether a refusal counts as a wrong attempt. */
export function isWrongAttempt(kind: RateLimitKind, { code }: Refusal): boolean {
  return WRONG[kind].includes(code)
}
