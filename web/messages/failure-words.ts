import type { MessageKey } from './catalogue.ts'

// Codes of e-mail servers (RFC 5321), of Amazon's services and of ours, by what they mean for who looks after it.
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

/** Why a message did not arrive, in words; what is not known passes for a moment's trouble. */
export function failureKey(code: string): MessageKey {
  return MEANINGS.find(([pattern]) => pattern.test(code))?.[1] ?? 'failure.trouble'
}
