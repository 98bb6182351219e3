import { hashOf } from '../access/identifier.ts'
import type { Key, Table, Write } from '../table/table.ts'

const receivedKey = (id: string): Key => ({ pk: `TEXT#${hashOf(id)}`, sk: 'RECEIVED' })

/** Whether a text that came in was handled already, by the id that its carrier gave it. */
export async function isReceived(table: Table, id: string): Promise<boolean> {
  return (await table.get(receivedKey(id))) !== undefined
}

/** Records that a text was handled; of two concurrent writes only one succeeds. `expiresAt` in seconds. */
export function putReceived(id: string, expiresAt: number): Write {
  return { put: { ...receivedKey(id), expiresAt }, when: 'absent' }
}
