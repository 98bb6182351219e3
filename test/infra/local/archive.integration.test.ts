import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import { archive } from '../../../infra/local/archive.ts'
import { WrongCommand } from '../../../infra/local/upkeep.ts'
import { publicScope } from '../../../shared/access/actor.ts'
import { beginRestoring } from '../../../shared/archive/archive.store.ts'
import { MANIFEST } from '../../../shared/archive/manifest.ts'
import { readPublicSchool } from '../../../shared/school/school.operations.ts'
import type { WholeTable } from '../../../shared/table/table.ts'
import { TEST_NOW } from '../../support/context.ts'
import { quietTable } from '../../support/engine.ts'
import { everyItem } from '../../support/life.ts'
import { pictureStorage } from '../../support/picture-storage.ts'
import { schoolWith } from '../../support/puente.ts'

const folder = mkdtempSync(join(tmpdir(), 'archive-'))
const file = join(folder, 'puente.zip')
let from: WholeTable
let school: string

async function run(table: WholeTable, ...given: string[]): Promise<string> {
  const said: string[] = []
  await archive({ table, pictures: pictureStorage() }, given, (line) => said.push(line))
  return said.join('\n')
}

beforeAll(async () => {
  from = await quietTable()
  school = (await schoolWith(from, 3)).school
  await run(from, 'save', school, file)
})

test('A school is saved as a file, and restored from it where its name is given', async () => {
  expect(readdirSync(folder)).toEqual(['puente.zip'])
  const to = await quietTable()
  await expect(run(to, 'restore', file)).rejects.toThrow('--name "Puente Elementary"')
  expect(await run(to, 'restore', file, '--name', 'Puente Elementary')).toContain('is restored')
  expect(await readPublicSchool({ table: to }, school)).toEqual(
    await readPublicSchool({ table: from }, school),
  )
  await expect(run(to, 'restore', file, '--name', 'Puente Elementary')).rejects.toThrow('here already')
})

/** The saved archive with a later version in its manifest. */
function ofNewerVersion(): Uint8Array {
  const files = unzipSync(readFileSync(file))
  const manifest = JSON.parse(strFromU8(files[MANIFEST] ?? new Uint8Array()))
  return zipSync({ ...files, [MANIFEST]: strToU8(JSON.stringify({ ...manifest, version: 2 })) })
}

const REFUSED: [what: string, bytes: () => Uint8Array, name: string, said: string][] = [
  [
    'that is cut in half',
    () => readFileSync(file).subarray(0, readFileSync(file).length / 2),
    'Puente Elementary',
    'The end of this file is missing: copy or download it again.',
  ],
  [
    'of a newer version',
    ofNewerVersion,
    'Puente Elementary',
    'This archive comes from a newer version of Convite: update Convite first.',
  ],
  [
    'of another school',
    () => readFileSync(file),
    'Riverbend Elementary',
    'To restore the school of this archive give its name: --name "Puente Elementary"',
  ],
]

test.each(REFUSED)(
  'A file %s is refused in a sentence, and nothing is written',
  async (what, bytes, name, said) => {
    const refused = join(mkdtempSync(join(tmpdir(), 'archive-')), `${what}.zip`)
    writeFileSync(refused, bytes())
    const to = await quietTable()
    const fault = await run(to, 'restore', refused, '--name', name).catch((one) => one)
    expect(fault).toBeInstanceOf(WrongCommand)
    expect(fault.message).toBe(said)
    expect(await everyItem(to)).toEqual([])
  },
)

test('What an unfinished restore wrote is taken back, and nothing of a school that is whole', async () => {
  await expect(run(from, 'undo', school)).rejects.toThrow(WrongCommand)
  const to = await quietTable()
  await to.commit(beginRestoring(publicScope(school), { archive: 'another', since: TEST_NOW }))
  await expect(run(to, 'restore', file, '--name', 'Puente Elementary')).rejects.toThrow('half restored')
  expect(await run(to, 'undo', school)).toBe('1 items are taken back.')
  expect(await run(to, 'restore', file, '--name', 'Puente Elementary')).toContain('is restored')
})

test('An unknown command, and a school that is not there, are answered', async () => {
  for (const unknown of ['improve', '--help'])
    await expect(run(from, unknown)).rejects.toThrow('npm run archive -- save')
  await expect(run(from, 'save', 'nobody', join(folder, 'nobody.zip'))).rejects.toThrow(
    'There is no school nobody here.',
  )
  await expect(run(from, 'restore', join(folder, 'none.zip'))).rejects.toThrow('There is no file')
  expect(readdirSync(folder)).not.toContain('nobody.zip')
})
