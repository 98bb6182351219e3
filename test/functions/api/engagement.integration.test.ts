import { expect, test } from 'vitest'
import { apiOn, PUENTE } from '../../support/api.ts'
import { freshTable } from '../../support/engine.ts'

test('conversations, coverage, evidence and decisions are there for programs as they are on the pages', async () => {
  const api = apiOn(await freshTable())
  const school = (await api('POST', '/schools', PUENTE)).body.id
  const caregivers = [{ givenName: 'Rosa' }]
  const input = { caregivers, groups: ['language:es'] }
  const family = (await api('POST', `/schools/${school}/families`, input)).body.id
  const talks = `/schools/${school}/families/${family}/conversations`
  const noted = await api('POST', talks, { kind: 'doorway', purpose: 'celebrate', note: 'He read aloud' })
  expect(noted.status).toBe(201)
  const visit = await api('POST', talks, { kind: 'homeVisit', purpose: 'listen' })
  expect(visit.status).toBe(422)
  expect(visit.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toContain('/companion')
  expect((await api('GET', talks)).body.items).toMatchObject([{ note: 'He read aloud' }])
  const coverage = (await api('GET', `/schools/${school}/coverage`)).body
  expect(coverage.kinds).toEqual([{ kind: 'language', shown: [], masked: ['language:es'] }])
  expect((await api('GET', `/schools/${school}/evidence`)).body.meetings.evening).toBe(0)
  const decision = { said: 'The bus is late', did: 'It comes at five', on: '2027-02-10', families: [family] }
  expect((await api('POST', `/schools/${school}/decisions`, decision)).status).toBe(201)
  const { items } = (await api('GET', `/schools/${school}/decisions`)).body
  expect(items).toMatchObject([{ said: 'The bus is late', thanks: [] }])
})

test('a tour of the community is led by a family', async () => {
  const api = apiOn(await freshTable())
  const school = (await api('POST', '/schools', PUENTE)).body.id
  const tour = {
    title: { en: 'Around our corner' },
    purpose: 'teaching',
    format: 'communityTour',
    audience: ['staff'],
    durationMinutes: 90,
    presentationLanguage: 'es',
  }
  const unled = await api('POST', `/schools/${school}/workshops`, tour)
  expect(unled.status).toBe(422)
  expect(unled.body.errors).toMatchObject([{ pointer: '/hostFamily' }])
  const host = await api('POST', `/schools/${school}/families`, { caregivers: [{ givenName: 'Rosa' }] })
  const led = await api('POST', `/schools/${school}/workshops`, { ...tour, hostFamily: host.body.id })
  expect(led.body).toMatchObject({ format: 'communityTour', hostFamily: host.body.id })
})
