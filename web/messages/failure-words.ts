import type { MessageKey } from './catalogue.ts'

// Codes of e-mail servers (RFC 5321), of Amazon's services and of ours, by their meaning for the team.
const MEANINGS: readonly (readonly [RegExp, MessageKey])[] = [
  [
    /^55[013]$|^BOUNCE_(General|NoEmail|Suppressed|OnAccountSuppressionList)$|INVALID|wrongNumber/,
    'failure.unknown',
  ],
  [/^(552|452)$|MailboxFull/, 'failure.full'],
  [/^OPTED_OUT$|^complaint$|^word$|^link$|doNotCall/, 'failure.stopped'],
  [/^NO_CARRIER$/, 'failure.noCarrier'],
  [/^554$|BLOCKED|SPAM|REJECTED|Rejected|NOT_ALLOWED/, 'failure.blocked'],
]

/** Why a message did not arrive, in words; an unknown code reads as a temporary failure. */
export function failureKey(code: string): MessageKey {
  return MEANINGS.find(([pattern]) => pattern.test(code))?.[1] ?? 'failure.trouble'
}
