import { expect, test } from 'vitest'
import { migrateAtStart } from '../../../infra/local/migrations.ts'
import { upkeep, WrongCommand } from '../../../infra/local/upkeep.ts'
import { readSchool } from '../../../shared/school/school.operations.ts'
import { MARKER_ATTRIBUTES } from '../../../shared/table/pending-marker.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { readPoll } from '../../../shared/workshop/results.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

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
  for (const unknown of ['improve', '--help'])
    await expect(upkeep(table, [unknown], () => undefined)).rejects.toThrow('npm run upkeep -- migrate')
})

test('votes of a version without packed copies count after a start, and the next start goes over nothing', async () => {
  const table = await freshTable()
  const context = contextFor(DEPLOYMENT, { table })
  const { school, ids } = await schoolWith(table, 1)
  const { id: workshop } = await createWorkshop(context, school, READING)
  const options = [{ startLocal: '2027-03-16T18:00' }]
  const poll = await putPoll(context, workshop, { options, closesAt: '2027-03-12T18:00' })
  const [option = ''] = poll.options.map(({ id }) => id)
  await castBallot(context, workshop, ids[0] ?? '', { answers: { [option]: 'yes' } })
  const ballot = { pk: `SCHOOL#${school}#BALLOTS#${workshop}`, sk: `BALLOT#${ids[0]}` }
  await table.commit({ amend: ballot, drop: MARKER_ATTRIBUTES, when: 'present' })
  await migrateAtStart(table)
  expect((await readPoll(context, workshop)).options.map(({ yes }) => yes)).toEqual([1])
  const scan = async () => {
    throw new Error('The table is scanned again.')
  }
  await migrateAtStart({ ...table, scan })
})
