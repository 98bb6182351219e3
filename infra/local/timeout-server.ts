import { createServer, type RequestListener, type Server } from 'node:http'

/**
 * Timeouts of a request in milliseconds: its headers; and all of it, long enough for a large roster over a slow line.
 * Node checks them only now and then.
 */
export type Timeouts = { headersTimeout: number; requestTimeout: number; connectionsCheckingInterval: number }

const TIMEOUTS: Timeouts = {
  headersTimeout: 10_000,
  requestTimeout: 180_000,
  connectionsCheckingInterval: 1_000,
}

/**
 * A server that closes a connection whose request does not arrive in time. Without it a client that sends a byte a
 * minute holds the connection open (Slowloris).
 */
export function createTimeoutServer(answer: RequestListener, timeouts: Timeouts = TIMEOUTS): Server {
  return createServer(timeouts, answer)
}
