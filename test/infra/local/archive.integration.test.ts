import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { archive } from '../../../infra/local/archive.ts'
import { WrongCommand } from '../../../infra/local/upkeep.ts'
import { publicScope } from '../../../shared/access/actor.ts'
import { beginRestoring } from '../../../shared/archive/archive.store.ts'
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

test('A file that is cut in half is refused in a sentence', async () => {
  const half = join(folder, 'half.zip')
  const bytes = readFileSync(file)
  writeFileSync(half, bytes.subarray(0, bytes.length / 2))
  const to = await quietTable()
  await expect(run(to, 'restore', half, '--name', 'Puente Elementary')).rejects.toThrow(
    'The end of this file is missing',
  )
  expect(await everyItem(to)).toEqual([])
})

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
