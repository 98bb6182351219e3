import { beforeAll, expect, test } from 'vitest'
import * as schools from '../../../shared/school/school.operations.ts'
import { DEFAULT_SETTINGS, NewSchool } from '../../../shared/school/school.ts'
import type { Table } from '../../../shared/table/table.ts'
import { createSchool } from '../../../shared/team/founding.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'

let table: Table
beforeAll(async () => {
  table = await freshTable()
})

const puente = NewSchool.parse({
  name: 'Puente Elementary',
  timeZone: 'America/New_York',
  languages: ['en', 'es'],
  defaultLanguage: 'en',
})
const deployment = () => contextFor({ kind: 'deployment' }, { table })

test('a school is created by the deployment, read by its own key and not found by another', async () => {
  expect(await schools.hasSchools(deployment())).toBe(false)
  const school = await createSchool(deployment(), puente)
  expect(await schools.hasSchools(deployment())).toBe(true)
  expect(school.settings).toEqual(DEFAULT_SETTINGS)
  const own = contextFor({ kind: 'apiKey', school: school.id, id: 'k' }, { table })
  const other = contextFor({ kind: 'apiKey', school: 'another', id: 'k' }, { table })
  expect(await schools.readSchool(own, school.id)).toEqual(school)
  await expect(schools.readSchool(other, school.id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(createSchool(own, puente)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(schools.listSchools(own, { limit: 10 })).rejects.toMatchObject({ code: 'forbidden' })
})

test('of two changes to the same revision one is refused because the school changed', async () => {
  const school = await createSchool(deployment(), puente)
  const changes = await Promise.allSettled(
    ['One', 'Two'].map((name) =>
      schools.updateSchool(deployment(), school.id, { name, revision: school.revision }),
    ),
  )
  expect(changes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect((await schools.readSchool(deployment(), school.id)).revision).toBe(2)
})

test('a default language that is not among the languages is refused, and nothing is written', async () => {
  const school = await createSchool(deployment(), puente)
  const change = schools.updateSchool(deployment(), school.id, { languages: ['es'] })
  await expect(change).rejects.toMatchObject({ code: 'invalid-input' })
  expect((await schools.readSchool(deployment(), school.id)).languages).toEqual(['en', 'es'])
})

test('the list of schools comes in pages', async () => {
  const first = await schools.listSchools(deployment(), { limit: 2 })
  expect(first.items).toHaveLength(2)
  const second = await schools.listSchools(deployment(), { limit: 2, cursor: first.nextCursor ?? '' })
  expect(second.items).toHaveLength(1)
  expect(second.nextCursor).toBeUndefined()
})
