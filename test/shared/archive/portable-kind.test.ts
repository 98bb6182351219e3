import { describe, expect, test } from 'vitest'
import { PORTABLE_KINDS, type PortableKind } from '../../../shared/archive/portable-kind.ts'
import type { StoredKind } from '../../privacy/inventory.ts'
import { KINDS } from '../../privacy/kinds.ts'

/** What no archive holds, by the words of the inventory, and why. A new kind of item is entered here or among the portable. */
const LEFT_BEHIND: Readonly<Record<string, 'secret' | 'rebuilt' | 'gone soon' | 'of the machine' | 'gone'>> =
  {
    'A family that the team removed': 'gone',
    'Something of a family that the team removed': 'gone',
    "What a family's personal link or code opens": 'secret',
    'What a link in a message opens': 'secret',
    'That a family which introduced itself was let in': 'secret',
    'Families, votes, replies and visits packed closely, to be counted': 'rebuilt',
    'The list of families packed closely, to be searched': 'rebuilt',
    'When families were heard from, packed closely': 'rebuilt',
    'How often the parts of that list were written': 'rebuilt',
    'That a family asked about a workshop, so that not more than three of its questions wait': 'rebuilt',
    'That one of those is gone, until the copy knows it': 'rebuilt',
    'That those are stale, while an import writes very many': 'rebuilt',
    'A message with the first link of a family that introduced itself': 'secret',
    'A message to somebody who is asked to help': 'secret',
    'A message with a code to sign in': 'secret',
    'A message that invites into the team': 'secret',
    'Which school last wrote to a number and what it asked, under a hash of it': 'gone soon',
    'Which of the texts about a session a number had, under a hash of it': 'gone soon',
    'By which name a gateway for texts speaks of a message': 'gone soon',
    'That a text that came in was handled, under a hash of the id that its carrier gave it': 'gone soon',
    'What the link of somebody who was asked to help opens': 'secret',
    "A school's line in the deployment's directory": 'rebuilt',
    'By which address somebody of the team is found, as a hash of it': 'rebuilt',
    'That an address has one member in a school, under a hash of it': 'rebuilt',
    'A code to sign in with that was asked for': 'secret',
    'A link to sign in with': 'secret',
    'A key for programs, as it is listed': 'secret',
    'What a key for programs opens': 'secret',
    'A roster file that waits to be imported (on AWS in a private bucket, for a day at most)':
      'of the machine',
    'An import that took long': 'of the machine',
    'Who imports into a school just now': 'of the machine',
    'The answer to a program that asked with an Idempotency-Key, sealed with what only that program knows':
      'of the machine',
    'What a request read before it changed it, for its repeat: a family that is merged into another, the counts of a roster':
      'of the machine',
    'How many wrong guesses came from a network address in ten minutes': 'of the machine',
    'How far a migration is': 'of the machine',
    'A file with the pixels of a picture, until one names it, or while its family can come back':
      'of the machine',
    'That a school is being restored from an archive': 'of the machine',
  }

/** Leaves in a file of its own, and not as a copy of its item. */
const OTHERWISE: readonly string[] = [
  'A picture from before its pixels were in a file: without the place and time that a phone notes in it',
  'What is known of an address, under a hash of it: for every school of the deployment',
]

/** The fields of portable items that stay behind, and why. */
const FIELDS_LEFT: Readonly<Record<string, readonly string[]>> = {
  // Which links and codes are valid, as hashes: every link has ended where the school is restored.
  families: ['links', 'printedCodes', 'linksSince', 'caregiverLinksSince'],
  // Its pixels leave in a file of their own, and get a new name.
  pictures: ['file'],
  // Counted again.
  workshops: ['tally', 'tallied'],
  // Hashes of links, and what the machine that sent it knows of it.
  messages: ['links', 'leaseUntil', 'receipt'],
}

const messages = (kind: StoredKind) => kind.key.includes('#OUTBOX#')

function portableOf({ key, what }: StoredKind): PortableKind | undefined {
  if (what in LEFT_BEHIND) return undefined
  const [pk = '', sk = ''] = key.split(' / ')
  const owned = pk.replace(/^(SCHOOL#\{school\}#[A-Z-]+)#.+$/, '$1#{owner}')
  return PORTABLE_KINDS.find((one) => one.pk === owned && one.sk === sk.replace(/\{.+$/, '{id}'))
}

const topFields = ({ fields }: StoredKind) => Object.keys(fields).map((name) => name.replace(/[.[].*$/, ''))

describe('Each kind of the data inventory', () => {
  test.each(KINDS.map((kind) => [kind.what, kind] as const))(
    'leaves, or stays for a reason: %s',
    (what, kind) => {
      const ways = [what in LEFT_BEHIND, OTHERWISE.includes(what), portableOf(kind) !== undefined]
      expect(ways.filter(Boolean)).toHaveLength(1)
    },
  )

  test.each(PORTABLE_KINDS.map((kind) => [kind.name, kind] as const))(
    '%s leaves with all its fields',
    (name, kind) => {
      const stored = new Set(KINDS.filter((one) => portableOf(one) === kind).flatMap(topFields))
      expect([...kind.fields, ...(FIELDS_LEFT[name] ?? [])].toSorted()).toEqual([...stored].toSorted())
    },
  )
})

test('no more stays behind than the inventory has', () => {
  const known = KINDS.map(({ what }) => what)
  expect([...Object.keys(LEFT_BEHIND), ...OTHERWISE].filter((what) => !known.includes(what))).toEqual([])
})

test('messages that carry a link or a code are those that stay', () => {
  const carrying = KINDS.filter(messages).filter(({ fields }) =>
    ['fields.token', 'fields.code'].some((name) => name in fields),
  )
  expect(carrying.map(({ what }) => LEFT_BEHIND[what])).toEqual(carrying.map(() => 'secret'))
})
