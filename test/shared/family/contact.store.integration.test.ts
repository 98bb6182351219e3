import { expect, test } from 'vitest'
import { hashOf } from '../../../shared/access/identifier.ts'
import { forgetContact, getContact, putContact } from '../../../shared/family/contact.store.ts'
import { freshTable } from '../../support/engine.ts'

const COMPOSED = { channel: 'email', to: 'Jos\u00e9@example.org' } as const
const DECOMPOSED = { channel: 'email', to: 'Jose\u0301@example.org' } as const
const STOPPED = { state: 'stopped', reason: 'link', at: '2027-03-01T15:00:00.000Z' } as const

/** A table with an opt-out as it was stored while addresses were named as they were written. */
async function optedOutBefore() {
  const table = await freshTable()
  const former = { pk: `CONTACT#${hashOf('email:jose\u0301@example.org')}`, sk: 'CONTACT' }
  await table.commit({ put: { ...former, ...STOPPED } })
  return { table, former }
}

test('an opt-out of a decomposed address from before holds for each way to write it', async () => {
  const { table } = await optedOutBefore()
  for (const contact of [COMPOSED, DECOMPOSED]) expect(await getContact(table, contact)).toEqual(STOPPED)
  expect(await getContact(table, { channel: 'email', to: 'jose@example.org' })).toBeUndefined()
})

test('who opens it again is heard', async () => {
  const { table } = await optedOutBefore()
  await table.commit(putContact(DECOMPOSED, { ...STOPPED, state: 'open' }))
  for (const contact of [COMPOSED, DECOMPOSED])
    expect(await getContact(table, contact)).toMatchObject({ state: 'open' })
})

test('it is forgotten with the address, and kept where an opt-out is kept', async () => {
  const { table, former } = await optedOutBefore()
  await table.commit(...(await forgetContact(table, COMPOSED, { keepState: true })))
  expect(await table.get(former)).toEqual(STOPPED)
  await table.commit(...(await forgetContact(table, COMPOSED, { keepState: false })))
  expect(await table.get(former)).toBeUndefined()
})
