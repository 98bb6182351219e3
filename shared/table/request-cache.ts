import type { Item, Key, Reading, Table } from './table.ts'
import { contentOf } from './table.ts'

type Asked = { key: Key; answer: (item: Item | undefined) => void; fail: (fault: unknown) => void }

/**
 * The table for one request: an item that was read is not read again, until something is written (who asks, their
 * school and the workshop are looked up by many operations of one page), and what is asked for at the same moment
 * is read in one call.
 */
export function requestCache(table: Table): Table {
  const known = new Map<string, Promise<unknown>>()
  const together = { latest: gather(table, 'latest'), recent: gather(table, 'recent') }
  const forget = () => known.clear()
  const written = async <T>(write: Promise<T>) => {
    forget()
    return write.finally(forget)
  }
  return {
    ...table,
    get<T>(key: Key, reading: Reading = 'latest') {
      const name = (as: Reading) => `${as} ${key.pk} ${key.sk}`
      const found = known.get(name('latest')) ?? known.get(name(reading))
      if (found) return found as Promise<T | undefined> // put here by the same key
      const asked = together[reading](key).then((item) => item && contentOf<T>(item))
      known.set(name(reading), asked)
      asked.catch(() => known.delete(name(reading)))
      return asked
    },
    commit: (...writes) => written(table.commit(...writes)),
    putAll: (...given) => written(table.putAll(...given)),
  }
}

/** Reads what is asked for at the same moment in one call. */
function gather(table: Table, reading: Reading): (key: Key) => Promise<Item | undefined> {
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
      // After all that this moment still asks for.
      if (waiting.length === 1) setImmediate(send)
    })
}

async function itemsAt(
  table: Table,
  reading: Reading,
  asked: readonly Asked[],
): Promise<(Item | undefined)[]> {
  const place = ({ pk, sk }: Key) => `${pk} ${sk}`
  const keys = new Map(asked.map(({ key }) => [place(key), key]))
  const items = new Map(
    (await table.getItems([...keys.values()], reading)).map((item) => [place(item), item]),
  )
  return asked.map(({ key }) => items.get(place(key)))
}
