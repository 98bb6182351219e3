import { Hono } from 'hono'
import { generateSignedCookie } from 'hono/cookie'
import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import type { Services } from '../../shared/access/context.ts'
import { type ArrivalEnv, identifyArrival } from '../../web/arrival.ts'
import { type DeviceSession, isSignedInBefore, keepSession, readSession } from '../../web/session-cookie.ts'

const start = DateTime.fromISO('2027-03-01T12:00:00Z', { zone: 'utc' })
/** When the sign-in was requested, to the millisecond. */
const ASKED = '2027-03-01T11:59:30.250Z'

function device(cookieKey: string, at: DateTime, front: Pick<Services, 'origin'> = {}) {
  const services = { cookieKey, now: () => at }
  const app = new Hono<ArrivalEnv>()
  app.use(identifyArrival(front as Services)) // the other services are not used
  app.get('/in/:kind', async (c) => {
    const session: DeviceSession =
      c.req.param('kind') === 'family'
        ? { kind: 'family', school: 's', family: 'f' }
        : {
            kind: 'member',
            school: 's',
            member: 'm',
            since: ASKED,
            ...(c.req.param('kind') === 'invited' && { invited: true }),
            ...(c.req.param('kind') === 'leader' && { family: 'f' }),
          }
    await keepSession(c, services, session)
    return c.text('')
  })
  app.get('/before/:instant', async (c) =>
    c.json(await isSignedInBefore(c, services, c.req.param('instant'))),
  )
  app.get('/who', async (c) => c.json((await readSession(c, services)) ?? null))
  return {
    signIn: async (kind: string, headers = {}) =>
      (await app.request(`/in/${kind}`, { headers })).headers.get('set-cookie') ?? '',
    isBefore: async (cookie: string, instant: string) =>
      (await app.request(`/before/${instant}`, { headers: { cookie: cookie.split(';')[0] ?? '' } })).json(),
    who: async (cookie: string) =>
      (await app.request('/who', { headers: { cookie: cookie.split(';')[0] ?? '' } })).json(),
  }
}

test('a device stays signed in for its family, until the sign-in is over', async () => {
  const cookie = await device('key', start).signIn('family')
  expect(await device('key', start.plus({ days: 300 })).who(cookie)).toEqual({
    kind: 'family',
    school: 's',
    family: 'f',
  })
  expect(await device('key', start.plus({ days: 401 })).who(cookie)).toBeNull()
})

test('a member is asked to sign in again after a month', async () => {
  const cookie = await device('key', start).signIn('member')
  expect(await device('key', start.plus({ days: 29 })).who(cookie)).toEqual({
    kind: 'member',
    school: 's',
    member: 'm',
    since: ASKED,
  })
  expect(await device('key', start.plus({ days: 31 })).who(cookie)).toBeNull()
})

test('a parent on the team comes back with the family to prefetch', async () => {
  const cookie = await device('key', start).signIn('leader')
  expect(await device('key', start).who(cookie)).toEqual({
    kind: 'member',
    school: 's',
    member: 'm',
    since: ASKED,
    family: 'f',
  })
})

test('an invited member is distinguished from one who proved their address', async () => {
  const cookie = await device('key', start).signIn('invited')
  const invited = { kind: 'member', school: 's', member: 'm', since: ASKED, invited: true }
  expect(await device('key', start.plus({ days: 29 })).who(cookie)).toEqual(invited)
  expect(await device('key', start.plus({ days: 31 })).who(cookie)).toBeNull()
})

test('the start of a sign-in is known to the second', async () => {
  const { signIn, isBefore } = device('key', start.plus({ milliseconds: 300 }))
  const cookie = await signIn('family')
  expect(await isBefore(cookie, '2027-03-01T12:00:00.900Z')).toBe(false)
  expect(await isBefore(cookie, '2027-03-01T12:00:01.000Z')).toBe(true)
  expect(await isBefore('convite=forged', '2027-03-01T12:00:01.000Z')).toBe(false)
})

test('a changed cookie, or one signed with another key, is ignored', async () => {
  const cookie = await device('key', start).signIn('family')
  expect(await device('another key', start).who(cookie)).toBeNull()
  expect(await device('key', start).who(cookie.replace('family.s.f', 'family.s.g'))).toBeNull()
})

test('a cookie is kept to https where the site is at an https address', async () => {
  expect(await device('key', start).signIn('family')).not.toContain('Secure')
  const behindTls = device('key', start, { origin: 'https://convite.test' })
  expect(await behindTls.signIn('family')).toMatch(/^__Host-convite=.*Secure/)
  // Anybody can set the header.
  expect(await device('key', start).signIn('family', { 'x-forwarded-proto': 'https' })).not.toContain(
    'Secure',
  )
})

test('a cookie from before sign-ins were kept to the millisecond is still one', async () => {
  const seconds = start.toUnixInteger()
  const signed = await generateSignedCookie('convite', `member.s.m.${seconds}.nonce.`, 'key')
  expect(await device('key', start).who(signed)).toMatchObject({ since: '2027-03-01T12:00:00.000Z' })
  expect(await device('key', start.plus({ days: 31 })).who(signed)).toBeNull()
})
