import { requestCache } from '../table/request-cache.ts'
import type { Services } from './context.ts'

/** The services for one request, which reads nothing twice that it did not change. */
export function forOneRequest(services: Services): Services {
  return { ...services, table: requestCache(services.table) }
}
