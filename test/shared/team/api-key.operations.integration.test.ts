import { expect, test } from 'vitest'
import { actorOfToken } from '../../../shared/access/token.operations.ts'
import { NewSchool } from '../../../shared/school/school.ts'
import { listApiKeys, makeApiKey, revokeApiKey } from '../../../shared/team/api-key.operations.ts'
import { createSchool } from '../../../shared/team/founding.operations.ts'
import { PUENTE } from '../../support/api.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'

test('a request that is sent twice gets the same key, and does not bring it back once it is revoked', async () => {
  const context = contextFor({ kind: 'deployment' }, { table: await freshTable() })
  const { id: school } = await createSchool(context, NewSchool.parse(PUENTE))
  const make = () => makeApiKey({ ...context, key: 'a form' }, school, { name: 'site' })
  const made = await make()
  expect(await make()).toEqual(made)
  expect(await listApiKeys(context, school)).toHaveLength(1)
  expect(await actorOfToken(context.table, made.secret)).toMatchObject({ kind: 'apiKey', school })
  await revokeApiKey(context, school, made.id)
  await expect(make()).rejects.toMatchObject({ code: 'conflict' })
  expect(await listApiKeys(context, school)).toEqual([])
  expect(await actorOfToken(context.table, made.secret)).toBeUndefined()
})
