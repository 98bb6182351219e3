import type { RateLimiter, Services } from './context.ts'
import { countAttempt } from './rate-limit.store.ts'
import { exceedsLimit, isWrongAttempt, rateLimitKey, refuseWithRetryAfter, windowAt } from './rate-limit.ts'
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
    if (blocked.window !== window) Object.assign(blocked, { window, keys: new Set() })
    const key = network === undefined ? undefined : rateLimitKey(cookieKey, { kind, network, window })
    if (key && blocked.keys.has(key)) refuseWithRetryAfter(end, seconds)
    const count = async () => {
      if (!key) return
      const keys = [key, `${kind}#${window}`]
      const [own = 0, all = 0] = await Promise.all(keys.map((one) => countAttempt(table, one, end)))
      if (!exceedsLimit(kind, { own, all })) return
      blocked.keys.add(key)
      refuseWithRetryAfter(end, seconds)
    }
    if (kind === 'ask') await count()
    try {
      return await act()
    } catch (fault) {
      if (fault instanceof Refusal && isWrongAttempt(kind, fault)) await count()
      throw fault
    }
  }
}
