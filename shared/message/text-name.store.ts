import type { Key, Table, Write } from '../table/table.ts'
import type { TextName } from './text-name.ts'

const textNameKey = (name: string): Key => ({ pk: `TEXT#${name}`, sk: 'TEXT' })

/** The message that a gateway knows by a name; undefined where there is none. */
export async function getTextName(table: Table, name: string): Promise<TextName | undefined> {
  return table.get<TextName>(textNameKey(name))
}

/** Stores which message a name is of. Repeating it changes only its expiry. */
export function putTextName(name: string, text: TextName): Write {
  return { put: { ...textNameKey(name), ...text } }
}

/** Deletes which message a name is of. */
export function removeTextName(name: string): Write {
  return { remove: textNameKey(name) }
}
