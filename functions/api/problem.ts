import {
  type FieldError,
  REFUSAL_CODES,
  type Refusal,
  type RefusalCode,
} from '../../shared/access/refusal.ts'
import { REFUSAL_STATUS } from '../../web/refusal-status.ts'

/** The media type of RFC 9457. */
export const PROBLEM_TYPE = 'application/problem+json'

const PROBLEMS = '/api/v1/problems'

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
  'idempotency-in-progress': 'The first request under this key is still under way. Send it again.',
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
  'roster-encoding': 'The file is not text, or in an encoding that cannot be read. Save it as CSV in UTF-8.',
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
  'too-many-questions': 'Three questions of this family wait for an answer.',
  'session-not-begun': 'This session has not begun yet.',
  'session-full': 'No seat is left.',
  'session-over': 'This session is over.',
  'signup-full': 'That is more than are left of it. Nothing was changed.',
  'signup-taken': 'Families took more of it than that. Nothing was changed.',
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

// Problems that no operation has.
const OTHER_TITLES = {
  fault: 'Something went wrong on our side.',
  'method-not-allowed': 'This path does not have that method.',
}

// The details of field errors, for the authors of programs. Pages have their own texts for the same codes.
const FIELD_DETAILS: Readonly<Record<string, string>> = {
  required: 'is required',
  'unknown-field': 'is not a known field',
  invalid: 'is not valid',
  number: 'must be a number',
  'too-small': 'is below the minimum',
  'too-big': 'is above the maximum',
  'too-long': 'is too long',
  uncollected: 'holds what is never collected',
  grade: 'must be a grade of a school, such as KG',
  email: 'must be an e-mail address',
  phone: 'must be a phone number',
  date: 'must be a date (YYYY-MM-DD)',
  'time-zone': 'must be an IANA time zone',
  country: 'must be a country code of two letters (ISO 3166-1)',
  language: 'must be a language tag (BCP 47)',
  'duplicate-language': 'is there already',
  'language-needed': 'must be given in at least one language',
  'not-among-languages': 'must be one of the languages of the school',
  'clock-time': 'must be a time of day (HH:mm)',
  group: 'must have the form kind:value',
  'name-needed': 'needs a given name or a family name',
  'address-needed': 'needs an address',
  'not-found': 'names nothing that exists',
  'end-before-start': 'must not be before the start',
  'too-far': 'is too far from the start',
  'caregiver-on-each-side': 'must leave a caregiver in each of the two families',
  'only-own-items': "can be changed only for the school's own items",
  'column-missing': 'is a column that the file does not have',
  'more-than-adults': 'is more than the adults who come',
  'more-than-people': 'is more than the people who come',
  limit: 'must be a whole number from 1 to 100',
  cursor: 'must be the nextCursor of the page before',
  'not-json': 'The body is not JSON in UTF-8.',
}

/** A refusal as a response: type, title, status, detail, field errors, and what its code promises. */
export function problemOf({ code, details }: Refusal): Response {
  const [status, title] = [REFUSAL_STATUS[code], TITLES[code]]
  const errors = details.errors?.map(inEnglish)
  const detail = errors ? sentenceOf(errors) : title
  const type = `${PROBLEMS}/${code}`
  const response = problem(status, { type, title, status, detail, ...details, ...(errors && { errors }) })
  if (details.retryAfter) response.headers.set('retry-after', String(details.retryAfter))
  if (status === 401) response.headers.set('www-authenticate', 'Bearer')
  return response
}

/** The answer to a method that a path does not have. */
export function problemOfMethod(allowed: readonly string[]): Response {
  const title = OTHER_TITLES['method-not-allowed']
  const response = problem(405, {
    type: `${PROBLEMS}/method-not-allowed`,
    title,
    status: 405,
    detail: `Allowed: ${allowed.join(', ')}.`,
  })
  response.headers.set('allow', allowed.join(', '))
  return response
}

/** A fault of ours: says nothing of its cause, but the reference under which it was logged. */
export function problemOfFault(reference: string): Response {
  const title = OTHER_TITLES.fault
  return problem(500, { type: `${PROBLEMS}/fault`, title, status: 500, detail: title, reference })
}

/** What the code at the end of a problem's type means, for the page that the type leads to. */
export function explanationOf(code: string): { status: number; title: string } | undefined {
  if (code === 'fault') return { status: 500, title: OTHER_TITLES.fault }
  if (code === 'method-not-allowed') return { status: 405, title: OTHER_TITLES['method-not-allowed'] }
  const known = REFUSAL_CODES.find((one) => one === code)
  return known && { status: REFUSAL_STATUS[known], title: TITLES[known] }
}

function problem(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': PROBLEM_TYPE } })
}

function inEnglish({ pointer, detail }: FieldError): FieldError {
  const isCode = /^[a-z]+(-[a-z]+)*$/.test(detail)
  return { pointer, detail: FIELD_DETAILS[detail] ?? (isCode ? detail.replaceAll('-', ' ') : detail) }
}

function sentenceOf(errors: readonly FieldError[]): string {
  return errors.map(({ pointer, detail }) => `${pointer || '/'}: ${detail}`).join('; ')
}
