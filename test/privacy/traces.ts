import type { Item } from '../../shared/table/table.ts'
import { textOf } from '../support/watched.ts'
import { entryOf, fieldsIn, kindOf, nameIn, type Term } from './inventory.ts'
import { KINDS } from './kinds.ts'

/** Where searched words were found, and when the inventory says that they are deleted there. */
export type Trace = { kind: string; field: string; goes: readonly Term[] }

/** Every occurrence of the words in the items: keys, fields, and within compressed values. */
export function tracesOf(items: readonly Item[], words: RegExp): Trace[] {
  return items.flatMap((item) => {
    const kind = kindOf(KINDS, item)
    const what = kind?.what ?? `${item.pk} / ${item.sk}`
    const inKey = words.test(`${item.pk} ${item.sk}`)
    const goes = kind?.goes ?? []
    const found = fieldsIn(item).filter(({ path, value }) => words.test(`${path.join(' ')} ${textOf(value)}`))
    return [
      ...(inKey ? [{ kind: what, field: 'its key', goes }] : []),
      ...found.map(({ path }) => {
        const name = kind && nameIn(kind, path)
        const known = kind && name !== undefined ? entryOf(kind, name).goes : []
        return { kind: what, field: name ?? path.join('.'), goes: known }
      }),
    ]
  })
}

/** The traces as lines, without duplicates. */
export function lines(traces: readonly Trace[]): string[] {
  return [...new Set(traces.map(({ kind, field }) => `${kind}: ${field}`))].sort()
}
