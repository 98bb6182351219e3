import { expect, test } from 'vitest'
import { hashOf } from '../../../shared/access/identifier.ts'
import { putTexted, takeText } from '../../../shared/family/contact.store.ts'
import { allFamilies, issueLink } from '../../../shared/family/family.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { removeExpired, removeSchoolItems } from '../../../shared/table/removal.ts'
import type { Item, WholeTable } from '../../../shared/table/table.ts'
import { makeApiKey } from '../../../shared/team/api-key.operations.ts'
import { inviteMember } from '../../../shared/team/member.operations.ts'
import { requestSignIn } from '../../../shared/team/sign-in.operations.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor, TEST_NOW } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

async function everything(table: WholeTable): Promise<Record<string, Item>> {
  const { items } = await table.scan(undefined, 10_000)
  return Object.fromEntries(items.map((item) => [`${item.pk} ${item.sk}`, item]))
}

test('removing a school removes all its items, and none of another school', async () => {
  const table = await freshTable()
  const context = contextFor(DEPLOYMENT, { table })
  const lively = async (email: string) => {
    const { school, ids } = await schoolWith(table, 3)
    const [family = ''] = ids
    await issueLink(context, school, family)
    await makeApiKey(context, school, { name: 'bridge' })
    await inviteMember(context, school, { name: 'Dana', email, role: 'organizer' })
    const { id } = await createWorkshop(context, school, READING)
    const options = [{ startLocal: '2027-03-10T18:00' }]
    const poll = await putPoll(context, id, { options, closesAt: '2027-03-08T09:00' })
    const option = poll.options[0]?.id ?? ''
    await castBallot(context, id, family, { answers: { [option]: 'yes' } })
    const { sessions } = await schedule(context, id, { options: [option] })
    const number = { channel: 'sms', to: email } as const
    const text = { message: `${TEST_NOW}#m1`, expiresAt: 2_000_000_000 }
    await table.commit(takeText(number, { session: sessions[0]?.id ?? '', place: 0 }, text))
    await table.commit(
      putTexted(number, { school, language: 'es', at: TEST_NOW, expiresAt: 2_000_000_000 }, undefined),
    )
    return school
  }
  const kept = await lively('kept@example.org')
  const before = await everything(table)
  const gone = await lively('gone@example.org')
  await requestSignIn(context, { email: 'nobody@example.org' })
  expect(await removeSchoolItems(table, gone)).toBeGreaterThan(10)
  const after = await everything(table)
  expect(JSON.stringify(after)).not.toContain(gone)
  // A request with an unknown address left its hash for ten minutes.
  const { [`ADDRESS#${hashOf('nobody@example.org')} CHALLENGE`]: asked, ...others } = after
  expect(asked).toMatchObject({ expiresAt: context.now().plus({ minutes: 10 }).toSeconds() })
  expect(others).toEqual(before)
  expect(await allFamilies(context, kept)).toHaveLength(3)
})

test('expired items are removed from their instant on; those prolonged in the meantime or without expiry stay', async () => {
  const table = await freshTable()
  await table.putAll([
    { pk: 'P', sk: 'no end' },
    { pk: 'P', sk: 'over', expiresAt: 1000 },
    { pk: 'P', sk: 'prolonged', expiresAt: 1000 },
    { pk: 'P', sk: 'to come', expiresAt: 1001 },
  ])
  // The item is written again between the scan and its removal.
  const prolonging: WholeTable = {
    ...table,
    async scan(after, limit) {
      const page = await table.scan(after, limit)
      await table.commit({ put: { pk: 'P', sk: 'prolonged', expiresAt: 2000 } })
      return page
    },
  }
  expect(await removeExpired(prolonging, 1000)).toBe(1)
  expect(Object.keys(await everything(table)).sort()).toEqual(['P no end', 'P prolonged', 'P to come'])
  expect(await removeExpired(table, 999)).toBe(0)
})
