/** English for the import of rosters. */
export const enRoster = {
  'roster.title': 'Import a roster',
  'roster.text':
    'Choose the list of families from your school’s system. You see what would change before anything is written.',
  'roster.choose': 'The file',
  'roster.look': 'See what would change',
  'roster.forms': 'What we can read',
  'roster.oneRoster': 'A OneRoster zip, version 1.1 or 1.2, as student information systems export it.',
  'roster.simple': 'A CSV file, a row for each child, with these columns:',
  'roster.values':
    'Ways to reach somebody: {channels}. Grades: PK, K, 1 to 12. Without a grade, an age: {ages}. Languages: codes such as es or so. Groups: kind:value, with ; between them.',
  'roster.yourFile': 'your file',
  'roster.kept':
    'What a family changed itself stays as the family said it. Birth dates, student numbers and passwords are not kept.',
  'roster.looking': 'We are looking at the file. A large one takes a while.',
  'roster.preview': 'What would change',
  'roster.nothingYet': 'Nothing is written yet. The file waits here for an hour.',
  'roster.import': '{count, plural, =0 {Import anyway} one {Import # family} other {Import # families}}',
  'roster.other': 'Choose another file',
  'roster.created': 'New families',
  'roster.updated': 'Families that change',
  'roster.unchanged': 'Families that stay as they are',
  'roster.allRead': 'Every row could be read.',
  'roster.rejected': '{count, plural, one {# row is left out} other {# rows are left out}}',
  'roster.warnings': '{count, plural, one {# thing to look at} other {# things to look at}}',
  'roster.more': 'and {count} more',
  'roster.line': 'Line',
  'roster.file': 'File',
  'roster.field': 'Column',
  'roster.reason': 'Why',
  'roster.reason.age-band':
    'We do not know this age: use infant, toddler, three, preschool, early, older or teen.',
  'roster.reason.agent-unknown': 'It names a person who is not in the file.',
  'roster.reason.family-large':
    'This family is very large. Please check that the file does not tie strangers together.',
  'roster.reason.no-caregiver':
    'No grown-up of this child is in the file. Add one by hand, so that we can reach the family.',
  'roster.reason.relative-untied': 'This relative belongs to no family in the file, so they are left out.',
  'roster.reason.channel': 'We do not know this way to reach somebody: use text, email, phone or paper.',
  'roster.reason.column-count': 'The row has more cells than the first line.',
  'roster.reason.column-refused': 'This column is never kept here.',
  'roster.reason.column-repeated':
    'This column is there more than once. We read the first one that is filled in.',
  'roster.reason.duplicate': 'This number was there before.',
  'roster.reason.email': 'This e-mail address cannot be right, so it was left out.',
  'roster.reason.family-removed': 'Nobody of this family is in the school any more.',
  'roster.reason.sign':
    'This name begins with a sign as a formula does. It was kept as it is: please check it.',
  'roster.reason.grade-missing': 'The child has no grade.',
  'roster.reason.grade-unknown': 'We do not know this grade. It was kept as it is: please check it.',
  'roster.reason.grade': 'This is not a grade of a school, such as K or 3. We keep no birth dates.',
  'roster.reason.group': 'A group is written as kind:value, so this one was left out.',
  'roster.reason.language-unreadable': 'We do not know this language, so the school’s was taken.',
  'roster.reason.missing': 'Something that we need is empty.',
  'roster.reason.phone': 'This phone number cannot be right, so it was left out.',
  'roster.reason.role-missing': 'The person has no role.',
  'roster.reason.status-unknown': 'We do not know this status.',
  'roster.reason.too-long': 'This text is too long.',
  'roster.reason.uncollected':
    'This holds the number of a document, immigration or birthplace. We never keep those.',
  'roster.reason.would-join':
    'The file ties this family to another. They stay as they are: Today asks you whether they are one.',
  'roster.reason.would-part':
    'The file no longer ties this family together. It stays as it is: Today asks you whether somebody leaves it.',
  'roster.reason.encoding-windows-1252':
    'The file is not in UTF-8. We read it as Windows-1252: please check the names.',
  'roster.job.running': 'The import is running',
  'roster.job.done': 'The roster is imported',
  'roster.job.failed': 'The import stopped',
  'roster.progress': '{done} of {total} families',
  'roster.runningText': 'This page looks again by itself. You may also close it: the import goes on.',
  'roster.lookAgain': 'Look now',
  'roster.failedText':
    'Something went wrong on our side. What was written before is right. You can import the same file again.',
  'roster.again': 'Import again',
  'roster.toFamilies': 'See the families',
  'roster.download': 'Download the rows left out',
  'roster.reason.family-departed': 'A family of this list asked not to be kept, so it is left out.',
  'roster.languages': 'Languages of this roster that your school does not offer yet',
  'roster.addLanguage': 'Add {language}',
  'ties.title': 'Do these people belong together?',
  'ties.text':
    'Your roster differs from the families here. Nothing changes until you answer, and your answer stays.',
  'ties.join': 'The roster ties {family} to {other}. Are they one family?',
  'ties.renumbered':
    'The roster lists {listed} under a new number, with the name and the phone or address of {family}. Is it the same family?',
  'ties.renamed':
    'The roster lists {listed}, with a phone or address of {family}. The names differ. Are they one family?',
  'ties.part': 'The roster no longer ties {people} to the family {family}. Do they still belong together?',
  'ties.missing': '{people} of the family {family}: no longer in the roster. Still part of the family?',
  'ties.join.together': 'Join the families',
  'ties.join.apart': 'Keep them apart',
  'ties.join.effect': 'Join: {other} becomes part of the family {family}. Keep apart: nothing changes.',
  'ties.renamed.effect':
    'Join: the next import puts {listed} into the family {family}. Keep apart: the next import makes {listed} a family of their own.',
  'ties.part.together': 'Keep them together',
  'ties.part.apart': 'Part from the family',
  'ties.missing.apart': 'Take out of the family',
  'ties.part.effect': 'Together: nothing changes. Otherwise {people} leave the family {family}.',
  'ties.did.joined': 'They are one family now: {family}.',
  'ties.did.numbered':
    'They count as one family: {family}. The next import puts the people of the roster into it.',
  'ties.did.apart': 'They stay apart. A roster does not ask about it again.',
  'ties.did.together': 'They stay together in the family {family}.',
  'ties.did.parted':
    'They left the family {family}. On its page you can merge them with it or add them again.',
  'ties.did.undone':
    'Your answer is taken back, and the next import asks again. Whom an import has brought since stays.',
  'ties.toSplit': 'Part them again',
  'ties.toFamily': 'Open the family {family}',
} as const
