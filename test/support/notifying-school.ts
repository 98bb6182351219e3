import { type Actor, scopeOf } from '../../shared/access/actor.ts'
import { type Carriers, deliver } from '../../shared/delivery/delivery.operations.ts'
import { listOutbox } from '../../shared/delivery/message.operations.ts'
import { fanOut, noticesDue } from '../../shared/delivery/notice.operations.ts'
import { addFamily } from '../../shared/family/family.operations.ts'
import type { Channel } from '../../shared/family/family.ts'
import { FamilyInput } from '../../shared/family/family.ts'
import { messageKey } from '../../shared/message/message.store.ts'
import { putPoll } from '../../shared/workshop/poll.operations.ts'
import { PollInput } from '../../shared/workshop/poll.ts'
import { createWorkshop } from '../../shared/workshop/workshop.operations.ts'
import { contextFor, TEST_NOW } from './context.ts'
import { freshTable } from './engine.ts'
import { DEPLOYMENT, READING, schoolWith } from './puente.ts'

/** A message handed to a carrier. */
export type SentMessage = Parameters<NonNullable<Carriers['email']>>[0]

/** A school with a movable clock, whose notices and messages are processed on demand; `heard` holds what was sent. */
export async function notifyingSchool() {
  const table = await freshTable()
  const clock = { now: TEST_NOW }
  const context = contextFor(DEPLOYMENT, { table, now: () => clock.now })
  const { school } = await schoolWith(table, 0)
  const heard: SentMessage[] = []
  const email = async (message: SentMessage) => void heard.push(message)
  const as = (actor: Actor) => contextFor(actor, { table, now: () => clock.now })
  const family = async (givenName: string, ...channels: Channel[]) => {
    const input = { caregivers: [{ givenName, channels }], writtenLanguage: 'es' }
    return (await addFamily(context, school, FamilyInput.parse(input))).id
  }
  const workshop = async () => (await createWorkshop(context, school, READING)).id
  const poll = async (id: string, closesAt = '2027-03-16T22:00:00.000Z') => {
    const options = [{ start: '2027-03-23T22:00:00.000Z' }, { start: '2027-03-24T22:00:00.000Z' }]
    return putPoll(context, id, PollInput.parse({ options, closesAt }))
  }
  /** Creates the messages and calls of all notices that are due at an instant; none is sent. */
  const fanOutDue = async (now = clock.now) => {
    clock.now = now
    for (let round = 0; round < 3; round++) {
      for (const place of await noticesDue(context)) await fanOut(context, place)
    }
  }
  /** The same, and delivers pending messages, as triggered by the table's stream, until nothing is left. */
  const workOff = async (now = clock.now, carriers: Carriers = { email }) => {
    await fanOutDue(now)
    for (let round = 0; round < 3; round++) {
      for (const message of await listOutbox(context, school)) {
        if (message.state === 'waiting')
          await deliver(context, messageKey(scopeOf(DEPLOYMENT, school), message), carriers)
      }
    }
  }
  return { table, clock, context, as, school, heard, family, workshop, poll, fanOutDue, workOff }
}

/** A little later than the default instant of tests. */
export const LATER = '2027-03-01T15:02:00.000Z'
