import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { isSecure } from './cookie.ts'

const STRICT_TRANSPORT = 'max-age=31536000; includeSubDomains'

// No address is told to others, and no other site frames, opens or reads what is ours.
const headersOf = (strictTransportSecurity: string | false) =>
  secureHeaders({ referrerPolicy: 'same-origin', xFrameOptions: 'DENY', strictTransportSecurity })
const plain = headersOf(false)
const secure = headersOf(STRICT_TRANSPORT)

/** What every answer says to the browser, of pages and of the API; that it is to come by https alone, once it did. */
export const guardHeaders: MiddlewareHandler = (c, next) => (isSecure(c) ? secure : plain)(c, next)
