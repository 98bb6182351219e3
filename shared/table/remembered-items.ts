import { keyOf } from './key.ts'
import type { AnyKey, Item, Table, Write } from './table.ts'
import { contentOf } from './table.ts'

/** Which items to remember, and for how long, in milliseconds. */
export type Remembering = { isRemembered: (key: AnyKey) => boolean; milliseconds: number }

type Remembered = { item: Item; until: number }

// A school is some two kilobytes.
const MOST_ITEMS = 1_000

/**
 * A table that remembers items which almost every request reads and hardly anybody changes, for reads where a `recent`
 * one is enough. What this process writes is seen at once; what another writes, when the time is over.
 */
export function rememberItems<T extends Table>(table: T, { isRemembered, milliseconds }: Remembering): T {
  const known = new Map<string, Remembered>()
  const nameOf = ({ pk, sk }: AnyKey) => `${pk} ${sk}`
  let writes = 0
  const forget = (keys: readonly AnyKey[]) => {
    const named = keys.filter(isRemembered).map(nameOf)
    if (named.length > 0) writes += 1
    for (const name of named) known.delete(name)
  }
  const written = async <Result>(keys: readonly AnyKey[], write: () => Promise<Result>) => {
    forget(keys)
    return write().finally(() => forget(keys))
  }
  const recall = (key: AnyKey) => {
    const found = known.get(nameOf(key))
    return found && found.until > Date.now() ? found.item : undefined
  }
  const readRecent = async (keys: readonly AnyKey[]) => {
    const before = writes
    const items = await table.getItems(keys, 'recent')
    // A read that began before a write may hold what the write replaced.
    if (before !== writes) return items
    for (const item of items.filter(isRemembered)) {
      if (known.size >= MOST_ITEMS) known.clear()
      known.set(nameOf(item), { item, until: Date.now() + milliseconds })
    }
    return items
  }
  const getItems: Table['getItems'] = async (keys, reading) => {
    if (reading !== 'recent') return table.getItems(keys, reading)
    const found = keys.flatMap((key) => recall(key) ?? [])
    const missing = keys.filter((key) => !recall(key))
    return missing.length > 0 ? [...found, ...(await readRecent(missing))] : found
  }
  return {
    ...table,
    getItems,
    async get<Shape>(key: AnyKey, reading?: Parameters<Table['get']>[1]) {
      if (reading !== 'recent' || !isRemembered(key)) return table.get<Shape>(key, reading)
      const [item] = await getItems([key], reading)
      return item && contentOf<Shape>(item)
    },
    commit: (...all: Write[]) => written(all.map(keyOfWrite), () => table.commit(...all)),
    putAll: (items, onProgress) => written(items.map(keyOf), () => table.putAll(items, onProgress)),
  }
}

function keyOfWrite(write: Write): AnyKey {
  if ('put' in write) return keyOf(write.put)
  if ('remove' in write) return write.remove
  return 'check' in write ? write.check : write.amend
}
