import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { preventCsrf } from '../../web/policy.ts'
import type { WebEnv } from '../../web/visit.ts'

/** The status of a form from one origin to a page at another; `set` is `CONVITE_ORIGIN`. */
async function formFrom(origin: string, own: string, set?: string): Promise<number> {
  const app = new Hono<WebEnv>()
  app.use(async (c, next) => {
    c.set('origin', own)
    c.set('services', { ...(set && { origin: set }) } as WebEnv['Variables']['services']) // reads nothing else
    await next()
  })
  app.use(preventCsrf)
  app.post('/', (c) => c.body(null, 204))
  app.onError((_, c) => c.body(null, 403))
  return (await app.request('/', { method: 'POST', headers: { origin } })).status
}

test.each([
  ['http://school.test', 'http://school.test', 204],
  ['http://school.test:3000', 'http://school.test:3000', 204],
  // TLS ends at a proxy that nobody named.
  ['https://school.test', 'http://school.test', 204],
  ['https://school.test:8443', 'http://school.test:8443', 204],
  // Anybody on its network may have written a page over plain HTTP.
  ['http://school.test', 'https://school.test', 403],
  ['https://school.test:8443', 'http://school.test', 403],
  ['http://school.test:8080', 'http://school.test', 403],
  ['https://other.test', 'http://school.test', 403],
  ['https://school.test.evil.test', 'http://school.test', 403],
  ['ftp://school.test', 'http://school.test', 403],
])('without a public address a form from %s to %s is answered %d', async (from, own, status) => {
  expect(await formFrom(from, own)).toBe(status)
})

test('with a public address only forms from it are taken', async () => {
  const own = 'http://school.test'
  expect(await formFrom(own, own, own)).toBe(204)
  expect(await formFrom('https://school.test', own, own)).toBe(403)
})
