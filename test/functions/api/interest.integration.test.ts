import { expect, test } from 'vitest'
import { apiOn, PUENTE } from '../../support/api.ts'
import { freshTable } from '../../support/engine.ts'

test('interest in a draft is asked for, told, and counted with small numbers masked', async () => {
  const api = apiOn(await freshTable())
  const school = (await api('POST', '/schools', PUENTE)).body.id
  const draft = { title: { en: 'x' }, purpose: 'learning', durationMinutes: 60, presentationLanguage: 'en' }
  const workshop = (await api('POST', `/schools/${school}/workshops`, draft)).body.id
  const caregivers = [{ givenName: 'Rosa' }]
  const family = (await api('POST', `/schools/${school}/families`, { caregivers, spokenLanguage: 'es' })).body
    .id
  const path = `/workshops/${workshop}/interest`
  expect((await api('PUT', `${path}/${family}`, { helps: [] })).status).toBe(404)
  expect((await api('PUT', `/workshops/${workshop}/announcement`, { announced: true })).status).toBe(200)
  expect((await api('PUT', `${path}/${family}`, { helps: ['money'] })).status).toBe(422)
  expect((await api('PUT', `${path}/${family}`, { helps: ['ride'] })).status).toBe(204)
  expect((await api('GET', path)).body).toEqual({
    families: 1,
    languages: { shown: {}, masked: ['es'] },
    helps: { shown: {}, masked: ['ride'] },
  })
  // Of eleven families, of which ten want a ride, nobody reads that one does not.
  const others = Array.from({ length: 10 }, async (_, place) => {
    const { body } = await api('POST', `/schools/${school}/families`, { caregivers, spokenLanguage: 'es' })
    await api('PUT', `${path}/${body.id}`, { helps: place > 0 ? ['ride'] : [] })
  })
  await Promise.all(others)
  expect((await api('GET', path)).body).toEqual({
    families: 11,
    languages: { shown: { es: 11 }, masked: [] },
    helps: { shown: {}, masked: ['noneSaid', 'ride'], combined: 11 },
  })
  expect((await api('DELETE', `${path}/${family}`)).status).toBe(204)
  expect((await api('GET', path)).body.families).toBe(10)
})
