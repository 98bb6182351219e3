import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../../../shared/access/actor.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { ConversationInput } from '../../../shared/outreach/conversation.ts'
import {
  forgetConversation,
  keepPromise,
  listConversations,
  recordConversation,
  saveStrengths,
  searchStrengths,
} from '../../../shared/outreach/outreach.operations.ts'
import { readOpenings, readOutreach } from '../../../shared/outreach/outreach-list.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'
import { inRounds } from '../../support/rounds.ts'

let table: Awaited<ReturnType<typeof freshTable>>
let school: string
let rosa: string
let linh: string
const as = (actor: Actor, now?: string) => contextFor(actor, { table, ...(now && { now }) })
const family = (id: string): Actor => ({ kind: 'family', school, family: id })
const member = (role: 'organizer' | 'helper' | 'parentLeader'): Actor => ({
  kind: 'member',
  school,
  id: 'dana',
  role,
  name: 'Dana',
})

beforeEach(async () => {
  table = await freshTable()
  const made = await schoolWith(table, 1)
  school = made.school
  linh = made.ids[0] ?? ''
  const input = FamilyInput.parse({
    caregivers: [{ givenName: 'Rosa', channels: [{ kind: 'phone', address: '+12125550123' }] }],
  })
  rosa = (await addFamily(as(DEPLOYMENT), school, input)).id
})

const listen = ConversationInput.parse({ kind: 'doorway', purpose: 'listen', note: 'She sings.' })
const call = ConversationInput.parse({ kind: 'positiveCall', purpose: 'celebrate' })

describe('a conversation', () => {
  test('is noted by a helper, read by the family that it is about, and by no other', async () => {
    const noted = await recordConversation(as(member('helper')), school, rosa, listen)
    expect(noted).toMatchObject({ by: 'Dana', note: 'She sings.' })
    expect(await listConversations(as(family(rosa)), school, rosa)).toEqual([noted])
    await expect(listConversations(as(family(linh)), school, rosa)).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(recordConversation(as(family(rosa)), school, rosa, listen)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(recordConversation(as(member('parentLeader')), school, rosa, listen)).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('is taken out by the family', async () => {
    const { id } = await recordConversation(as(member('helper')), school, rosa, listen)
    await expect(forgetConversation(as(family(linh)), school, rosa, id)).rejects.toMatchObject({
      code: 'not-found',
    })
    await forgetConversation(as(family(rosa)), school, rosa, id)
    expect(await listConversations(as(member('organizer')), school, rosa)).toEqual([])
  })

  test('is read by nobody once the school year is over, whether or not the table forgot it', async () => {
    await recordConversation(as(member('organizer')), school, rosa, listen)
    const summer = '2027-07-01T04:00:01Z'
    expect(await listConversations(as(family(rosa), summer), school, rosa)).toEqual([])
    expect((await readOutreach(as(member('organizer'), summer), school)).figures.talked).toBe(0)
  })

  test('after which a family is not called: nobody calls again', async () => {
    await recordConversation(as(member('helper')), school, rosa, { ...call, outcome: 'doNotCall' })
    await expect(recordConversation(as(member('helper')), school, rosa, call)).rejects.toMatchObject({
      code: 'asked-not-to-be-called',
    })
    expect((await recordConversation(as(member('helper')), school, rosa, listen)).kind).toBe('doorway')
  })
})

test('a promise is listed in the outreach until it is kept, once', async () => {
  const input = ConversationInput.parse({ ...listen, promise: 'Ask about the bus', promiseBy: '2027-03-08' })
  const { id } = await recordConversation(as(member('helper')), school, rosa, input)
  const outreach = await readOutreach(as(member('helper')), school)
  expect(outreach.promises).toMatchObject([{ name: 'Rosa', promise: { text: 'Ask about the bus' } }])
  expect(outreach.toTalkTo.map(({ family: one }) => one.id)).toEqual([linh])
  await keepPromise(as(member('helper')), school, rosa, { id })
  await keepPromise(as(member('helper')), school, rosa, { id })
  expect((await readOutreach(as(member('helper')), school)).promises).toEqual([])
  expect((await listConversations(as(family(rosa)), school, rosa))[0]?.revision).toBe(2)
  await keepPromise(as(member('helper')), school, rosa, { id, isKept: false })
  expect((await readOutreach(as(member('helper')), school)).promises).toMatchObject([{ id }])
})

test('who is to be talked to comes with something good, read at once however many there are', async () => {
  await saveStrengths(as(family(rosa)), school, rosa, { makes: { text: 'Bread', hosts: false } })
  const { toTalkTo, conversations } = await readOutreach(as(member('helper')), school)
  const counted = inRounds(table)
  const context = { ...as(member('helper')), table: counted.table }
  const begun = await readOpenings(context, school, toTalkTo, conversations)
  expect(begun.map(({ family: { id }, opening }) => [id, opening.kind])).toEqual([
    [linh, 'ask'],
    [rosa, 'said'],
  ])
  expect(counted.rounds()).toBe(1)
})

test('a family is found by name to record a conversation with, by helpers as well', async () => {
  const helper = as(member('helper'))
  const { found, chosen } = await readOutreach(helper, school, { search: 'rosa', family: rosa })
  expect([found.map(({ id }) => id), chosen?.id]).toEqual([[rosa], rosa])
  expect((await readOutreach(helper, school, { search: ' ' })).found).toEqual([])
  await expect(readOutreach(as(member('parentLeader')), school)).rejects.toMatchObject({ code: 'forbidden' })
})

test('strengths are found by organizers, and by a parent who leads a workshop where the family shares them', async () => {
  const strengths = { makes: { text: 'Bread', hosts: false }, speaks: { text: 'Spanish', hosts: true } }
  await saveStrengths(as(family(rosa)), school, rosa, strengths)
  await expect(saveStrengths(as(family(linh)), school, rosa, {})).rejects.toMatchObject({ code: 'not-found' })
  const found = await searchStrengths(as(member('organizer')), school, 'bread')
  expect(found.map((one) => one.family.id)).toEqual([rosa])
  await expect(searchStrengths(as(family(linh)), school, '')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(searchStrengths(as(member('helper')), school, '')).rejects.toMatchObject({ code: 'forbidden' })
  await createWorkshop(as(DEPLOYMENT), school, { ...READING, hostFamily: linh })
  expect(await searchStrengths(as(family(linh)), school, 'bread')).toEqual([])
  expect(await searchStrengths(as(family(linh)), school, '')).toMatchObject([
    { strengths: [{ kind: 'speaks', text: 'Spanish' }] },
  ])
})
