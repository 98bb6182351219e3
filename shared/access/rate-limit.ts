import { createHmac } from 'node:crypto'
import { type Refusal, refuse } from './refusal.ts'

/**
 * What may be guessed at, and how many wrong guesses one network address has in ten minutes: a school's families share
 * one on a family night. `inFlood` is how many it has while the whole deployment is under attack. `ask` counts each time
 * that a code is asked for, since nothing proves yet that it was right to.
 */
export const GUESSES = {
  code: { most: 300, inFlood: 30 },
  signIn: { most: 30, inFlood: 10 },
  ask: { most: 100, inFlood: 100 },
  link: { most: 1_000, inFlood: 100 },
  token: { most: 300, inFlood: 30 },
} as const
export type Guess = keyof typeof GUESSES

/** Wrong guesses of a kind in ten minutes, from wherever, beyond which they are an attack. */
export const FLOOD = 5_000

const WINDOW_SECONDS = 600

/** The ten minutes of an instant, in seconds since 1970: which, and when they are over. */
export function windowAt(seconds: number): { window: number; end: number } {
  const window = Math.floor(seconds / WINDOW_SECONDS)
  return { window, end: (window + 1) * WINDOW_SECONDS }
}

/**
 * What is kept in place of a network address: nobody without the deployment's key can tell whose it was, and in other
 * ten minutes it is another.
 */
export function callerOf(
  key: string,
  { kind, network, window }: { kind: Guess; network: string; window: number },
) {
  return createHmac('sha256', key)
    .update(JSON.stringify(['guess', kind, network, window]))
    .digest('base64url')
}

/** Whether so many wrong guesses of an address are too many, where there are so many from all. */
export function isTooMany(kind: Guess, { own, all }: { own: number; all: number }): boolean {
  const { most, inFlood } = GUESSES[kind]
  return own > (all > FLOOD ? inFlood : most)
}

/** Refuses with how long to wait: in seconds for programs, in minutes for people. */
export function refuseUntil(end: number, seconds: number): never {
  const retryAfter = Math.max(1, Math.ceil(end - seconds))
  return refuse('wait-a-while', { retryAfter, minutes: Math.ceil(retryAfter / 60) })
}

const WRONG: Record<Guess, readonly Refusal['code'][]> = {
  code: ['code-wrong'],
  signIn: ['code-wrong', 'code-expired', 'too-many-tries'],
  ask: [],
  link: ['link-expired'],
  token: ['sign-in-needed'],
}

/** Whether a refusal says that the guess was wrong. */
export function isWrongGuess(kind: Guess, { code }: Refusal): boolean {
  return WRONG[kind].includes(code)
}
