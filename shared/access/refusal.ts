/** Why the domain refused: one closed list, so that a code without a status or a text fails to compile. */
export const REFUSAL_CODES = [
  'asked-not-to-be-called',
  'already-answered',
  'already-decided',
  'already-scheduled',
  'ambiguous-local-time',
  'ballot-changed',
  'code-expired',
  'code-wrong',
  'conflict',
  'deadline-after-first-option',
  'duplicate-option',
  'family-changed',
  'forbidden',
  'idempotency-conflict',
  'invalid-input',
  'invitation-never',
  'invitation-open',
  'invitation-paused',
  'item-changed',
  'last-organizer',
  'link-expired',
  'no-translator',
  'nonexistent-local-time',
  'not-found',
  'options-changed',
  'poll-closed',
  'poll-not-open',
  'reason-needed',
  'roster-encoding',
  'roster-too-large',
  'roster-unreadable',
  'school-changed',
  'send-directly',
  'session-cancelled',
  'wording-fields',
  'confirm-number',
  'too-many-messages',
  'calendar-unreadable',
  'calendar-too-large',
  'address-not-allowed',
  'address-no-answer',
  'session-not-begun',
  'session-full',
  'sign-in-needed',
  'time-in-past',
  'too-large',
  'too-many-options',
  'too-many-tries',
  'translation-failed',
  'unknown-option',
  'unsupported-media-type',
  'wait-a-while',
  'workshop-changed',
] as const

/** A reason's code, such as `poll-closed`. */
export type RefusalCode = (typeof REFUSAL_CODES)[number]

/** What was wrong with one field: a JSON pointer and a code or a plain technical detail. */
export type FieldError = { pointer: string; detail: string }

/** What goes with a refusal: field errors, and whatever its code promises (`nearest`, `choices`, `ballot`, …). */
export type RefusalDetails = { errors?: FieldError[]; [name: string]: unknown }

/** The one error of the domain. It speaks in a code; whoever shows it finds the words. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly details: RefusalDetails
  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.details = details
  }
}

/** Ends the work with a Refusal. */
export function refuse(code: RefusalCode, details: RefusalDetails = {}): never {
  throw new Refusal(code, details)
}
