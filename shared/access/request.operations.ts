import { requestCache } from '../table/request-cache.ts'
import type { Services } from './context.ts'

/** The services with a read cache for the duration of one request; its own writes invalidate the cache. */
export function withRequestCache(services: Services): Services {
  return { ...services, table: requestCache(services.table) }
}
