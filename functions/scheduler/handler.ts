import { overdueMessages } from '../../shared/message/operations.ts'
import { queueAt } from '../queue.ts'
import { wireWorker } from '../wire.ts'
import { workOn } from '../worker.ts'

const { services, queue } = wireWorker(process.env)
const enqueue = queueAt(queue)

/** Each minute: what should have been sent by now goes into the queue of the sender again. */
export const handler = workOn<unknown, null>(
  () => [{ id: 'minute', record: null }],
  async () => {
    const keys = await overdueMessages(services)
    await enqueue(keys)
    return `${keys.length} overdue`
  },
)
