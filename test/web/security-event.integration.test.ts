import { describe, expect, test } from 'vitest'
import { createApi } from '../../functions/api/app.ts'
import type { LogSecurityEvent } from '../../shared/access/context.ts'
import { addFamily, issueLink } from '../../shared/family/family.operations.ts'
import { FamilyInput } from '../../shared/family/family.ts'
import { createWeb } from '../../web/app.ts'
import { securityEvent } from '../../web/security-event.ts'
import { device, schoolSite } from '../support/device.ts'

/** A school whose web and API note what happens, with the link of a family. */
async function watchedSchool() {
  const { services, context, school } = await schoolSite()
  const events: Parameters<LogSecurityEvent>[0][] = []
  const watched = {
    ...services,
    logSecurityEvent: (event: Parameters<LogSecurityEvent>[0]) => void events.push(event),
  }
  const family = FamilyInput.parse({ caregivers: [{ givenName: 'Rosa' }] })
  const { token } = await issueLink(context, school.id, (await addFamily(context, school.id, family)).id)
  return { token, web: createWeb(watched), api: createApi(watched), events }
}

describe('the security log', () => {
  test('has each sign-in, also a failed one, and each sign-out', async () => {
    const { token, web, events } = await watchedSchool()
    const phone = device(web)
    await phone.post('/code', { code: 'guess-guess' })
    await phone.get('/f/guessed')
    await phone.get(`/f/${token}`)
    await phone.post('/me/leave', {})
    await phone.post('/sign-in', { email: 'dana@example.org' })
    await phone.post('/sign-in/code', { email: 'dana@example.org', code: '123456' })
    expect(events).toEqual([
      { level: 'warn', event: 'paper-code', status: 422 },
      { level: 'warn', event: 'family-link', status: 410 },
      { level: 'info', event: 'family-link', status: 303 },
      { level: 'info', event: 'signed-out', status: 303 },
      { level: 'info', event: 'code-asked', status: 303 },
      { level: 'warn', event: 'mail-code', status: 422 },
    ])
  })

  test('has each refusal, with its network', async () => {
    const { token, web, api, events } = await watchedSchool()
    const phone = device(web)
    await phone.get('/nothing-here')
    expect(events).toEqual([])
    await phone.get(`/f/${token}`)
    events.length = 0
    await phone.get('/me/vote/of-another')
    await web.request('http://localhost/me/about', {
      method: 'POST',
      body: new URLSearchParams({ name: 'Mallory' }),
      headers: { origin: 'https://elsewhere.example' },
    })
    await api.request('/api/v1/schools/s', { headers: { authorization: 'Bearer guessed' } })
    await api.request('/api/v1/nothing')
    expect(events).toEqual([
      { level: 'warn', event: 'turned-away', part: 'family', method: 'GET', status: 404 },
      { level: 'warn', event: 'turned-away', part: 'family', method: 'POST', status: 403 },
      { level: 'warn', event: 'turned-away', part: 'api', method: 'GET', status: 401 },
    ])
  })

  test.each([200, 303, 409, 422])('has no entry for a page with status %i', (status) => {
    const place = { part: 'family', isKnown: true }
    expect(securityEvent(place, { method: 'POST', status })).toBeUndefined()
  })
})
