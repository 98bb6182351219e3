import { type MessagePlace, overdueMessages } from '../../shared/message/operations.ts'
import { queueAt } from '../queue.ts'
import { wireWorker } from '../wire.ts'
import { workOnTime } from '../worker.ts'

const { services, queue } = wireWorker(process.env)
const enqueue = queueAt<MessagePlace>(queue)

/** Each minute: what should have been sent by now goes into the queue of the sender again. */
export const handler = workOnTime(async () => {
  const places = await overdueMessages(services)
  await enqueue(places)
  return { outcome: `${places.length} overdue` }
})
