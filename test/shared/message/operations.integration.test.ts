import { expect, test } from 'vitest'
import { inviteMember } from '../../../shared/access/operations.ts'
import { listOutbox } from '../../../shared/message/operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, schoolWith } from '../../support/puente.ts'

test("the outbox shows organizers their own school's messages, newest first, until they are over", async () => {
  const table = await freshTable()
  const { school } = await schoolWith(table, 0)
  const at = (now: string) => contextFor(DEPLOYMENT, { table, now })
  await inviteMember(at('2027-03-01T15:00:00.000Z'), school, {
    name: 'Ada',
    email: 'ada@example.org',
    role: 'organizer',
  })
  await inviteMember(at('2027-03-01T15:00:01.000Z'), school, {
    name: 'Ben',
    email: 'ben@example.org',
    role: 'helper',
  })
  expect((await listOutbox(at('2027-03-01T16:00:00.000Z'), school)).map(({ to }) => to)).toEqual([
    'ben@example.org',
    'ada@example.org',
  ])
  expect(await listOutbox(at('2027-03-08T15:00:02.000Z'), school)).toEqual([])
  const helper = contextFor({ kind: 'member', school, id: 'm', role: 'helper', name: 'Ben' }, { table })
  await expect(listOutbox(helper, school)).rejects.toMatchObject({ code: 'forbidden' })
})
