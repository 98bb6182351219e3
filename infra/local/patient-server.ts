import { createServer, type RequestListener, type Server } from 'node:http'

/**
 * How long a request may take to come, in milliseconds: its head; and all of it, so that a large roster comes over a
 * slow line as well. Node looks only now and then whether that has passed.
 */
export type Patience = { headersTimeout: number; requestTimeout: number; connectionsCheckingInterval: number }

const PATIENCE: Patience = {
  headersTimeout: 10_000,
  requestTimeout: 180_000,
  connectionsCheckingInterval: 1_000,
}

/**
 * A server that ends a connection whose request does not come: who sends a sign a minute would else hold it for as
 * long as they like.
 */
export function createPatientServer(answer: RequestListener, patience: Patience = PATIENCE): Server {
  return createServer(patience, answer)
}
