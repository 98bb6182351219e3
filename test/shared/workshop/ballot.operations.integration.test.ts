import { beforeAll, describe, expect, test } from 'vitest'
import { schoolOf } from '../../../shared/access/identifier.ts'
import { readFamily } from '../../../shared/family/family.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import type { AnyKey, Consistency, Table } from '../../../shared/table/table.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { readPoll } from '../../../shared/workshop/results.operations.ts'
import { stopVote } from '../../../shared/workshop/vote.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

let table: Table
beforeAll(async () => {
  table = await freshTable()
})

const BEFORE = '2027-03-02T14:59:59.999Z'
const END = '2027-03-02T15:00:00.000Z'
const AFTER = '2027-03-02T15:00:00.001Z'
const at = (now: string, over: Table = table) => contextFor(DEPLOYMENT, { table: over, now })

async function openVote() {
  const { school, ids } = await schoolWith(table, 1)
  const { id: workshop } = await createWorkshop(at(BEFORE), school, READING)
  const poll = { options: [{ startLocal: '2027-03-09T18:00' }], closesAt: '2027-03-05T00:00:00.000Z' }
  const { options } = await putPoll(at(BEFORE), workshop, poll)
  const option = options[0]?.id ?? ''
  const cast = (now: string, over?: Table) =>
    castBallot(at(now, over), workshop, ids[0] ?? '', { answers: { [option]: 'yes' } })
  const ends = {
    decision: () => schedule(at(END), workshop, { options: [option] }),
    stop: () => stopVote(at(END), workshop),
  }
  const counted = async () => (await readPoll(at(AFTER), workshop)).options[0]?.yes
  return { workshop, cast, ends, counted }
}

/** A table whose eventually consistent reads still show the items as they were at an earlier moment. */
function laggingTable(before: ReadonlyMap<string, unknown>): Table {
  return {
    ...table,
    async get<T>(key: AnyKey, reading?: Consistency) {
      const old = reading === 'recent' ? before.get(key.sk) : undefined
      return (old as T | undefined) ?? table.get<T>(key, reading)
    },
  }
}

/** A table that lets something else happen between the reads of an operation and its write. */
function tableWhere(between: () => Promise<unknown>): Table {
  let isFirst = true
  return {
    ...table,
    async commit(...writes) {
      if (isFirst) {
        isFirst = false
        await between()
      }
      return table.commit(...writes)
    },
  }
}

describe.each(['decision', 'stop'] as const)('a ballot and the %s that ends its vote', (end) => {
  test.each([
    ['the millisecond before it', BEFORE],
    ['its own millisecond', END],
  ])('received in %s and stored before it, is counted', async (_, now) => {
    const { cast, ends, counted } = await openVote()
    await cast(now)
    await ends[end]()
    expect(await counted()).toBe(1)
  })

  test.each([
    ['before it', BEFORE],
    ['in its own millisecond', END],
    ['after it, by the clock of another server', AFTER],
  ])(
    'that read the vote open, received %s, is thanked and counted although written later',
    async (_, now) => {
      const { cast, ends, counted } = await openVote()
      await expect(cast(now, tableWhere(ends[end]))).resolves.toMatchObject({ version: 1 })
      expect(await counted()).toBe(1)
    },
  )

  test('received before it and read after it, is thanked and counted', async () => {
    const { cast, ends, counted } = await openVote()
    await ends[end]()
    await expect(cast(BEFORE)).resolves.toMatchObject({ version: 1 })
    expect(await counted()).toBe(1)
  })

  test.each([
    ['in its own millisecond', END],
    ['after it', AFTER],
  ])('received %s, is refused and not stored, also where replicas lag behind', async (_, now) => {
    const { workshop, cast, ends, counted } = await openVote()
    const items = await table.queryAll<{ id: string }>(`SCHOOL#${schoolOf(workshop)}#WORKSHOPS`, 'WORKSHOP#')
    const before = new Map(items.map((item) => [`WORKSHOP#${item.id}`, item]))
    expect(before.size).toBe(1)
    await ends[end]()
    await expect(cast(now, laggingTable(before))).rejects.toMatchObject({ code: 'poll-closed' })
    expect(await counted()).toBe(0)
  })
})

describe('who answered for a family', () => {
  test('is known where a caregiver came in by an own link, and the answer stays the family’s', async () => {
    const { school, ids } = await schoolWith(table, 1)
    const family = ids[0] ?? ''
    const { caregivers } = await readFamily(at(BEFORE), school, family)
    const { id: workshop } = await createWorkshop(at(BEFORE), school, READING)
    const options = [{ startLocal: '2027-03-09T18:00' }]
    const poll = await putPoll(at(BEFORE), workshop, { options, closesAt: '2027-03-05T00:00:00.000Z' })
    const option = poll.options[0]?.id ?? ''
    const cast = (caregiver?: string) => {
      const actor = { kind: 'family', school, family, ...(caregiver && { caregiver }) } as const
      return castBallot(contextFor(actor, { table, now: BEFORE }), workshop, family, {
        answers: { [option]: caregiver ? 'no' : 'yes' },
      })
    }
    expect(await cast()).not.toHaveProperty('recordedBy')
    const ballot = await cast(caregivers[0]?.id)
    expect(ballot).toMatchObject({ via: 'link', recordedBy: caregivers[0]?.givenName })
    expect(ballot.answers[option]?.answer).toBe('no')
    expect(await cast('a caregiver who left')).not.toHaveProperty('recordedBy')
    const { sessions } = await schedule(at(BEFORE), workshop, { options: [option] })
    const own = { kind: 'family', school, family, caregiver: caregivers[0]?.id ?? '' } as const
    const reply = await putReply(
      contextFor(own, { table, now: BEFORE }),
      sessions[0]?.id ?? '',
      family,
      ReplyInput.parse({ attending: true }),
    )
    expect(reply.repliedBy).toBe(caregivers[0]?.givenName)
  })
})
