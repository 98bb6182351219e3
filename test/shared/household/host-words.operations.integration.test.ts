import { expect, test } from 'vitest'
import { publicScope } from '../../../shared/access/actor.ts'
import { finishCall } from '../../../shared/delivery/call.operations.ts'
import { listCalls } from '../../../shared/delivery/call-list.operations.ts'
import { writeAsHost } from '../../../shared/delivery/host-message.operations.ts'
import { deleteFamily, removeFamily } from '../../../shared/household/departure.operations.ts'
import { eraseHostWords } from '../../../shared/household/host-words.operations.ts'
import { mergeFamilies } from '../../../shared/household/household.operations.ts'
import { callsOf } from '../../../shared/message/call.store.ts'
import { messagesOf } from '../../../shared/message/message.store.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import { updateWorkshop } from '../../../shared/session/workshop-change.operations.ts'
import { itemsIn } from '../../support/counting.ts'
import { LATER, notifyingSchool } from '../../support/notifying-school.ts'

const WORDS = 'Marigold, bring your drums'

/** Rosa leads; Bao is called by phone, Hodan reads e-mail, and both come. */
async function ledByRosa() {
  const telling = await notifyingSchool()
  const { context, school, as, table } = telling
  const rosa = await telling.family('Rosa', { kind: 'email', address: 'rosa@example.org' })
  const bao = await telling.family('Bao', { kind: 'phone', address: '+12125550199' })
  const hodan = await telling.family('Hodan', { kind: 'email', address: 'hodan@example.org' })
  const workshop = await telling.workshop()
  await updateWorkshop(context, workshop, { hostFamily: rosa })
  const { options } = await telling.poll(workshop)
  const { sessions } = await schedule(context, workshop, { options: [options[0]?.id ?? ''] })
  const session = sessions[0]?.id ?? ''
  for (const family of [bao, hodan])
    await putReply(context, session, family, ReplyInput.parse({ attending: true, adults: 1 }))
  const of = (family: string) => as({ kind: 'family', school, family })
  const write = () => writeAsHost(of(rosa), { workshop, session }, { text: WORDS })
  const found = async () => (await itemsIn(table)).filter((item) => JSON.stringify(item).includes(WORDS))
  const leave = (family = rosa) => deleteFamily(of(family), school, family)
  const scope = publicScope(school)
  return { ...telling, ...{ scope, rosa, bao, hodan, workshop, write, found, leave } }
}

test('what a host wrote goes with the host, also from what others were sent and called about', async () => {
  const { context, table, scope, school, write, workOff, found, leave } = await ledByRosa()
  await write()
  await workOff(LATER)
  const call = (await listCalls(context, school)).find(({ about }) => about.kind === 'hostMessage')
  await finishCall(context, school, call?.id ?? '', { outcome: 'reached' })
  expect((await found()).length).toBe(3)
  await leave()
  expect(await found()).toEqual([])
  // That something was sent stays, as kinds.
  const sent = (await messagesOf(table, scope)).flatMap(({ state, notices }) =>
    (notices?.about ?? []).filter(({ kind }) => kind === 'hostMessage').map(() => state),
  )
  expect(sent).toEqual(['sent'])
  expect((await callsOf(table, scope)).find(({ id }) => id === call?.id)).toMatchObject({
    outcome: 'reached',
  })
})

test('what waits of it reaches nobody any more, and other news of the same message does', async () => {
  const { table, scope, write, fanOutDue, workOff, heard, found, leave } = await ledByRosa()
  await write()
  await fanOutDue(LATER)
  await leave()
  expect(await found()).toEqual([])
  expect((await callsOf(table, scope)).map(({ about }) => about.kind)).not.toContain('hostMessage')
  await workOff()
  expect(heard.length).toBeGreaterThan(0)
  expect(JSON.stringify(heard)).not.toContain(WORDS)
})

test('it goes with the host who wrote it, also when another leads by then', async () => {
  const { context, bao, workshop, write, fanOutDue, found, leave } = await ledByRosa()
  await write()
  await fanOutDue(LATER)
  await updateWorkshop(context, workshop, { hostFamily: bao })
  await leave(bao)
  expect((await found()).length).toBeGreaterThan(0)
  await leave()
  expect(await found()).toEqual([])
})

test('it goes with the family that the host was merged into', async () => {
  const { context, school, rosa, workshop, hodan, write, fanOutDue, found, leave, family } = await ledByRosa()
  await write()
  await fanOutDue(LATER)
  const kept = await family('Ana')
  await mergeFamilies(context, school, kept, rosa)
  await updateWorkshop(context, workshop, { hostFamily: hodan })
  expect((await found()).length).toBeGreaterThan(0)
  await leave(kept)
  expect(await found()).toEqual([])
})

test('it is erased when the team removes the host, and only the host’s own copy is kept', async () => {
  const { context, school, rosa, write, workOff, found } = await ledByRosa()
  await write()
  await workOff(LATER)
  await removeFamily(context, school, rosa)
  for (const { pk } of await found()) expect(pk).toContain(`SCHOOL#${school}#REMOVED#${rosa}`)
})

test('what other hosts wrote stays, and so does what an unknown author wrote of another workshop', async () => {
  const { table, scope, hodan, write, fanOutDue, found } = await ledByRosa()
  await write()
  await fanOutDue(LATER)
  const before = await found()
  await eraseHostWords(table, scope, hodan, ['another'])
  expect(await found()).toEqual(before)
})
