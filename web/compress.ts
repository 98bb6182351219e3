import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'

// Below one packet nothing is won.
const LEAST_BYTES = 1_000
const TEXTS = /^(text\/|image\/svg|application\/(json|javascript))/
const BROTLI = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
}

const ENCODERS = {
  br: (bytes: Uint8Array) => brotliCompressSync(bytes, BROTLI),
  gzip: (bytes: Uint8Array) => gzipSync(bytes, { level: 6 }),
}

/** Sends texts as small as the reader's program takes them: by brotli, else by gzip, else as they are. */
export const compressed: MiddlewareHandler = async (c, next) => {
  await next()
  const { res } = c
  if (!res.body || res.headers.has('content-encoding') || !TEXTS.test(res.headers.get('content-type') ?? ''))
    return
  const headers = new Headers(res.headers)
  headers.append('vary', 'accept-encoding')
  const bytes = new Uint8Array(await res.arrayBuffer())
  const encoding = bytes.length < LEAST_BYTES ? undefined : bestEncoding(c.req.header('accept-encoding'))
  if (encoding) headers.set('content-encoding', encoding)
  headers.delete('content-length')
  const body = encoding ? ENCODERS[encoding](bytes) : bytes
  c.res = undefined // else Hono would merge the headers of before
  c.res = new Response(body, { status: res.status, headers })
}

/** The best encoding that an Accept-Encoding header takes; one with `q=0` is refused. */
export function bestEncoding(header: string | undefined): keyof typeof ENCODERS | undefined {
  const taken = new Map(
    (header ?? '').split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase())
      return [name, !parameters.some((one) => /^q=0(\.0*)?$/.test(one))]
    }),
  )
  return (['br', 'gzip'] as const).find((name) => taken.get(name) ?? false)
}
