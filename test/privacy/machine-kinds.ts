import type { StoredKind } from './inventory.ts'

/** What is stored for technical reasons. */
export const MACHINE_KINDS: readonly StoredKind[] = [
  {
    what: 'A roster file that waits to be imported (on AWS in a private bucket, for a day at most)',
    key: 'SCHOOL#{school}#UPLOAD#{upload} / PART#{place}',
    sees: ['nobody'],
    goes: ['hour', 'done', 'school'],
    fields: { bytes: 'the file, compressed' },
  },
  {
    what: 'An import that took long',
    key: 'SCHOOL#{school}#JOBS / JOB#{job}',
    sees: ['organizers'],
    goes: ['week', 'school'],
    fields: {
      status: 'how far it is',
      done: 'how far it is',
      total: 'how far it is',
      upload: 'which file',
      dryRun: 'whether it only looks',
      faults: 'how often it broke down',
      code: 'why it was refused',
      planned: 'what it would change, compressed: counts, and of bad rows file, line and field',
      result: 'what it changed, compressed: counts, and of bad rows file, line and field',
    },
  },
  {
    what: 'Who imports into a school just now',
    key: 'SCHOOL#{school}#JOBS / TURN',
    sees: ['nobody'],
    goes: ['done', 'school'],
    fields: { holder: 'a name by chance', until: 'how long that holds' },
  },
  {
    what: 'The answer to a program that asked with an Idempotency-Key, sealed with what only that program knows',
    key: 'IDEMPOTENCY#{hash} / IDEMPOTENCY',
    sees: ['nobody'],
    goes: ['day'],
    fields: {
      id: 'by which a repeat of the request goes on where it stopped',
      fingerprint: 'whether it is the same request, as a hash',
      until: 'how long it holds',
      response: 'the answer, encrypted with a key made of the token and the key of the request',
      parts: 'in how many more items it goes on',
    },
  },
  {
    what: 'What a request read before it changed it, for its repeat: a family that is merged into another, the counts of a roster',
    key: 'IDEMPOTENCY#{hash} / REMEMBERED',
    sees: ['nobody'],
    goes: ['day'],
    fields: {
      text: 'what was read, encrypted with a key made of the key of the request, which is kept nowhere',
      parts: 'in how many more items it goes on',
    },
  },
  {
    what: 'How many wrong guesses came from a network address in ten minutes',
    key: 'GUESSES#{caller} / GUESSES',
    sees: ['nobody'],
    goes: ['minutes'],
    fields: { count: 'a sum, under a hash of the address that only this deployment can make' },
  },
  {
    what: 'That a school is being restored from an archive',
    key: 'RESTORING / SCHOOL#{school}',
    sees: ['nobody'],
    goes: ['done', 'school'],
    fields: {
      archive: 'which archive, as a hash, so that no other one is mixed with it',
      since: 'when it began',
    },
  },
  {
    what: 'How far a migration is',
    key: 'MIGRATIONS / {migration}',
    sees: ['nobody'],
    goes: ['deployment'],
    fields: {
      changed: 'a sum',
      passedBy: 'a sum',
      isDone: 'so that it does not run again at each start',
      'after.pk': { why: 'from where to go on: a key of an item', goes: ['done'] },
      'after.sk': { why: 'from where to go on: a key of an item', goes: ['done'] },
    },
  },
]
