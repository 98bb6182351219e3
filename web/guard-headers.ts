import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { isSecure } from './cookie.ts'

const STRICT_TRANSPORT = 'max-age=31536000; includeSubDomains'

// No Referer to other sites; no other site may frame, open or read our pages.
const headersOf = (strictTransportSecurity: string | false) =>
  secureHeaders({ referrerPolicy: 'same-origin', xFrameOptions: 'DENY', strictTransportSecurity })
const plain = headersOf(false)
const secure = headersOf(STRICT_TRANSPORT)

/** What pages may use of the device. */
export const PERMISSIONS = 'Permissions-Policy'

/** None of what looks, listens or finds somebody; the page that records by camera says otherwise for itself. */
export const NO_DEVICES = 'camera=(), microphone=(), geolocation=()'

/** Sets the security headers of every answer, of pages and of the API; over https with HSTS. */
export const guardHeaders: MiddlewareHandler = async (c, next) => {
  await (isSecure(c) ? secure : plain)(c, next)
  if (!c.res.headers.has(PERMISSIONS)) c.res.headers.set(PERMISSIONS, NO_DEVICES)
}
