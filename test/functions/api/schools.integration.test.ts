import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { createApi } from '../../../functions/api/app.ts'
import { restoreSchool } from '../../../shared/archive/restore.operations.ts'
import { readPublicSchool } from '../../../shared/school/school.operations.ts'
import { makeApiKey } from '../../../shared/team/api-key.operations.ts'
import { sourceOf } from '../../support/archive.ts'
import { workHere } from '../../support/background-jobs.ts'
import { ALL_CARRIERS, contextFor, TEST_NOW } from '../../support/context.ts'
import { quietTable } from '../../support/engine.ts'
import { pictureStorage } from '../../support/picture-storage.ts'
import { DEPLOYMENT, schoolWith } from '../../support/puente.ts'

const now = () => DateTime.fromISO(TEST_NOW, { zone: 'utc' })

async function schoolAndKey(more: { largestAnswer?: number } = {}) {
  const table = await quietTable()
  const { school } = await schoolWith(table, 3)
  const { secret } = await makeApiKey(contextFor(DEPLOYMENT, { table }), school, { name: 'District' })
  const jobs = workHere({ table, now })
  const app = createApi({
    ...{ table, now, jobs, cookieKey: 'a key', carriers: ALL_CARRIERS, pictures: pictureStorage() },
    ...more,
  })
  const headers = { authorization: `Bearer ${secret}` }
  const ask = () => app.request(`http://localhost/api/v1/schools/${school}/archive`, { headers })
  return { table, school, ask }
}

test('A program gets an archive of its school, which restores it where it is absent', async () => {
  const { table, school, ask } = await schoolAndKey()
  const answer = await ask()
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/zip')
  const to = await quietTable()
  const source = sourceOf(new Uint8Array(await answer.arrayBuffer()))
  await restoreSchool({ table: to, now }, pictureStorage(), { source, name: 'Puente Elementary' })
  expect(await readPublicSchool({ table: to }, school)).toEqual(await readPublicSchool({ table }, school))
})

test('Where an answer has a limit, a larger archive is refused, and a smaller one comes whole', async () => {
  const { ask } = await schoolAndKey({ largestAnswer: 1_000 })
  const answer = await ask()
  expect(answer.status).toBe(413)
  expect(await answer.json()).toMatchObject({ type: '/api/v1/problems/too-large' })
  const whole = await (await schoolAndKey({ largestAnswer: 4_000_000 })).ask()
  expect(
    Buffer.from(await whole.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
})
