import { createHash } from 'node:crypto'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { DateTime } from 'luxon'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { publicScope } from '../../../shared/access/actor.ts'
import { hashOf } from '../../../shared/access/identifier.ts'
import { archiveSchool } from '../../../shared/archive/archive.operations.ts'
import { MANIFEST } from '../../../shared/archive/manifest.ts'
import { restoreSchool } from '../../../shared/archive/restore.operations.ts'
import { UnusableArchive } from '../../../shared/archive/unusable-archive.ts'
import { getContact, putContact } from '../../../shared/family/contact.store.ts'
import type { ContactState } from '../../../shared/family/contact.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { hasSchools, readPublicSchool } from '../../../shared/school/school.operations.ts'
import { removeSchoolItems } from '../../../shared/table/removal.ts'
import type { WholeTable } from '../../../shared/table/table.ts'
import { bytesOf, sourceOf } from '../../support/archive.ts'
import { contextFor, TEST_NOW } from '../../support/context.ts'
import { quietTable } from '../../support/engine.ts'
import { everyItem } from '../../support/life.ts'
import { pictureStorage } from '../../support/picture-storage.ts'
import { DEPLOYMENT, schoolWith } from '../../support/puente.ts'

// Many restores, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const NAME = 'Puente Elementary'
const LISTED = { channel: 'sms', to: '+16175550123' } as const
const BY_LIST: ContactState = {
  ...{ state: 'stopped', reason: 'list', at: '2027-02-20T10:00:00.000Z' },
  ...{ source: 'District calls', listed: '2027-02-20T10:00:00.000Z' },
}
const now = () => DateTime.fromISO(TEST_NOW, { zone: 'utc' })
let archive: Uint8Array
let school: string
let table: WholeTable

beforeAll(async () => {
  const from = await quietTable()
  school = (await schoolWith(from, 40)).school
  const caregivers = [{ givenName: 'Linh', channels: [{ kind: 'phone', address: LISTED.to }] }]
  await addFamily(contextFor(DEPLOYMENT, { table: from }), school, FamilyInput.parse({ caregivers }))
  await from.commit(putContact(LISTED, BY_LIST))
  archive = await bytesOf(
    await archiveSchool(contextFor(DEPLOYMENT, { table: from }), pictureStorage(), school),
  )
})

beforeEach(async () => {
  table = await quietTable()
})

const restore = (bytes: Uint8Array, name: string | undefined = NAME, on: WholeTable = table) =>
  restoreSchool({ table: on, now }, pictureStorage(), { source: sourceOf(bytes), name })

/** The archive with other files, and a manifest that fits them. */
function changed(change: (files: Record<string, Uint8Array>, manifest: Record<string, unknown>) => void) {
  const { [MANIFEST]: told = new Uint8Array(), ...files } = unzipSync(archive)
  const manifest = JSON.parse(strFromU8(told))
  change(files, manifest)
  const parts = Object.entries(files).map(([file, bytes]) => ({
    name: file.replace('.ndjson', ''),
    lines: strFromU8(bytes).split('\n').length - 1,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }))
  return zipSync({ ...files, [MANIFEST]: strToU8(JSON.stringify({ ...manifest, parts })) })
}

test('what another tool said of a number comes along, with its date and source', async () => {
  await restore(archive)
  expect(await getContact(table, LISTED)).toEqual(BY_LIST)
})

const withLine = (file: string, change: (line: Record<string, unknown>) => object) =>
  changed((files) => {
    const [first = '', ...rest] = strFromU8(files[file] ?? new Uint8Array()).split('\n')
    files[file] = strToU8([JSON.stringify(change(JSON.parse(first))), ...rest].join('\n'))
  })

const BAD: [what: string, bytes: () => Uint8Array, problem: string][] = [
  ['no zip', () => strToU8('family_id,caregiver_name\n'.repeat(50)), 'not-a-zip'],
  ['nothing at all', () => new Uint8Array(), 'not-a-zip'],
  ['cut in half', () => archive.slice(0, archive.length / 2), 'cut-off'],
  ['without its last bytes', () => archive.slice(0, -40), 'cut-off'],
  ['another zip', () => zipSync({ 'users.csv': strToU8('sourcedId\n1') }), 'not-an-archive'],
  [
    'of a newer version',
    () => changed((_, manifest) => Object.assign(manifest, { version: 2 })),
    'newer-version',
  ],
  [
    'of another program',
    () => changed((_, manifest) => Object.assign(manifest, { format: 'else' })),
    'not-an-archive',
  ],
  [
    'a zip bomb',
    () => changed((files) => Object.assign(files, { bomb: new Uint8Array(30_000_000) })),
    'too-large',
  ],
  [
    'with a line that never ends',
    () =>
      changed((files) =>
        Object.assign(files, {
          'votes.ndjson': strToU8(
            Array.from({ length: 300_000 }, (_, place) =>
              createHash('md5').update(`${place}`).digest('hex'),
            ).join(''),
          ),
        }),
      ),
    'too-large',
  ],
  [
    'with a file that no archive has',
    () => changed((files) => Object.assign(files, { 'x.ndjson': strToU8('{}\n') })),
    'foreign',
  ],
  [
    'without a school',
    () => changed((files) => Object.assign(files, { 'school.ndjson': strToU8('') })),
    'damaged',
  ],
  [
    'with a line that is no JSON',
    () => changed((files) => Object.assign(files, { 'visits.ndjson': strToU8('{\n') })),
    'damaged',
  ],
  [
    'with a family of another school',
    () => withLine('families.ndjson', (line) => ({ ...line, pk: 'SCHOOL#other#FAMILIES' })),
    'foreign',
  ],
  [
    'with a key for programs',
    () => withLine('families.ndjson', (line) => ({ ...line, pk: `SCHOOL#${school}`, sk: 'API-KEY#mine' })),
    'foreign',
  ],
  [
    'with a link that somebody put in',
    () => withLine('families.ndjson', (line) => ({ ...line, links: ['known'] })),
    'foreign',
  ],
]

