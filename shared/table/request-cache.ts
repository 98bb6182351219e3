import type { AnyKey, Consistency, Item, Table } from './table.ts'
import { contentOf } from './table.ts'

type Asked = { key: AnyKey; answer: (item: Item | undefined) => void; fail: (fault: unknown) => void }

/**
 * The table for one request. It caches items until something is committed, or they themselves are put, since many operations
 * of one page look up the same actor, school and workshop, and batches the reads of one moment into one call.
 */
export function requestCache(table: Table): Table {
  const known = new Map<string, Promise<unknown>>()
  const together = { latest: batched(table, 'latest'), recent: batched(table, 'recent') }
  const name = (as: Consistency, { pk, sk }: AnyKey) => `${as} ${pk} ${sk}`
  const written = async <T>(write: Promise<T>, forget: () => void) => {
    forget()
    return write.finally(forget)
  }
  const forgetItems = (items: readonly Item[]) => () => {
    for (const item of items) for (const as of ['latest', 'recent'] as const) known.delete(name(as, item))
  }
  return {
    ...table,
    get<T>(key: AnyKey, reading: Consistency = 'latest') {
      const found = known.get(name('latest', key)) ?? known.get(name(reading, key))
      if (found) return found as Promise<T | undefined> // stored under the same key
      const asked = together[reading](key).then((item) => item && contentOf<T>(item))
      known.set(name(reading, key), asked)
      asked.catch(() => known.delete(name(reading, key)))
      return asked
    },
    commit: (...writes) => written(table.commit(...writes), () => known.clear()),
    putAll: (items, onProgress) => written(table.putAll(items, onProgress), forgetItems(items)),
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
