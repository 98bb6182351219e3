import { expect, test } from 'vitest'
import { upkeep, WrongCommand } from '../../../infra/local/upkeep.ts'
import { readSchool } from '../../../shared/school/school.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, schoolWith } from '../../support/puente.ts'

test('a school is removed only when its name is given', async () => {
  const table = await freshTable()
  const { school } = await schoolWith(table, 1)
  const said: string[] = []
  const run = (...given: string[]) => upkeep(table, given, (line) => said.push(line))
  await expect(run('remove-school', school)).rejects.toThrow('--name "Puente Elementary"')
  await expect(run('remove-school', school, '--name', 'Puente')).rejects.toThrow(WrongCommand)
  const context = contextFor(DEPLOYMENT, { table })
  expect((await readSchool(context, school)).name).toBe('Puente Elementary')
  await run('remove-school', school, '--name', 'Puente Elementary')
  expect(said).toEqual([expect.stringMatching(/^\d+ items of Puente Elementary are removed\.$/)])
  await expect(readSchool(context, school)).rejects.toThrow('not-found')
  await expect(run('remove-school', school, '--name', 'Puente Elementary')).rejects.toThrow('no school')
})

test('migrations run, and an unknown command prints the usage', async () => {
  const table = await freshTable()
  const said: string[] = []
  await upkeep(table, ['migrate'], (line) => said.push(line))
  expect(said.at(-1)).toBe('Everything is in its newest shape.')
  await expect(upkeep(table, ['improve'], () => undefined)).rejects.toThrow('npm run upkeep -- migrate')
})
