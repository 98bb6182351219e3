import type { FieldError, Refusal, RefusalCode } from '../../shared/access/refusal.ts'
import { REFUSAL_STATUS } from '../../web/refusal-status.ts'

/** The media type of RFC 9457. */
export const PROBLEM_TYPE = 'application/problem+json'

/** Each refusal's English title; a code without one fails to compile. */
const TITLES: Record<RefusalCode, string> = {
  'no-translator': 'Translation by machine is not switched on here.',
  'translation-failed': 'The machine gave no usable translation.',
  'asked-not-to-be-called': 'This family asked not to be called.',
  'already-answered': 'This was answered already.',
  'already-decided': 'This was decided already.',
  'already-scheduled': 'This workshop is scheduled already, with other times.',
  'already-told': 'Somebody was told already. Nothing was changed.',
  'ambiguous-local-time': 'That wall time comes twice on that day; choose one of the two instants.',
  'ballot-changed': 'The ballot was changed in the meantime.',
  'ballot-empty': 'This ballot says nothing. Give an answer, or take the ballot back with DELETE.',
  'code-expired': 'The code is over. Ask for a new one.',
  'code-wrong': 'That is not the code.',
  conflict: 'Somebody changed this at the same moment. Try again.',
  'deadline-after-first-option': 'The deadline must come before the first time offered.',
  'duplicate-option': 'The same time stands there twice.',
  'family-changed': 'The family was changed in the meantime.',
  forbidden: 'You may not do this.',
  'idempotency-conflict': 'This idempotency key was used with another request.',
  'invalid-input': 'Something in the request is not as it should be.',
  'invitation-never': 'This family wants no invitations.',
  'invitation-open': 'This family has not answered its last invitation yet.',
  'invitation-paused': 'This family asked to be invited later.',
  'item-changed': 'The item was changed in the meantime.',
  'last-organizer': 'The last organizer of a school cannot be removed.',
  'link-expired': 'This link does not work any more.',
  'nonexistent-local-time': 'The clock skips that wall time on that day.',
  'none-with-yes': 'A ballot cannot say that none of the times work and that one does.',
  'not-for-families': 'This workshop is for staff alone.',
  'not-found': 'There is nothing here.',
  'options-changed': 'The times were changed in the meantime.',
  'poll-closed': 'Voting has closed. This vote was not recorded.',
  'poll-not-open': 'There is no vote about this workshop.',
  'reason-needed': 'Another choice than the recommended one needs a reason.',
  'roster-encoding': 'The file is in an encoding that cannot be read. Save it as UTF-8.',
  'roster-too-large': 'The file is too large.',
  'roster-unreadable': 'The file cannot be read as a roster.',
  'school-changed': 'The school was changed in the meantime.',
  'send-directly': 'This server takes a file of any size itself: send it to …/roster.',
  'calendar-unreadable': 'This is no iCalendar file.',
  'calendar-too-large': 'This calendar holds too much.',
  'address-not-allowed': 'This address may not be read.',
  'address-no-answer': 'Nothing could be read at this address.',
  'wording-fields': 'A field of the message is missing, or is not known.',
  'confirm-number': 'More than a hundred people would hear it: `confirmed` must be their number.',
  'session-cancelled': 'This session was cancelled.',
  'too-many-messages': 'Two messages for this session were sent already.',
  'session-not-begun': 'This session has not begun yet.',
  'session-full': 'No seat is left.',
  'sign-in-needed': 'Sign in first: send a bearer token.',
  'time-in-past': 'That time has passed.',
  'too-large': 'The request is too large.',
  'too-many-options': 'That is more times than one vote can hold.',
  'too-many-tries': 'That was tried too often. Ask for a new code.',
  'unknown-option': 'That time is not one of those offered.',
  'unsupported-media-type': 'The body has a media type that is not read here.',
  'wait-a-while': 'That was wrong too often. Wait as long as retryAfter says, in seconds.',
  'workshop-changed': 'The workshop was changed in the meantime.',
}

/** A refusal as a response: type, title, status, detail, field errors, and what its code promises. */
export function problemOf({ code, details }: Refusal): Response {
  const [status, title] = [REFUSAL_STATUS[code], TITLES[code]]
  const detail = details.errors ? sentenceOf(details.errors) : title
  const response = problem(status, { type: `/api/v1/problems/${code}`, title, status, detail, ...details })
  if (details.retryAfter) response.headers.set('retry-after', String(details.retryAfter))
  return response
}

/** A fault of ours: says nothing of its cause, but the reference under which it was logged. */
export function problemOfFault(reference: string): Response {
  const title = 'Something went wrong on our side.'
  return problem(500, { type: '/api/v1/problems/fault', title, status: 500, detail: title, reference })
}

function problem(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': PROBLEM_TYPE } })
}

function sentenceOf(errors: readonly FieldError[]): string {
  return errors.map(({ pointer, detail }) => `${pointer || '/'}: ${detail}`).join('; ')
}
