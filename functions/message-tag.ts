import { type MessagePlace, placeOfMessage } from '../shared/delivery/message.operations.ts'
import type { Message } from '../shared/message/message.ts'

/** The tag by which a carrier gives back where a message lies. */
export const PLACE = 'place'

/** Where a family's message lies, as a carrier's tag may be written; empty for one whose way back nobody asks. */
export function messageTag({ id, at, notices }: Message): string {
  if (!notices) return 'none'
  const { pk, sk } = placeOfMessage(notices.school, { at, id })
  return Buffer.from(JSON.stringify([pk, sk])).toString('base64url')
}

/** The place that such a name stands for, or undefined. */
export function messageOfTag(name: string): MessagePlace | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(name, 'base64url').toString())
    if (!Array.isArray(read)) return undefined
    const [pk, sk] = read
    return typeof pk === 'string' && typeof sk === 'string' ? { pk, sk } : undefined
  } catch {
    return undefined
  }
}
