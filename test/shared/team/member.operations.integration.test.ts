import { beforeAll, describe, expect, test } from 'vitest'
import { type Actor, publicScope } from '../../../shared/access/actor.ts'
import { actorOfToken } from '../../../shared/access/token.operations.ts'
import { listOutbox } from '../../../shared/delivery/message.operations.ts'
import { migrate } from '../../../shared/table/migration.ts'
import type { Table } from '../../../shared/table/table.ts'
import { listApiKeys, makeApiKey, revokeApiKey } from '../../../shared/team/api-key.operations.ts'
import * as team from '../../../shared/team/member.operations.ts'
import { addMemberWrites } from '../../../shared/team/member.store.ts'
import type { Member } from '../../../shared/team/member.ts'
import {
  otherMemberships,
  requestSignIn,
  signInWithCode,
  signInWithLink,
} from '../../../shared/team/sign-in.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'

let table: Table
beforeAll(async () => {
  table = await freshTable()
})

const deployment: Actor = { kind: 'deployment' }
const at = (now: string) => contextFor(deployment, { table, now })
const start = '2027-03-01T15:00:00.000Z'
const later = '2027-03-02T15:00:00.000Z'

/** The writes of a member from before addresses were unique. */
const withoutClaim = (member: Member) =>
  addMemberWrites(publicScope(member.school), member).filter(
    (write) => !('put' in write && write.put.sk === `SCHOOL#${member.school}`),
  )
const person = (name: string, role: 'organizer' | 'helper' = 'organizer') => ({
  name,
  email: `${name.toLowerCase()}@example.org`,
  role,
})

