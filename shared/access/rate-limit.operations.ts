import type { Guarded, Services } from './context.ts'
import { countGuess } from './rate-limit.store.ts'
import { callerOf, isTooMany, isWrongGuess, refuseUntil, windowAt } from './rate-limit.ts'
import { Refusal } from './refusal.ts'

/**
 * Who guesses wrong too often from one network address waits. Only what was wrong is counted, in the table, and who has
 * to wait is remembered in this process: what is right costs nothing more.
 */
export function guardOf({ table, now, cookieKey, behindFirewall }: Services): (network?: string) => Guarded {
  const waiting = { window: 0, callers: new Set<string>() }
  return (network) => async (kind, work) => {
    const seconds = now().toSeconds()
    const { window, end } = windowAt(seconds)
    if (waiting.window !== window) Object.assign(waiting, { window, callers: new Set() })
    const isKnown = network !== undefined && !behindFirewall
    const caller = isKnown ? callerOf(cookieKey, { kind, network, window }) : undefined
    if (caller && waiting.callers.has(caller)) refuseUntil(end, seconds)
    const count = async () => {
      if (!caller) return
      const names = [caller, `${kind}#${window}`]
      const [own = 0, all = 0] = await Promise.all(names.map((name) => countGuess(table, name, end)))
      if (!isTooMany(kind, { own, all })) return
      waiting.callers.add(caller)
      refuseUntil(end, seconds)
    }
    if (kind === 'ask') await count()
    try {
      return await work()
    } catch (fault) {
      if (fault instanceof Refusal && isWrongGuess(kind, fault)) await count()
      throw fault
    }
  }
}
