import type { MessagePlace } from '../../shared/delivery/message.operations.ts'
import { dueWork } from '../../shared/delivery/notice.operations.ts'
import { queueAt } from '../queue.ts'
import { wireWorker } from '../wire.ts'
import { workOnTime } from '../worker.ts'

const { services, queue } = wireWorker(process.env)
const enqueue = queueAt<MessagePlace>(queue)

/** Each minute: what should have been told or sent by now goes into the queue of the sender again. */
export const handler = workOnTime(async () => {
  const places = await dueWork(services)
  await enqueue(places)
  return { outcome: `${places.length} due` }
})
