import { expect, test } from 'vitest'
import { hashOf } from '../../../shared/access/identifier.ts'
import { keepSecret } from '../../../shared/access/secret.store.ts'
import { getContact } from '../../../shared/family/contact.store.ts'
import { routes } from '../../../web/routes.ts'
import { device, schoolSite } from '../../support/device.ts'

const way = { channel: 'email', to: 'Rosa@example.org' } as const

/** A school, and the token of a message that went to Rosa. */
async function messaged() {
  const site = await schoolSite()
  const token = 'a-token-of-a-message'
  const secret = {
    kind: 'family-link',
    school: site.school.id,
    family: 'f',
    at: '2027-03-01T15:00:00.000Z',
  } as const
  await site.context.table.commit(keepSecret(hashOf(token), { ...secret, way }))
  const stopped = () => getContact(site.context.table, { channel: 'email', to: 'rosa@example.org' })
  return { ...site, token, stopped }
}

test('opening the page unsubscribes nobody; a tap does, and says so', async () => {
  const { app, token, stopped } = await messaged()
  const rosa = device(app)
  expect((await rosa.get(routes.stop(token))).page).toContain('Stop the e-mails')
  expect(await stopped()).toBeUndefined()
  expect((await rosa.post(routes.stop(token), {})).page).toContain('No more e-mails go to this address.')
  expect(await stopped()).toMatchObject({ state: 'stopped' })
})

test('a mail program unsubscribes in one click, without a visit to the site', async () => {
  const { app, token, stopped } = await messaged()
  const response = await app.request(`http://localhost${routes.stop(token)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  })
  expect(response.status).toBe(200)
  expect(await stopped()).toMatchObject({ state: 'stopped' })
})

test.each(['GET', 'HEAD'])('a mail scanner that asks with %s unsubscribes nobody', async (method) => {
  const { app, token, stopped } = await messaged()
  const address = `http://localhost${routes.stop(token)}?List-Unsubscribe=One-Click`
  expect((await app.request(address, { method })).status).toBe(200)
  expect(await stopped()).toBeUndefined()
})

test('one click counts for the address of the message, whoever is signed in on the device', async () => {
  const { app, token, stopped, member } = await messaged()
  const organizer = await member()
  expect((await organizer.post(routes.stop(token), { 'List-Unsubscribe': 'One-Click' })).status).toBe(200)
  expect(await stopped()).toMatchObject({ state: 'stopped' })
  expect((await device(app).post(routes.stop(token), {})).status).toBe(200)
})

test('a forged address unsubscribes nobody, and says what to do', async () => {
  const { app } = await messaged()
  expect((await device(app).post(routes.stop('made-up'), {})).status).toBe(410)
})
