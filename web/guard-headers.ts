import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { isSecure } from './cookie.ts'

const STRICT_TRANSPORT = 'max-age=31536000; includeSubDomains'

// No Referer to other sites; no other site may frame, open or read our pages.
const headersOf = (strictTransportSecurity: string | false) =>
  secureHeaders({ referrerPolicy: 'same-origin', xFrameOptions: 'DENY', strictTransportSecurity })
const plain = headersOf(false)
const secure = headersOf(STRICT_TRANSPORT)

/** Sets the security headers of every answer, of pages and of the API; over https with HSTS. */
export const guardHeaders: MiddlewareHandler = (c, next) => (isSecure(c) ? secure : plain)(c, next)
