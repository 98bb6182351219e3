import type { RefusalCode } from '../../shared/access/refusal.ts'

/** The texts of refusals and field errors, in English. */
export const errors = {
  'error.no-translator': 'Translation by machine is not switched on here. Please translate it yourself.',
  'error.translation-failed':
    'The machine gave no translation that we could use. Nothing was changed. Please try again, or translate it yourself.',
  'error.already-decided': 'This was already decided. Nothing was changed.',
  'error.already-scheduled': 'The time is already set, and it is another one. Nothing was changed.',
  'error.already-told': 'Somebody was told already, so this cannot be undone any more. Nothing was changed.',
  'error.ambiguous-local-time':
    'The clock goes back that night, so this hour comes twice. Please choose which of the two you mean.',
  'error.ballot-changed':
    'Your vote was changed on another device while you were here, so what you just sent was not recorded. Both are below: look at them, then send again.',
  'error.ballot-changed.recorded':
    'The vote of this family was changed while you were here, so nothing was recorded. It is below as it is now: look at it, then send again.',
  'error.ballot-empty':
    'Nothing was chosen, so nothing was recorded. Please answer for at least one time, or tell us that none of them work.',
  'error.code-expired': 'This code is no longer good. Please ask for a new one.',
  'error.code-wrong': 'That code is not right. Please check it and type it again.',
  'error.conflict':
    'Somebody changed this while you were here. Nothing you typed is lost. Please look at it and send again.',
  'error.deadline-after-first-option': 'The vote has to close before the first of the times begins.',
  'error.duplicate-option': 'The same time is there twice. Please take one out.',
  'error.family-changed':
    'Somebody changed this family while you were here. What you typed is still below. Please look at it and save again.',
  'error.forbidden': 'This page is for others on the team.',
  'error.idempotency-conflict': 'This was already sent with something else in it. Nothing was changed.',
  'error.idempotency-in-progress':
    'This was sent a moment ago and is still under way. Please wait a moment and look again.',
  'error.invalid-input': 'Some answers need another look. What you typed is still here.',
  'error.item-changed':
    'Somebody changed this line while you were here. Nothing you typed is lost. Please look and save again.',
  'error.last-organizer': 'The team needs at least one organizer. Invite another one first.',
  'error.link-expired': 'This link no longer works. The school can give you a new one.',
  'error.nonexistent-local-time':
    'The clock goes forward that night, so this hour does not exist. Please choose a time before or after it.',
  'error.none-with-yes':
    'You told us that none of these times work, and also that you can come to one. Please change one of the two.',
  'error.not-for-families': 'This workshop is for staff, so nothing was recorded.',
  'error.not-found': 'We could not find this page.',
  'error.options-changed':
    'The school changed the times while this page was open, so your vote was not recorded yet. Please look at the times below and send again.',
  'error.poll-closed':
    'The vote has closed, so this was not recorded. What you chose is still below. Call the school if you want to tell them.',
  'error.poll-closed.recorded':
    'The vote has closed, so nothing was recorded. What you typed is still below.',
  'error.poll-not-open': 'This vote is not open. Nothing was recorded.',
  'error.reason-needed':
    'This is another time than the recommended one. Please say in a few words why you choose it.',
  'error.roster-encoding':
    'This file is not a table that we can read. Save the table as CSV (UTF-8) and choose it again. Nothing was changed.',
  'error.roster-too-large': 'This file is too large, or opens into something too large. Nothing was changed.',
  'error.roster-unreadable':
    'We could not read this file. It should be a OneRoster zip or a CSV file. Nothing was changed.',
  'error.roster-unreadable.columns':
    'We read {file} with “{separator}” between its columns, and these columns are missing: {columns}. Nothing was changed.',
  'error.roster-unreadable.quotes':
    'A quotation mark in {file} is opened and not closed, so we cannot tell its cells apart (line {line}). Nothing was changed.',
  'error.roster-unreadable.users':
    'This zip has no users.csv, so it is no OneRoster bundle. Nothing was changed.',
  'error.roster-unreadable.roles':
    'The file does not say who is a student and who a parent: a OneRoster 1.2 zip needs roles.csv too. Nothing was changed.',
  'error.school-changed':
    'Somebody changed the settings while you were here. What you typed is still below. Please look and save again.',
  'error.send-directly': 'This file can be sent here directly.',
  'error.session-not-begun': 'The session has not begun yet. Close it once people are there.',
  'error.calendar-unreadable':
    'This is no calendar file that we can read. Save it as iCalendar (.ics) and try again. Nothing was changed.',
  'error.calendar-too-large':
    'This calendar holds too many days, or days that repeat without end. Save only the days of this school year and try again. Nothing was changed.',
  'error.address-not-allowed':
    'We can only read addresses on the open internet that begin with https://. Nothing was changed.',
  'error.address-no-answer':
    'There was no calendar at this address, or it took too long. Save the calendar as a file and bring that in.',
  'error.too-many-messages':
    'Two messages for this time are already on their way. Call the school if there is more to say.',
  'error.too-many-messages.hostNote':
    'You have written to the school five times today. Call the school if there is more to say. Your words are still here.',
  'error.too-many-questions':
    'Three of your questions wait for an answer. Please ask again once one is answered.',
  'error.wording-fields':
    'These fields must stand in it, and no others: {fields}. Your words are still here.',
  'error.confirm-number': '{people} people would hear it. Type that number to be sure. Nothing was sent.',
  'error.session-cancelled': 'This workshop was canceled, so nothing was recorded.',
  'error.session-full':
    'All seats are taken right now, so your reply was not recorded. You can ask for a place on the waiting list below.',
  'error.session-full.recorded':
    'All seats are taken right now, so the reply was not recorded. You can put the family on the waiting list below.',
  'error.session-over': 'This session is over, so nothing was changed.',
  'error.signup-full': 'Somebody took the last of it a moment before you. Nothing else has changed.',
  'error.signup-taken': 'Families took more of it than that already. Nothing was changed.',
  'error.sign-in-needed': 'Please sign in first.',
  'error.time-in-past': 'This time is already over. Please choose a later one.',
  'error.too-large': 'That is more than we can take at once. Nothing was changed.',
  'error.too-many-options': 'These are too many times for one vote. Please take some out.',
  'error.too-many-tries': 'That was tried too often. Please ask for a new e-mail, and open the link in it.',
  'error.unknown-option':
    'One of these times is no longer part of the vote. Please look at the times below and send again.',
  'error.unsupported-media-type':
    'This kind of file cannot be read here. It should be a OneRoster zip or a CSV file.',
  'error.wait-a-while':
    'There were too many wrong tries from this place. Please wait {minutes, plural, one {# minute} other {# minutes}}, then try again. Nothing is lost. Links in messages and QR codes on paper still work, and somebody of the school’s team can let you in.',
  'error.wait-a-while.introduce':
    'Many families are writing from this place just now. Please wait {minutes, plural, one {# minute} other {# minutes}} and send it again. What you typed is below.',
  'error.too-large.school':
    'This school is larger than a download here may be. Please ask whoever runs Convite to save it for you.',
  'error.too-large.picture':
    'This picture has more than 4 MB. Nothing of it was kept. Please go back and choose a smaller one, or a screenshot of it.',
  'error.wait-a-while.picture':
    'Many pictures came from this place just now. Please wait {minutes, plural, one {# minute} other {# minutes}} and send it again. What you typed is below.',
  'error.already-answered.introduction':
    'Somebody of the team answered this family already. Please look at the list again.',
  'error.workshop-changed':
    'Somebody changed this workshop while you were here. What you typed is still below. Please look and save again.',
  'field.address-needed': 'Please give the number or address.',
  'field.ballot-empty': 'Answer for at least one time.',
  'field.none-with-yes': 'This does not go with a yes.',
  'field.ambiguous-local-time': 'This hour comes twice. Choose which one you mean.',
  'field.nonexistent-local-time': 'This hour does not exist. Choose the one before or after it.',
  'field.caregiver-on-each-side': 'Each of the two families needs at least one grown-up.',
  'field.file-needed': 'Please choose a file.',
  'field.group': 'Please write a group as a kind and a value, such as “Bus: 14”.',
  'field.more-than-adults': 'These are more adults than come.',
  'field.more-than-people': 'These are more people than come.',
  'field.less-than-needed': 'This is less than is needed. Choose “Asked”, or write all that is needed.',
  'field.name-needed': 'Please give at least one name.',
  'field.phone': 'Please check the phone number.',
  'field.reason-needed': 'Please say why, in a few words.',
  'field.sure': 'Please tick that you are sure. Nothing was changed.',
  'field.consent': 'Please tick that everybody may see it. Nothing is shown yet.',
  'field.time-in-past': 'This time is already over.',
  'field.unknown-option': 'This time is no longer part of the vote.',
  'field.duplicate-option': 'This time is there twice.',
  'field.clock-time': 'Please give a time of day, such as 15:00.',
  'field.country': 'Please give the country as two letters, such as US.',
  'field.count': 'Please give each number as a whole number, 0 or more.',
  'field.email': 'Please check the e-mail address.',
  'field.too-far': 'Please choose days that lie closer together: ten weeks at most.',
  'field.date': 'Please give a date.',
  'field.end-before-start': 'The end has to come after the start.',
  'field.invalid': 'Please look at this one again.',
  'field.language': 'Please choose a language from the list.',
  'field.duplicate-language': 'This language is there twice.',
  'field.language-needed': 'Please give it in at least one language.',
  'field.not-among-languages': 'The main language has to be one of the school’s languages.',
  'field.number': 'Please give a whole number.',
  'field.required': 'This one is still empty.',
  'field.none-ticked': 'Nothing is ticked. Please tick at least one.',
  'field.time-zone': 'Please choose a time zone from the list.',
  'field.too-big': 'This number is too large.',
  'field.too-long': 'This text is too long.',
  'field.too-many': 'These are too many. Please take some out.',
  'field.far-from-session': 'This is more than a year from the session. Please check the year.',
  'field.gone': 'One of these is not there any more. Please look and choose again.',
  'field.overlapping-ages': 'These ages are in another line too. Each age belongs to one line.',
  'field.two-groups': 'Please choose a group or type a new one, not both.',
  'field.grade': 'Please give a grade of a school, such as K or 3. We keep no birth dates.',
  'field.too-small': 'This number is too small.',
  'field.unknown-field': 'The page sent something we do not know. Please load it again.',
  'error.asked-not-to-be-called':
    'This family asked not to be called. Nothing was saved. Another way is welcome: a note, a text, a word at the door.',
  'field.uncollected': 'Please leave out ID numbers, immigration and place of birth. We never keep those.',
  'field.promise-day': 'Please give the day by which it is kept.',
  'field.visit-pair': 'Home visits are made in pairs. Please say who goes along.',
  'field.visit-conditions':
    'A home visit needs each of these. Without one of them, please meet in another way.',
  'error.already-answered': 'You have answered these questions already. Thank you!',
  'field.survey-marks': 'Give two signs for each question, such as 24 13 -- 44 22.',
  'error.invitation-never': 'This family wants no invitations. Nothing was sent.',
  'error.invitation-open': 'This family has not answered its last invitation yet. Nothing was sent.',
  'error.invitation-paused': 'This family said “not now”. Please wait 90 days from then. Nothing was sent.',
  'field.tour-host': 'A tour of the community is led by a family. Please choose who leads it.',
  'field.deadline-after-first-option': 'This has to be before the first of the times.',
  'field.host-unknown': 'No family has a name like that. Leave it empty if the school leads it.',
  'field.family-unknown': 'No family has a name like that.',
  'field.review-empty': 'Tick a text that reads well, or write one better.',
  'field.review-fields': 'Keep everything in braces as it is.',
  'field.family-many':
    'Many families have a name like that. Please type more of it, or an address or a number.',
  'field.family-several': 'Several families have a name like that. Please choose one.',
  'field.picture-needed': 'Please choose a picture. None came, or an empty one.',
  'field.picture-bytes':
    'This picture has more than 4 MB. Please choose a smaller one, or a screenshot of it.',
  'field.picture-kind': 'This file is no JPEG, PNG or WebP picture. Please choose one of these.',
  'field.picture-heic':
    'This picture is of a kind that only some phones read (HEIC). Please choose it from your photos on the phone, or a screenshot of it.',
  'field.picture-moves': 'This is a moving picture. Please choose a still one.',
  'field.picture-print':
    'This picture is made for print (CMYK). Please save it as a picture for screens (RGB).',
  'field.picture-pixels':
    'This picture has more than 16 million pixels. Please choose a smaller one, or a screenshot of it.',
  'field.picture-broken': 'This picture is damaged or cut off. Please choose it again, or another one.',
} as const satisfies Record<`error.${RefusalCode}`, string> & Record<string, string>
