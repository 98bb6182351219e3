import type { RateLimiter, Services } from './context.ts'
import { countAttempt } from './rate-limit.store.ts'
import { isWrongAttempt, RATE_LIMITS, rateLimitKey, refuseWithRetryAfter, windowAt } from './rate-limit.ts'
import { Refusal } from './refusal.ts'

/**
 * Rate-limits wrong attempts per network address. Only wrong attempts are counted in the table, and blocked addresses are
 * cached in this process, so that a right attempt costs no extra call.
 */
export function createRateLimiter({ table, now, cookieKey }: Services): (network?: string) => RateLimiter {
  const blocked = { window: 0, keys: new Set<string>() }
  return (network) => async (kind, act) => {
    const seconds = now().toSeconds()
    const { window, end } = windowAt(seconds)
    const limit = RATE_LIMITS[kind]
    if (blocked.window !== window) Object.assign(blocked, { window, keys: new Set() })
    const key = network === undefined ? undefined : rateLimitKey(cookieKey, { kind, network, window })
    const refuseBlocked = () => {
      if (key && blocked.keys.has(key)) refuseWithRetryAfter(end, seconds, kind)
    }
    const count = async () => {
      refuseBlocked()
      if (key && (await countAttempt(table, key, end)) > limit.most) blocked.keys.add(key)
      refuseBlocked()
    }
    if (limit.canBeGuessed) refuseBlocked()
    if ('countsAll' in limit) await count()
    try {
      return await act()
    } catch (fault) {
      if (fault instanceof Refusal && isWrongAttempt(kind, fault)) await count()
      throw fault
    }
  }
}