describe('signing in', () => {
  test('a code signs its member in once', async () => {
    const { member } = await team.inviteMember(at(start), 'in1', person('Ada'))
    const sent = await requestSignIn(at(start), { email: member.email })
    const signIn = () => signInWithCode(at(start), { email: member.email, code: sent?.code ?? '' })
    expect(await signIn()).toEqual({ school: 'in1', member: member.id, since: start })
    await expect(signIn()).rejects.toMatchObject({ code: 'code-expired' })
  })

  test('an invitation signs in to the school that sent it, and lists the other one', async () => {
    const first = await team.inviteMember(at(start), 'in6', person('Fay'))
    const second = await team.inviteMember(at(start), 'in7', person('Fay'))
    expect(await signInWithLink(at(start), second.token ?? '')).toEqual({
      school: 'in7',
      member: second.member.id,
      since: start,
      invited: true,
    })
    const { role, name, id } = second.member
    const fay: Actor = { kind: 'member', school: 'in7', id, role, name }
    expect(await otherMemberships(contextFor(fay, { table, now: start }), start)).toEqual([
      { school: 'in6', member: first.member.id, since: start },
    ])
  })

  test('an invitation opens no other school, also when its own school took the member out', async () => {
    const first = await team.inviteMember(at(start), 'in9', person('Hal'))
    await team.inviteMember(at(start), 'in9', person('Ida'))
    await team.inviteMember(at(start), 'in10', person('Hal'))
    await team.removeMember(at(start), 'in9', first.member.id)
    await expect(signInWithLink(at(start), first.token ?? '')).rejects.toMatchObject({ code: 'link-expired' })
  })

  test('opens no team that the address joined after the sign-in was asked for', async () => {
    const { member } = await team.inviteMember(at(start), 'in11', person('Jan'))
    const sent = await requestSignIn(at(start), { email: member.email })
    const soon = '2027-03-01T15:01:00.000Z'
    const second = await team.inviteMember(at(soon), 'in12', person('Jan'))
    const signed = await signInWithCode(at(soon), { email: member.email, code: sent?.code ?? '' })
    expect(signed).toEqual({ school: 'in11', member: member.id, since: start })
    const { role, name, id } = member
    const jan = contextFor({ kind: 'member', school: 'in11', id, role, name }, { table, now: soon })
    expect(await otherMemberships(jan, signed.since)).toEqual([])
    const again = { school: 'in12', member: second.member.id, since: soon }
    expect(await otherMemberships(jan, soon)).toEqual([again])
  })

  test('after five wrong tries even the right code is refused', async () => {
    const { member } = await team.inviteMember(at(start), 'in2', person('Ben'))
    const sent = await requestSignIn(at(start), { email: member.email })
    const wrong = sent?.code === '000000' ? '000001' : '000000'
    for (let count = 0; count < 5; count++) {
      const attempt = signInWithCode(at(start), { email: member.email, code: wrong })
      await expect(attempt).rejects.toMatchObject({ code: 'code-wrong' })
    }
    const right = signInWithCode(at(start), { email: member.email, code: sent?.code ?? '' })
    await expect(right).rejects.toMatchObject({ code: 'too-many-tries' })
  })

  test('an invitation does not reset the count of wrong tries, since its sender could use it', async () => {
    const { member, token = '' } = await team.inviteMember(at(start), 'in8', person('Gus'))
    const sent = await requestSignIn(at(start), { email: member.email })
    const tryWith = (code: string) => signInWithCode(at(start), { email: member.email, code })
    const wrong = sent?.code === '000000' ? '000001' : '000000'
    for (let count = 0; count < 5; count++)
      await expect(tryWith(wrong)).rejects.toMatchObject({ code: 'code-wrong' })
    await signInWithLink(at(start), token)
    await expect(tryWith(sent?.code ?? '')).rejects.toMatchObject({ code: 'too-many-tries' })
  })

  test('twenty concurrent guesses are all counted', async () => {
    const { member } = await team.inviteMember(at(start), 'in3', person('Cam'))
    await requestSignIn(at(start), { email: member.email })
    const guesses = await Promise.allSettled(
      Array.from({ length: 20 }, () => signInWithCode(at(start), { email: member.email, code: 'x' })),
    )
    const looked = guesses.filter(
      (guess) => guess.status === 'rejected' && guess.reason.code === 'code-wrong',
    )
    expect(looked.length).toBeLessThanOrEqual(5)
  })

  test('an unknown address gets the same answer, and nothing is sent', async () => {
    expect(await requestSignIn(at(start), { email: 'nobody@example.org' })).toBeUndefined()
  })

  test('a link works once and for ten minutes', async () => {
    const { member } = await team.inviteMember(at(start), 'in4', person('Dee'))
    const sent = await requestSignIn(at(start), { email: member.email })
    const late = signInWithLink(at('2027-03-01T15:10:00.000Z'), sent?.token ?? '')
    await expect(late).rejects.toMatchObject({ code: 'link-expired' })
    const uses = await Promise.allSettled([1, 2].map(() => signInWithLink(at(start), sent?.token ?? '')))
    expect(uses.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('what was sent is in the outbox until it expires, without its link', async () => {
    await team.inviteMember(at(start), 'in5', person('Eve'))
    const [message] = await listOutbox(at(start), 'in5')
    expect(message).toMatchObject({ kind: 'invitation', to: 'eve@example.org', fields: {} })
    expect(await listOutbox(at('2027-03-08T15:00:01.000Z'), 'in5')).toEqual([])
  })
})

describe('the team', () => {
  test('the last organizer cannot be removed; others can, and are signed out at once', async () => {
    const { member: ada } = await team.inviteMember(at(start), 't1', person('Ada1'))
    const { member: ben } = await team.inviteMember(at(start), 't1', person('Ben1', 'helper'))
    await expect(team.removeMember(at(start), 't1', ada.id)).rejects.toMatchObject({ code: 'last-organizer' })
    await team.removeMember(at(start), 't1', ben.id)
    expect(await team.actorOfMember(table, { school: 't1', member: ben.id, since: start })).toBeUndefined()
    expect(await requestSignIn(at(start), { email: ben.email })).toBeUndefined()
  })

  test('two organizers who remove each other at once leave one', async () => {
    const { member: ada } = await team.inviteMember(at(start), 't2', person('Ada2'))
    const { member: ben } = await team.inviteMember(at(start), 't2', person('Ben2'))
    await Promise.allSettled([ada, ben].map(({ id }) => team.removeMember(at(start), 't2', id)))
    expect(await team.listTeam(at(start), 't2')).toHaveLength(1)
  })

  test('inviting the same address again returns the existing member', async () => {
    const first = await team.inviteMember(at(start), 't3', person('Ada3'))
    const second = await team.inviteMember(at(start), 't3', person('Ada3'))
    expect(second.member.id).toBe(first.member.id)
    expect(second.token).toBeUndefined()
  })

  test('parallel invitations of one address, in any case of its letters, make one member', async () => {
    const emails = ['gia@example.org', 'GIA@example.org', 'Gia@Example.org']
    const invite = (email: string) => team.inviteMember(at(start), 't4', { ...person('Gia'), email })
    const invited = await Promise.all([...emails, ...emails].map(invite))
    expect(await team.listTeam(at(start), 't4')).toHaveLength(1)
    expect(new Set(invited.map(({ member }) => member.id)).size).toBe(1)
    expect(invited.filter(({ token }) => token)).toHaveLength(1)
  })

  test('somebody who was removed may be invited again, and older sign-ins and invitations stay out', async () => {
    const ada = await team.inviteMember(at(start), 't5', person('Ada5'))
    const first = await team.inviteMember(at(start), 't5', person('Ben5'))
    await team.removeMember(at(start), 't5', first.member.id)
    const second = await team.inviteMember(at(later), 't5', person('Ben5'))
    expect(await team.listTeam(at(start), 't5')).toEqual([ada.member, second.member])
    await expect(signInWithLink(at(later), first.token ?? '')).rejects.toMatchObject({ code: 'link-expired' })
    const { id: member } = second.member
    expect(await team.actorOfMember(table, { school: 't5', member, since: start })).toBeUndefined()
    expect(await team.actorOfMember(table, { school: 't5', member, since: later })).toMatchObject({
      id: member,
    })
  })

  test('removing somebody removes all that their address has in the team from before it was unique', async () => {
    await team.inviteMember(at(start), 't6', person('Ada6'))
    const { member: ben } = await team.inviteMember(at(start), 't6', person('Ben6'))
    await table.commit(...withoutClaim({ ...ben, id: 'twin', email: 'BEN6@example.org' }))
    await team.removeMember(at(start), 't6', ben.id)
    expect((await team.listTeam(at(start), 't6')).map(({ name }) => name)).toEqual(['Ada6'])
    expect(await requestSignIn(at(start), { email: ben.email })).toBeUndefined()
  })

  test('the migration makes the addresses of earlier members unique, and runs again without a change', async () => {
    const own = await freshTable()
    const ada = { ...person('Ada7'), id: 'ada', school: 't7', invitedAt: start }
    await own.commit(...withoutClaim(ada))
    expect(await migrate(own, team.CLAIM_ADDRESSES)).toEqual({ changed: 1, passedBy: 0 })
    expect(await migrate(own, team.CLAIM_ADDRESSES)).toEqual({ changed: 0, passedBy: 0 })
    await expect(own.commit(...addMemberWrites(publicScope('t7'), { ...ada, id: 'twin' }))).rejects.toThrow()
  })
})

describe('API keys', () => {
  test('a key acts for its own school until it is revoked, and is stored only as a hash', async () => {
    const { secret, id } = await makeApiKey(at(start), 'k1', { name: 'website' })
    expect(await actorOfToken(table, secret)).toEqual({ kind: 'apiKey', school: 'k1', id })
    expect(JSON.stringify(await listApiKeys(at(start), 'k1'))).not.toContain(secret)
    await revokeApiKey(at(start), 'k1', id)
    expect(await actorOfToken(table, secret)).toBeUndefined()
  })

  test('the deployment has its own token, and a wrong token has no actor', async () => {
    const token = 'a'.repeat(32)
    expect(await actorOfToken(table, token, token)).toEqual({ kind: 'deployment' })
    expect(await actorOfToken(table, `${token}b`, token)).toBeUndefined()
  })
})
