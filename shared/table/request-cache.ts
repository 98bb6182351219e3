import type { AnyKey, Consistency, Item, Table } from './table.ts'
import { contentOf } from './table.ts'

type Asked = { key: AnyKey; answer: (item: Item | undefined) => void; fail: (fault: unknown) => void }

/**
 * The table for one request. It caches items until something is written, since many operations of one page look up the
 * same actor, school and workshop, and batches the reads of one moment into one call.
 */
export function requestCache(table: Table): Table {
  const known = new Map<string, Promise<unknown>>()
  const together = { latest: batched(table, 'latest'), recent: batched(table, 'recent') }
  const forget = () => known.clear()
  const written = async <T>(write: Promise<T>) => {
    forget()
    return write.finally(forget)
  }
  return {
    ...table,
    get<T>(key: AnyKey, reading: Consistency = 'latest') {
      const name = (as: Consistency) => `${as} ${key.pk} ${key.sk}`
      const found = known.get(name('latest')) ?? known.get(name(reading))
      if (found) return found as Promise<T | undefined> // stored under the same key
      const asked = together[reading](key).then((item) => item && contentOf<T>(item))
      known.set(name(reading), asked)
      asked.catch(() => known.delete(name(reading)))
      return asked
    },
    commit: (...writes) => written(table.commit(...writes)),
    putAll: (...given) => written(table.putAll(...given)),
  }
}

/** Batches the reads of one moment into one call. */
function batched(table: Table, reading: Consistency): (key: AnyKey) => Promise<Item | undefined> {
  let waiting: Asked[] = []
  const send = async () => {
    const asked = waiting
    waiting = []
    try {
      const items = await itemsAt(table, reading, asked)
      for (const [place, { answer }] of asked.entries()) answer(items[place])
    } catch (fault) {
      for (const { fail } of asked) fail(fault)
    }
  }
  return (key) =>
    new Promise((answer, fail) => {
      waiting.push({ key, answer, fail })
      // After everything else that this tick asks for.
      if (waiting.length === 1) setImmediate(send)
    })
}

async function itemsAt(
  table: Table,
  reading: Consistency,
  asked: readonly Asked[],
): Promise<(Item | undefined)[]> {
  const place = ({ pk, sk }: AnyKey) => `${pk} ${sk}`
  const keys = new Map(asked.map(({ key }) => [place(key), key]))
  const items = new Map(
    (await table.getItems([...keys.values()], reading)).map((item) => [place(item), item]),
  )
  return asked.map(({ key }) => items.get(place(key)))
}
