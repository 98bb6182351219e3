import type { FieldError, Refusal, RefusalCode } from '../../shared/access/refusal.ts'

/** The media type of RFC 9457. */
export const PROBLEM_TYPE = 'application/problem+json'

/** Each refusal's HTTP status and English title; a code without one fails to compile. */
const PROBLEMS: Record<RefusalCode, [status: number, title: string]> = {
  'no-translator': [409, 'Translation by machine is not switched on here.'],
  'translation-failed': [502, 'The machine gave no usable translation.'],
  'asked-not-to-be-called': [409, 'This family asked not to be called.'],
  'already-answered': [409, 'This was answered already.'],
  'already-decided': [409, 'This was decided already.'],
  'already-scheduled': [409, 'This workshop is scheduled already, with other times.'],
  'ambiguous-local-time': [422, 'That wall time comes twice on that day; choose one of the two instants.'],
  'ballot-changed': [409, 'The ballot was changed in the meantime.'],
  'code-expired': [422, 'The code is over. Ask for a new one.'],
  'code-wrong': [422, 'That is not the code.'],
  conflict: [409, 'Somebody changed this at the same moment. Try again.'],
  'deadline-after-first-option': [422, 'The deadline must come before the first time offered.'],
  'duplicate-option': [422, 'The same time stands there twice.'],
  'family-changed': [409, 'The family was changed in the meantime.'],
  forbidden: [403, 'You may not do this.'],
  'idempotency-conflict': [422, 'This idempotency key was used with another request.'],
  'invalid-input': [422, 'Something in the request is not as it should be.'],
  'invitation-never': [409, 'This family wants no invitations.'],
  'invitation-open': [409, 'This family has not answered its last invitation yet.'],
  'invitation-paused': [409, 'This family asked to be invited later.'],
  'item-changed': [409, 'The item was changed in the meantime.'],
  'last-organizer': [409, 'The last organizer of a school cannot be removed.'],
  'link-expired': [410, 'This link does not work any more.'],
  'nonexistent-local-time': [422, 'The clock skips that wall time on that day.'],
  'not-found': [404, 'There is nothing here.'],
  'options-changed': [409, 'The times were changed in the meantime.'],
  'poll-closed': [409, 'Voting has closed. This vote was not recorded.'],
  'poll-not-open': [409, 'There is no vote about this workshop.'],
  'reason-needed': [422, 'Another choice than the recommended one needs a reason.'],
  'roster-encoding': [422, 'The file is in an encoding that cannot be read. Save it as UTF-8.'],
  'roster-too-large': [413, 'The file is too large.'],
  'roster-unreadable': [422, 'The file cannot be read as a roster.'],
  'school-changed': [409, 'The school was changed in the meantime.'],
  'send-directly': [422, 'This server takes a file of any size itself: send it to …/roster.'],
  'calendar-unreadable': [422, 'This is no iCalendar file.'],
  'calendar-too-large': [422, 'This calendar holds too much.'],
  'address-not-allowed': [422, 'This address may not be read.'],
  'address-no-answer': [422, 'Nothing could be read at this address.'],
  'wording-fields': [422, 'A field of the message is missing, or is not known.'],
  'confirm-number': [422, 'More than a hundred people would hear it: `confirmed` must be their number.'],
  'session-cancelled': [409, 'This session was cancelled.'],
  'too-many-messages': [409, 'Two messages for this session were sent already.'],
  'session-not-begun': [409, 'This session has not begun yet.'],
  'session-full': [409, 'No seat is left.'],
  'sign-in-needed': [401, 'Sign in first: send a bearer token.'],
  'time-in-past': [422, 'That time has passed.'],
  'too-large': [413, 'The request is too large.'],
  'too-many-options': [422, 'That is more times than one vote can hold.'],
  'too-many-tries': [429, 'That was tried too often. Ask for a new code.'],
  'unknown-option': [422, 'That time is not one of those offered.'],
  'unsupported-media-type': [415, 'The body has a media type that is not read here.'],
  'wait-a-while': [429, 'That was wrong too often. Wait as long as retryAfter says, in seconds.'],
  'workshop-changed': [409, 'The workshop was changed in the meantime.'],
}

/** A refusal as a response: type, title, status, detail, field errors, and what its code promises. */
export function problemOf({ code, details }: Refusal): Response {
  const [status, title] = PROBLEMS[code]
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
