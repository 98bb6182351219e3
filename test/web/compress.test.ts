import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { bestEncoding, compressed } from '../../web/compress.ts'

const TEXT = 'Rosa '.repeat(1_000)
const app = new Hono()
app.use(compressed)
app.get('/page', (c) => c.html(TEXT, 200, { 'set-cookie': 'a=b' }))
app.get('/short', (c) => c.html('short'))
app.get('/picture', (c) => c.body(TEXT, 200, { 'content-type': 'image/png' }))
app.get('/there', (c) => c.redirect('/page', 303))

const ask = (path: string, encoding?: string) =>
  app.request(path, encoding === undefined ? {} : { headers: { 'accept-encoding': encoding } })
const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer())

test('a page is compressed by brotli, else by gzip, else not at all, and varies on Accept-Encoding', async () => {
  const best = await ask('/page', 'gzip, deflate, br')
  expect(best.headers.get('content-encoding')).toBe('br')
  expect(best.headers.get('vary')).toContain('accept-encoding')
  expect(best.headers.get('set-cookie')).toBe('a=b')
  expect(brotliDecompressSync(await bytes(best)).toString()).toBe(TEXT)
  const second = await ask('/page', 'gzip')
  expect(gunzipSync(await bytes(second)).toString()).toBe(TEXT)
  const plain = await ask('/page')
  expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, TEXT])
})

test('a short, binary or empty body is not compressed', async () => {
  for (const path of ['/short', '/picture', '/there'])
    expect((await ask(path, 'br')).headers.get('content-encoding')).toBeNull()
})

test.each([
  ['br;q=0, gzip', 'gzip'],
  ['BR', 'br'],
  ['gzip;q=0.5,br;q=1.0', 'br'],
  ['gzip;q=0', undefined],
  ['identity', undefined],
  ['', undefined],
  [undefined, undefined],
])('Accept-Encoding %s selects %s', (header, encoding) => expect(bestEncoding(header)).toBe(encoding))
