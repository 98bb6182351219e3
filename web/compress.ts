import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Context, MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

// Below one packet compression saves nothing.
const LEAST_BYTES = 1_000
const TEXTS = /^(text\/|image\/svg|application\/(json|javascript))/
// A page is smaller than this window; a larger one would only take memory for each answer.
const BROTLI = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 4,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_LGWIN]: 16,
  },
}

const ENCODERS = {
  br: (bytes: Uint8Array) => brotliCompressSync(bytes, BROTLI),
  gzip: (bytes: Uint8Array) => gzipSync(bytes, { level: 6 }),
}

/** Compresses texts with what the client accepts: brotli, else gzip. */
export const compressed: MiddlewareHandler = async (c, next) => {
  await next()
  const { res } = c
  // In this order, because reading `res.body` is the expensive check.
  if (res.headers.has('content-encoding') || !TEXTS.test(res.headers.get('content-type') ?? '') || !res.body)
    return
  const headers = new Headers(res.headers)
  headers.append('vary', 'accept-encoding')
  const bytes = new Uint8Array(await res.arrayBuffer())
  const { body, encoding } = smallest(c, bytes)
  if (encoding) headers.set('content-encoding', encoding)
  headers.delete('content-length')
  c.res = undefined // else Hono would merge the headers of before
  c.res = new Response(body, { status: res.status, headers })
}

/** Answers with a text, compressed with what the client accepts. */
export function sendText(c: Context, text: string, status?: ContentfulStatusCode): Response {
  const { body, encoding } = smallest(c, Buffer.from(text))
  c.header('Vary', 'accept-encoding')
  if (encoding) c.header('Content-Encoding', encoding)
  return c.body(body, status)
}

function smallest(c: Context, bytes: Uint8Array<ArrayBuffer>) {
  const encoding = bytes.length < LEAST_BYTES ? undefined : bestEncoding(c.req.header('accept-encoding'))
  return { body: encoding ? ENCODERS[encoding](bytes) : bytes, encoding }
}

/** The best encoding that an Accept-Encoding header accepts; one with `q=0` is refused. */
export function bestEncoding(header: string | undefined): keyof typeof ENCODERS | undefined {
  const taken = new Map(
    (header ?? '').split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase())
      return [name, !parameters.some((one) => /^q=0(\.0*)?$/.test(one))]
    }),
  )
  return (['br', 'gzip'] as const).find((name) => taken.get(name) ?? false)
}
