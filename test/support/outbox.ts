import { publicScope } from '../../shared/access/actor.ts'
import type { Context } from '../../shared/access/context.ts'
import { newestMessages } from '../../shared/message/message.store.ts'
import type { Delivery } from '../../shared/message/message.ts'

/** The newest messages of a school as they are stored, with the secrets that no outbox shows. */
export function storedMessages({ table }: Pick<Context, 'table'>, school: string): Promise<Delivery[]> {
  return newestMessages(table, publicScope(school), 100)
}
