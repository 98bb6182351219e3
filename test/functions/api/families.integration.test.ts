import { beforeAll, describe, expect, test } from 'vitest'
import { publicScope } from '../../../shared/access/actor.ts'
import { getFamily, putFamily } from '../../../shared/family/family.store.ts'
import type { Table } from '../../../shared/table/table.ts'
import { apiOn, PUENTE } from '../../support/api.ts'
import { freshTable } from '../../support/engine.ts'

let table: Table
let api: ReturnType<typeof apiOn>
let school: string
beforeAll(async () => {
  table = await freshTable()
  api = apiOn(table)
  school = (await api('POST', '/schools', PUENTE)).body.id
})

// Stored before today's checks.
const OLD = { children: [{ grade: '2018-04-02' }], spokenLanguage: 'zzz', groups: ['visa:yes'] }

/** The path of a family that holds values which today's checks would refuse. */
async function oldFamily(): Promise<string> {
  const caregivers = [{ givenName: 'Rosa', channels: [{ kind: 'email', address: 'rosa@example.org' }] }]
  const { body } = await api('POST', `/schools/${school}/families`, { caregivers })
  const scope = publicScope(school)
  const family = await getFamily(table, scope, body.id)
  if (!family) throw new Error('the family is there')
  await table.commit(putFamily(scope, { ...family, ...OLD, revision: family.revision + 1 }))
  return `/schools/${school}/families/${body.id}`
}

describe('a change of a family through the API', () => {
  test('passes what is stored already, also where a check of today would refuse it', async () => {
    const path = await oldFamily()
    const { body: before } = await api('GET', path)
    const { caregivers, children, groups, spokenLanguage } = before
    const change = { caregivers, children, groups, spokenLanguage, bothMustAttend: true }
    const changed = await api('PATCH', path, change)
    expect(changed.status).toBe(200)
    expect(changed.body).toMatchObject({ ...OLD, bothMustAttend: true })
  })

  test('is checked where it brings something new, and then changes nothing', async () => {
    const path = await oldFamily()
    const { body: before } = await api('GET', path)
    const refused = await api('PATCH', path, { groups: [...OLD.groups, 'visa:no'], bothMustAttend: true })
    expect(refused.status).toBe(422)
    expect(refused.body.errors).toMatchObject([{ pointer: '/groups/1' }])
    expect((await api('PATCH', path, { children: [{ grade: '2019-05-03' }] })).status).toBe(422)
    expect((await api('GET', path)).body).toEqual(before)
  })

  test('of a family that is not there is refused as that', async () => {
    expect((await api('PATCH', `/schools/${school}/families/none`, { groups: ['visa:no'] })).status).toBe(404)
  })
})
