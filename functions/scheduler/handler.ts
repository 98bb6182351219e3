import { dueWork } from '../../shared/delivery/dispatch.operations.ts'
import type { MessagePlace } from '../../shared/delivery/message.operations.ts'
import { queueAt } from '../queue.ts'
import { wireWorker } from '../wire.ts'
import { workOnTime } from '../worker.ts'

const { services, queue } = wireWorker(process.env)
const enqueue = queueAt<MessagePlace>(queue)

/** Each minute, puts all work that is due into the sender's queue, retries included. */
export const handler = workOnTime(async () => {
  const places = await dueWork(services)
  await enqueue(places)
  return { outcome: `${places.length} due` }
})