describe('An archive is refused, and nothing of it is written:', () => {
  test.each(BAD)('%s', async (_, bytes, problem) => {
    await expect(restore(bytes())).rejects.toMatchObject({ problem })
    expect(await everyItem(table)).toEqual([])
  })

  test('a byte of a family that changed', async () => {
    const { [MANIFEST]: told = new Uint8Array(), ...files } = unzipSync(archive)
    const families = strFromU8(files['families.ndjson'] ?? new Uint8Array()).replace('Parent', 'Parant')
    const bytes = zipSync({ ...files, 'families.ndjson': strToU8(families), [MANIFEST]: told })
    await expect(restore(bytes)).rejects.toMatchObject({ problem: 'damaged' })
    expect(await everyItem(table)).toEqual([])
  })

  test('of a school that is not the one that was named', async () => {
    await expect(restore(archive, 'Other Elementary')).rejects.toMatchObject({ problem: 'another-school' })
    await expect(restore(archive, '')).rejects.toMatchObject({ problem: 'another-school' })
    expect(await everyItem(table)).toEqual([])
  })

  test('of a school that is there', async () => {
    await restore(archive)
    const before = await everyItem(table)
    await expect(restore(archive)).rejects.toMatchObject({ problem: 'school-there' })
    expect(await everyItem(table)).toEqual(before)
  })
})

/** The table, on which the database is gone after some writes. */
function endingAfter(writes: number): WholeTable {
  let left = writes
  const write = <Given extends unknown[], Result>(act: (...given: Given) => Promise<Result>) => {
    return async (...given: Given) => {
      if (left-- <= 0) throw new Error('The power is out.')
      return act(...given)
    }
  }
  return { ...table, commit: write(table.commit), putAll: write(table.putAll) }
}

test('A picture from before they were files becomes one, and one that was replaced meanwhile is left out', async () => {
  const from = await quietTable()
  const { school: id } = await schoolWith(from, 1)
  const jpeg = Buffer.from([0xff, 0xd8, 0xff])
  const picture = (workshop: string, bytes: Buffer) => ({
    ...{ pk: `SCHOOL#${id}#PICTURES`, sk: `WORKSHOP#${workshop}#host`, version: 1, workshop, about: 'host' },
    ...{ family: 'rosa', language: 'en', hash: hashOf(bytes), width: 1, height: 1, at: TEST_NOW },
  })
  const file = { pk: `SCHOOL#${id}#PICTURE-FILES`, jpeg: jpeg.toString('base64') }
  await from.commit(
    { put: picture('one', jpeg) },
    { put: { ...file, sk: 'WORKSHOP#one#host' } },
    { put: picture('two', Buffer.from('another')) },
  )
  const context = contextFor(DEPLOYMENT, { table: from })
  const source = sourceOf(await bytesOf(await archiveSchool(context, pictureStorage(), id)))
  const files = pictureStorage()
  await restoreSchool({ table, now }, files, { source, name: NAME })
  const scope = publicScope(id)
  const [stored = ''] = await files.list(scope)
  expect(await files.list(scope)).toEqual([stored])
  expect(Buffer.from((await files.get(scope, stored)) ?? []).equals(jpeg)).toBe(true)
  const items = (await everyItem(table)).filter(({ pk }) => pk.includes('#PICTURE'))
  expect(items.map(({ sk, file: named }) => [sk, named])).toEqual([
    ['WORKSHOP#one#host', stored],
    ['WORKSHOP#two#host', undefined],
  ])
})

describe('A restore that ends halfway', () => {
  test.each([1, 2, 4, 9, 20])(
    'after %i writes leaves no school, and the same archive goes on',
    async (writes) => {
      await expect(restore(archive, NAME, endingAfter(writes))).rejects.toThrow('The power is out.')
      await expect(readPublicSchool({ table }, school)).rejects.toThrow('not-found')
      expect(await hasSchools({ table })).toBe(false)
      await restore(archive)
      const whole = await quietTable()
      await restore(archive, NAME, whole)
      const placesIn = async (one: WholeTable) =>
        (await everyItem(one)).map(({ pk, sk }) => `${pk} ${sk}`).toSorted()
      expect(await placesIn(table)).toEqual(await placesIn(whole))
    },
  )

  test('refuses another archive of the same school, until it is taken back', async () => {
    await expect(restore(archive, NAME, endingAfter(4))).rejects.toThrow('The power is out.')
    const other = changed((_, manifest) => Object.assign(manifest, { madeAt: 'later' }))
    await expect(restore(other)).rejects.toMatchObject({ problem: 'other-half-restored' })
    await removeSchoolItems(table, school)
    expect(await everyItem(table)).toEqual([])
    await restore(other)
    expect((await readPublicSchool({ table }, school)).name).toBe(NAME)
  })
})

test('A problem says what it is, and where', () => {
  expect(new UnusableArchive('damaged', 'votes').message).toBe('damaged: votes')
})
