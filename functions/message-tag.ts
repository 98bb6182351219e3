import { type MessagePlace, placeOfMessage } from '../shared/delivery/message.operations.ts'
import type { Message } from '../shared/message/message.ts'

/** The name of the tag in which a carrier returns a message's key. */
export const PLACE = 'place'

/** The key of a family's message as a carrier's tag may be written; `none` for a message without notices. */
export function messageTag({ id, at, notices }: Message): string {
  if (!notices) return 'none'
  const { pk, sk } = placeOfMessage(notices.school, { at, id })
  return Buffer.from(JSON.stringify([pk, sk])).toString('base64url')
}

/** The key that such a tag encodes, or undefined. */
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
