/** Every reason to refuse, as a closed list: a code without an HTTP status or a message fails to compile. */
export const REFUSAL_CODES = [
  'asked-not-to-be-called',
  'already-answered',
  'already-decided',
  'already-scheduled',
  'already-told',
  'ambiguous-local-time',
  'ballot-changed',
  'ballot-empty',
  'code-expired',
  'code-wrong',
  'conflict',
  'deadline-after-first-option',
  'duplicate-option',
  'family-changed',
  'forbidden',
  'idempotency-conflict',
  'idempotency-in-progress',
  'invalid-input',
  'invitation-never',
  'invitation-open',
  'invitation-paused',
  'item-changed',
  'last-organizer',
  'link-expired',
  'no-translator',
  'none-with-yes',
  'nonexistent-local-time',
  'not-for-families',
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
  'too-many-questions',
  'calendar-unreadable',
  'calendar-too-large',
  'address-not-allowed',
  'address-no-answer',
  'session-not-begun',
  'session-full',
  'session-over',
  'sign-in-needed',
  'signup-full',
  'signup-taken',
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

/** The code of a refusal, such as `poll-closed`. */
export type RefusalCode = (typeof REFUSAL_CODES)[number]

/** The error of one field: a JSON pointer and a code or technical detail. */
export type FieldError = { pointer: string; detail: string }

/** The details of a refusal: field errors, and the fields that its code documents (`nearest`, `choices`, `ballot`, …). */
export type RefusalDetails = { errors?: FieldError[]; [name: string]: unknown }

/** The only error of the domain. It carries a code; the API and the web map it to a status and a message. */
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

/** Throws a Refusal. */
export function refuse(code: RefusalCode, details: RefusalDetails = {}): never {
  throw new Refusal(code, details)
}
