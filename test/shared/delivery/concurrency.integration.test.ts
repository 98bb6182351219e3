import { randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { publicScope } from '../../../shared/access/actor.ts'
import { deliver } from '../../../shared/delivery/delivery.operations.ts'
import { newWork } from '../../../shared/delivery/dispatch.operations.ts'
import { placeOfMessage } from '../../../shared/delivery/message.operations.ts'
import { fanOut, noticesDue } from '../../../shared/delivery/notice.operations.ts'
import { familyItem } from '../../../shared/family/family.store.ts'
import type { Family } from '../../../shared/family/family.ts'
import { messagesOf } from '../../../shared/message/message.store.ts'
import type { Message } from '../../../shared/message/message.ts'
import { isNoticeKey } from '../../../shared/message/notice.store.ts'
import type { Key, Table } from '../../../shared/table/table.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { PollInput } from '../../../shared/workshop/poll.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

/** Twenty thousand with `npm run load`. */
const FAMILIES = Number(process.env.LOAD_FAMILIES ?? 100)
const WORKERS = 8
const KILLS = 10
const SECONDS = FAMILIES / 15 + 60

function familyOf(place: number): Family {
  const id = `f${String(place).padStart(6, '0')}`
  const channels = [{ kind: 'email' as const, address: `${id}@example.org` }]
  return {
    ...{ id, name: id, writtenLanguage: 'es', spokenLanguage: 'es', children: [], groups: [] },
    caregivers: [{ id: `c${id}`, givenName: id, familyName: '', channels }],
    ...{ bothMustAttend: false, sourceIds: [], saidThemselves: [], links: [], revision: 1 },
  }
}

/** A process that may be killed: from then on nothing that it does comes to an end. */
function mortal(table: Table) {
  let isDead = false
  let die: () => void = () => undefined
  const death = new Promise<void>((died) => {
    die = died
  })
  const kill = () => {
    isDead = true
    die()
  }
  const never = new Promise<never>(() => undefined)
  const living = new Proxy(table, {
    get(target, name: keyof Table) {
      const call = target[name] as (...given: unknown[]) => Promise<unknown>
      return async (...given: unknown[]) => {
        if (isDead) return never
        const result = await call(...given)
        return isDead ? never : result
      }
    },
  })
  return { table: living, kill, death }
}

/** A provider that fails half of its calls, before or after it took the message. */
function unreliable() {
  const accepted = new Map<string, number>()
  let calls = 0
  const take = async ({ to }: Message) => {
    calls += 1
    const chance = Math.random()
    if (chance < 0.5) throw new Error('away')
    accepted.set(to, (accepted.get(to) ?? 0) + 1)
    return undefined
  }
  return { take, accepted, calls: () => calls }
}

test('one decision tells everybody, while senders are killed, half of the provider’s calls fail and the stream repeats', {
  timeout: SECONDS * 1000,
}, async () => {
  const name = `load-${randomUUID()}`
  const table = await freshTable(name)
  let now = DateTime.fromISO('2027-03-01T15:00:00.000Z', { zone: 'utc' })
  const clock = () => now
  const context = contextFor(DEPLOYMENT, { table, now: () => now.toISO() ?? '' })
  const { school } = await schoolWith(table, 0)
  const scope = publicScope(school)
  await table.putAll(Array.from({ length: FAMILIES }, (_, place) => familyItem(scope, familyOf(place))))
  const { id } = await createWorkshop(context, school, READING)
  const options = [{ start: '2027-03-23T22:00:00.000Z' }]
  const poll = { options, closesAt: '2027-03-16T22:00:00.000Z' }
  await putPoll(context, id, PollInput.parse(poll))

  const [notice] = await noticesDue(context)
  if (!notice) throw new Error('nothing is due')
  // Spread by two at once, of which one is killed on the way.
  const doomed = mortal(table)
  void fanOut({ table: doomed.table, now: clock }, notice)
  setTimeout(doomed.kill, 50)
  for (let outcome = ''; outcome !== 'told'; ) {
    outcome = (await fanOut(context, notice)).outcome
    if (outcome === 'passed' && (await noticesDue(context)).length === 0) break
  }
  const messages = await messagesOf(table, publicScope(school))
  expect(messages).toHaveLength(FAMILIES)

  // The stream tells of each twice, the second time late and in another order.
  const keys = messages.map((message) => placeOfMessage(school, message))
  const records = newWork([...keys, ...keys.toReversed()].map((key) => ({ key, isNew: true })))
  const provider = unreliable()
  let inFlight = 0
  let lostInFlight = 0
  const started = Date.now()
  let rounds = 0
  for (let work: Key[] = records; work.length > 0; rounds++) {
    const left = work.filter((key) => !isNoticeKey(key))
    let process = mortal(table)
    const workers = Array.from({ length: WORKERS }, async () => {
      for (let key = left.shift(); key; key = left.shift()) {
        const mine = process
        inFlight += 1
        const done = deliver({ table: mine.table, now: clock }, key, { email: provider.take })
        await Promise.race([done, mine.death])
        inFlight -= 1
      }
    })
    const kills = rounds === 0 ? KILLS : rounds < 4 ? 1 : 0
    for (let kill = 0; kill < kills; kill++) {
      await passed(() => left.length < (work.length * (kills - kill)) / (kills + 1))
      lostInFlight += inFlight
      process.kill()
      process = mortal(table)
    }
    await Promise.all(workers)
    // Leases and pauses end, as they do in an hour and a half at most.
    now = now.plus({ minutes: 65 })
    const waiting = await messagesOf(table, publicScope(school))
    work = waiting
      .filter(({ state }) => state === 'waiting')
      .map((message) => placeOfMessage(school, message))
    if (rounds > 30) throw new Error('it never ends')
    // By day only.
    if (now.setZone('America/New_York').hour >= 20) now = now.plus({ hours: 14 })
  }
  const seconds = (Date.now() - started) / 1000
  const twice = [...provider.accepted.values()].filter((count) => count > 1).length
  console.log(
    `${FAMILIES} messages in ${seconds.toFixed(1)} s: ${provider.calls()} calls of the provider, ${rounds} rounds, ` +
      `${provider.accepted.size} arrived, ${FAMILIES - provider.accepted.size} lost, ${lostInFlight} under way when a ` +
      `sender was killed, of which ${twice} arrived a second time under the same Message-ID`,
  )
  expect(provider.accepted.size).toBe(FAMILIES)
  // Only what was taken in the very moment of a kill may come again, under the name by which a mailbox knows it.
  expect(twice).toBeLessThanOrEqual(lostInFlight)
})

/** Waits until something is so, looking again with each turn of the loop. */
async function passed(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((done) => setTimeout(done, 5))
}
