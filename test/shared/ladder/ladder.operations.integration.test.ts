import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../../../shared/access/actor.ts'
import {
  addEvidence,
  answerInvitation,
  invite,
  nominate,
  readOwnPath,
  removeEvidence,
  settleNomination,
  showPathTo,
} from '../../../shared/ladder/ladder.operations.ts'
import { InvitationInput } from '../../../shared/ladder/ladder.ts'
import { readLadder } from '../../../shared/ladder/school-ladder.operations.ts'
import { saveStrengths } from '../../../shared/outreach/outreach.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { schoolWith } from '../../support/puente.ts'

let table: Awaited<ReturnType<typeof freshTable>>
let school: string
let rosa: string
let linh: string
const as = (actor: Actor, now?: string) => contextFor(actor, { table, ...(now && { now }) })
const family = (id: string): Actor => ({ kind: 'family', school, family: id })
const dana = (): Actor => ({ kind: 'member', school, id: 'dana', role: 'organizer', name: 'Dana' })
const input = InvitationInput.parse({
  step: 'teaching',
  strength: 'You sing',
  role: 'Lead the songs',
  time: 'Thursday at six',
  support: ['childcare'],
  coLead: 'Ms. Ortiz',
})

beforeEach(async () => {
  table = await freshTable()
  const made = await schoolWith(table, 2)
  school = made.school
  ;[rosa = '', linh = ''] = made.ids
})

describe('a place on the ladder', () => {
  test('is private until the parent shows it', async () => {
    await addEvidence(as(family(rosa)), school, rosa, { step: 'helping', text: 'I read with a group' })
    expect((await readLadder(as(dana()), school)).paths).toEqual([])
    expect((await readOwnPath(as(family(linh)), school, linh)).others).toEqual([])
    await showPathTo(as(family(rosa)), school, rosa, 'team')
    expect((await readLadder(as(dana()), school)).paths).toMatchObject([{ family: { id: rosa } }])
    expect((await readOwnPath(as(family(linh)), school, linh)).others).toEqual([])
    await showPathTo(as(family(rosa)), school, rosa, 'families')
    expect((await readOwnPath(as(family(linh)), school, linh)).others).toMatchObject([
      { path: { family: rosa } },
    ])
  })

  test('is edited by the parent alone; staff rate nobody', async () => {
    const told = { step: 'helping', text: 'I read' } as const
    await expect(addEvidence(as(dana()), school, rosa, told)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(addEvidence(as(family(linh)), school, rosa, told)).rejects.toMatchObject({
      code: 'not-found',
    })
    await addEvidence(as(family(rosa)), school, rosa, told)
    const { path } = await readOwnPath(as(family(rosa)), school, rosa)
    await removeEvidence(as(family(rosa)), school, rosa, path.did[0]?.id ?? '')
    expect((await readOwnPath(as(family(rosa)), school, rosa)).path.did).toEqual([])
    await expect(readOwnPath(as(dana()), school, rosa)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('an invitation', () => {
  test('names who invites, is answered by the family, and counts for the inviter', async () => {
    const { id } = await invite(as(dana()), school, rosa, input)
    await expect(invite(as(dana()), school, rosa, input)).rejects.toMatchObject({ code: 'invitation-open' })
    await expect(
      answerInvitation(as(family(linh)), school, linh, { id, answer: 'yes' }),
    ).rejects.toMatchObject({ code: 'not-found' })
    await answerInvitation(as(family(rosa)), school, rosa, { id, answer: 'yes' })
    expect((await readOwnPath(as(family(rosa)), school, rosa)).invitations).toMatchObject([
      { inviter: 'Dana', answer: 'yes' },
    ])
    const { report } = await readLadder(as(dana()), school)
    expect(report.inviters).toEqual([{ inviter: 'Dana', invited: 1, accepted: 1 }])
  })

  test('after a not now waits 90 days, and after a never is made no more', async () => {
    const first = await invite(as(dana()), school, rosa, input)
    await answerInvitation(as(family(rosa)), school, rosa, { id: first.id, answer: 'notNow' })
    await expect(invite(as(dana(), '2027-05-30T14:59:00Z'), school, rosa, input)).rejects.toMatchObject({
      code: 'invitation-paused',
    })
    const later = '2027-05-30T15:00:00Z'
    const second = await invite(as(dana(), later), school, rosa, input)
    await answerInvitation(as(family(rosa), later), school, rosa, { id: second.id, answer: 'never' })
    await expect(invite(as(dana(), '2030-01-01T00:00:00Z'), school, rosa, input)).rejects.toMatchObject({
      code: 'invitation-never',
    })
  })
})

test('parents propose each other, and the team settles it', async () => {
  await nominate(as(family(rosa)), school, rosa, { step: 'governance', who: 'Linh', why: 'She listens' })
  const [nomination] = (await readLadder(as(dana()), school)).nominations
  expect(nomination).toMatchObject({ who: 'Linh', by: rosa })
  await settleNomination(as(dana()), school, nomination?.id ?? '')
  expect((await readLadder(as(dana()), school)).nominations).toEqual([])
})

test('who may be invited is suggested with a strength; a family that was asked or said none is not', async () => {
  await saveStrengths(as(family(rosa)), school, rosa, { makes: { text: 'Bread', hosts: false } })
  const suggested = async () => (await readLadder(as(dana()), school)).suggested
  expect(await suggested()).toMatchObject([
    { family: { id: rosa }, strengths: [{ kind: 'makes', text: 'Bread' }] },
  ])
  await invite(as(dana()), school, rosa, input)
  expect(await suggested()).toEqual([])
})
