import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../../../shared/access/actor.ts'
import { hashOf, newSecret } from '../../../shared/access/identifier.ts'
import { keepSecret } from '../../../shared/access/secret.store.ts'
import { checkIn, sayThanks } from '../../../shared/attendance/attendance.operations.ts'
import { putContact, putTexted, takeText } from '../../../shared/family/contact.store.ts'
import { allFamilies, issueLink, openLink, updateFamily } from '../../../shared/family/family.operations.ts'
import { copyOfFamily, deleteFamily, removeFamily } from '../../../shared/household/departure.operations.ts'
import { restoreFamily } from '../../../shared/household/return.operations.ts'
import { addEvidence, invite, nominate } from '../../../shared/ladder/ladder.operations.ts'
import { putCall } from '../../../shared/message/call.store.ts'
import { newCall } from '../../../shared/message/call.ts'
import { keepMessage } from '../../../shared/message/message.store.ts'
import { waiting } from '../../../shared/message/message.ts'
import { putReached } from '../../../shared/message/reach.store.ts'
import { ConversationInput } from '../../../shared/outreach/conversation.ts'
import { recordConversation, saveStrengths } from '../../../shared/outreach/outreach.operations.ts'
import { importRoster } from '../../../shared/roster/roster.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { listReplies, putReply } from '../../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import { actorOfMember, inviteMember } from '../../../shared/team/member.operations.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { announce, markInterest } from '../../../shared/workshop/interest.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { propose, saveDraft } from '../../../shared/workshop/proposal.operations.ts'
import { NewProposal } from '../../../shared/workshop/proposal.ts'
import { readPoll } from '../../../shared/workshop/results.operations.ts'
import { createWorkshop, readWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor, TEST_NOW } from '../../support/context.ts'
import { countAll, itemsIn } from '../../support/counting.ts'
import { freshTable } from '../../support/engine.ts'
import { pictureStorage } from '../../support/picture-storage.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

const PHONE = '+12125550123'
const EMAIL = 'rosa.nunez@example.org'
const CSV = `family_id,caregiver_name,phone,email,written_language,spoken_language,channel,child_grade,child_age_band,groups
SIS-4711,Rosa Nunez,${PHONE},${EMAIL},es,es,sms,3,,
SIS-4712,Bao Tran,+12125550199,,vi,vi,phone,4,,
`
const NOW = '2027-03-01T15:00:00.000Z'

let table: Awaited<ReturnType<typeof freshTable>>
let school: string
let rosa: string
let bao: string
const as = (actor: Actor, now = NOW) => contextFor(actor, { table, now })
const family = (id: string): Actor => ({ kind: 'family', school, family: id })
const bring = () =>
  importRoster(as(DEPLOYMENT), school, { bytes: new TextEncoder().encode(CSV), mediaType: 'text/csv' })

beforeEach(async () => {
  table = await freshTable()
  school = (await schoolWith(table, 1)).school
  await bring()
  const families = await allFamilies(as(DEPLOYMENT), school)
  rosa = families.find(({ name }) => name === 'Nunez')?.id ?? ''
  bao = families.find(({ name }) => name === 'Tran')?.id ?? ''
})

async function voting(more = {}): Promise<{ id: string; option: string }> {
  const { id } = await createWorkshop(as(DEPLOYMENT), school, { ...READING, ...more })
  const poll = await putPoll(as(DEPLOYMENT), id, {
    options: [{ startLocal: '2027-03-10T18:00' }],
    closesAt: '2027-03-08T09:00',
  })
  return { id, option: poll.options[0]?.id ?? '' }
}

const vote = (workshop: { id: string; option: string }, id: string) =>
  castBallot(as(family(id)), workshop.id, id, {
    answers: { [workshop.option]: 'yes' },
    couldComeIf: ['childcare'],
  })

/** Writes every kind of data that a family can leave behind. */
async function leaveTraces(): Promise<{ token: string; session: string; hosted: string; member: string }> {
  const context = as(DEPLOYMENT)
  const { token } = await issueLink(context, school, rosa)
  await saveStrengths(as(family(rosa)), school, rosa, { makes: { text: 'Rosa Nunez bakes', hosts: true } })
  await vote(await voting(), rosa)
  const decided = await voting({ hostFamily: rosa, seats: 1 })
  await vote(decided, rosa)
  const { sessions } = await schedule(context, decided.id, { options: [decided.option] })
  const session = sessions[0]?.id ?? ''
  const reply = {
    attending: true,
    adults: 1,
    diets: { halal: 1 },
    children: [{ months: 40 }],
    access: 'Ramp',
  }
  await putReply(as(family(rosa)), session, rosa, ReplyInput.parse(reply))
  await putReply(as(family(bao)), session, bao, ReplyInput.parse({ attending: true, adults: 1, wait: true }))
  await checkIn(context, session, rosa, { adults: 1, children: 1 })
  await sayThanks(as(family(rosa), '2027-03-11T12:00:00Z'), session, rosa, { text: 'Thank you' })
  const idea = await createWorkshop(context, school, READING)
  await announce(context, idea.id, true)
  await markInterest(as(family(rosa)), idea.id, rosa, { helps: ['food'] })
  const proposal = { family: rosa, title: 'Bread', learn: 'Baking', audience: ['parents'], languages: ['es'] }
  await propose(as(family(rosa)), school, NewProposal.parse({ ...proposal, durationMinutes: 60 }))
  await saveDraft(as(family(rosa)), school, rosa, { title: ['More bread'] })
  const talk = ConversationInput.parse({ kind: 'doorway', purpose: 'listen', note: 'Rosa sings' })
  await recordConversation(context, school, rosa, talk)
  await addEvidence(as(family(rosa)), school, rosa, { step: 'guest', text: 'Rosa came' })
  await nominate(as(family(rosa)), school, rosa, { step: 'guest', who: 'Rosa', why: 'She sings' })
  await invite(context, school, rosa, {
    step: 'teaching',
    strength: 'Rosa sings',
    role: 'Lead the songs',
    time: 'Thursday',
    support: ['childcare'],
    coLead: 'Dana',
  })
  const member = await inviteMember(context, school, {
    name: 'Leader',
    email: 'leader@example.org',
    role: 'parentLeader',
    family: rosa,
  })
  await leaveMessages(decided.id, session)
  return { token, session, hosted: decided.id, member: member.member.id }
}

async function leaveMessages(workshop: string, session: string): Promise<void> {
  const context = as(DEPLOYMENT)
  const scope = school as Parameters<typeof keepMessage>[0]
  const about = {
    workshop,
    session,
    kind: 'reminder',
    stand: '0',
    due: NOW,
    until: '2027-04-01T00:00:00.000Z',
  } as const
  const notices = { school, family: rosa, caregiver: 'c1', name: 'Rosa', about: [about], next: [] }
  const hash = hashOf(newSecret())
  const message = {
    id: 'm1',
    kind: 'notices',
    channel: 'sms',
    to: PHONE,
    language: 'es',
    fields: {},
    at: NOW,
    notices,
  } as const
  const later = Math.floor(Date.parse(NOW) / 1000) + 86_400
  await table.commit(keepMessage(scope, { ...waiting(message, later, context.now()), links: [hash] }))
  await table.commit(keepSecret(hash, { kind: 'family-link', school, family: rosa, at: NOW }, later))
  const call = {
    family: rosa,
    caregiver: 'c1',
    name: 'Rosa Nunez',
    language: 'es',
    to: PHONE,
    reason: 'phone',
    about,
    at: NOW,
  }
  await table.commit(putCall(scope, newCall(call as Parameters<typeof newCall>[0])))
  const reached = { family: rosa, caregiver: 'c1', by: 'sms', at: NOW, expiresAt: later } as const
  await table.commit(putReached(scope, { workshop, session }, reached))
  const contact = { channel: 'sms', to: PHONE } as const
  await table.commit(putContact(contact, { state: 'fewer', reason: 'word', at: NOW }))
  await table.commit(putTexted(contact, { school, language: 'es', at: NOW, expiresAt: later }, undefined))
  await table.commit(takeText(contact, { session, place: 0 }, { message: `${NOW}#m1`, expiresAt: later }))
}

/** Every item of the table, as text. */
async function everything(): Promise<string[]> {
  await countAll(table)
  return (await itemsIn(table)).map((item) => JSON.stringify(item))
}

const NAMES = () => new RegExp([rosa, 'Nunez', 'Rosa', '5550123', 'rosa\\.', 'SIS-4711', 'Bread'].join('|'))

describe('a family that deletes everything', () => {
  test('leaves nothing but its tombstone in the whole table, and frees its seat', async () => {
    const { token, session, hosted, member } = await leaveTraces()
    expect((await everything()).filter((item) => NAMES().test(item)).length).toBeGreaterThan(15)
    const before = (await everything()).filter((item) => item.includes('"pk":"CONTACT#')).length
    expect(before).toBe(3)
    await deleteFamily(as(family(rosa)), school, rosa)
    const after = await everything()
    expect(after.filter((item) => NAMES().test(item))).toEqual([])
    expect(after.filter((item) => item.includes('"pk":"CONTACT#'))).toEqual([])
    const stones = after.filter((item) => item.includes('#DEPARTED"'))
    expect(stones.length).toBeGreaterThan(0)
    for (const stone of stones) expect(Object.keys(JSON.parse(stone)).sort()).toEqual(['pk', 'sk', 'stone'])
    await expect(openLink(as(DEPLOYMENT), token)).rejects.toMatchObject({ code: 'link-expired' })
    expect(await readWorkshop(as(DEPLOYMENT), hosted)).not.toHaveProperty('hostFamily')
    const { replies } = await listReplies(as(DEPLOYMENT), session)
    expect(replies).toMatchObject([{ family: bao, attending: true, waiting: false }])
    expect(await actorOfMember(table, { school, member, since: TEST_NOW })).not.toHaveProperty('family')
  })

  test('is not brought back by the roster, and no other family is left out', async () => {
    await deleteFamily(as(family(rosa)), school, rosa)
    const report = await bring()
    expect(report.families).toEqual({ created: 0, updated: 0, unchanged: 1 })
    expect(report.warnings.map(({ reason }) => reason)).toContain('family-departed')
    expect(JSON.stringify(await everything())).not.toMatch(NAMES())
  })

  test('removes its vote from an open poll, and leaves it in the counts of a closed one', async () => {
    const open = await voting()
    const over = await voting()
    for (const workshop of [open, over]) for (const id of [rosa, bao]) await vote(workshop, id)
    await schedule(as(DEPLOYMENT), over.id, { options: [over.option] })
    const before = await readPoll(as(DEPLOYMENT), over.id)
    await deleteFamily(as(family(rosa)), school, rosa)
    expect((await readPoll(as(DEPLOYMENT), open.id)).options[0]).toMatchObject({ yes: 1, points: 2 })
    expect(await readPoll(as(DEPLOYMENT), open.id)).toMatchObject({ answered: 1, families: 2 })
    const after = await readPoll(as(DEPLOYMENT), over.id)
    expect(after.options[0]).toMatchObject({ yes: 2, points: 4 })
    expect([after.answered, after.families]).toEqual([before.answered, before.families])
    await deleteFamily(as(family(bao)), school, bao)
    expect((await readPoll(as(DEPLOYMENT), over.id)).options[0]).toMatchObject({ yes: 2, points: 4 })
  })

  test('keeps a number’s opt-out from texts, under a hash that identifies nobody', async () => {
    const contact = { channel: 'sms', to: PHONE } as const
    await table.commit(putContact(contact, { state: 'stopped', reason: 'word', at: NOW }))
    await deleteFamily(as(family(rosa)), school, rosa)
    const kept = (await everything()).filter((item) => item.includes('"pk":"CONTACT#'))
    expect(kept).toHaveLength(1)
    expect(kept[0]).not.toMatch(NAMES())
  })

  test('keeps an address that another family has', async () => {
    const contact = { channel: 'sms', to: PHONE } as const
    await table.commit(putContact(contact, { state: 'fewer', reason: 'word', at: NOW }))
    await updateFamily(as(DEPLOYMENT), school, bao, {
      caregivers: [{ givenName: 'Bao', familyName: 'Tran', channels: [{ kind: 'sms', address: PHONE }] }],
    })
    await deleteFamily(as(family(rosa)), school, rosa)
    expect((await everything()).filter((item) => item.includes('"pk":"CONTACT#'))).toHaveLength(1)
  })

  test('can only be deleted by itself', async () => {
    await expect(deleteFamily(as(family(bao)), school, rosa)).rejects.toMatchObject({ code: 'not-found' })
    await expect(deleteFamily(as(DEPLOYMENT), school, rosa)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(copyOfFamily(as(DEPLOYMENT), pictureStorage(), { school, id: rosa })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(copyOfFamily(as(family(bao)), pictureStorage(), { school, id: rosa })).rejects.toMatchObject(
      { code: 'not-found' },
    )
  })
})

test('of a family removed by an organizer, only what it comes back with is kept', async () => {
  await leaveTraces()
  await removeFamily(as(DEPLOYMENT), school, rosa)
  const kept = (await everything()).filter((item) => NAMES().test(item))
  expect(kept.length).toBeGreaterThan(10)
  for (const item of kept) expect(item).toContain(`SCHOOL#${school}#REMOVED`)
})

test('a family removed by an organizer comes back with the roster as it was', async () => {
  const { token, session, hosted, member } = await leaveTraces()
  const before = await placesOfRosa()
  await removeFamily(as(DEPLOYMENT), school, rosa)
  await expect(openLink(as(DEPLOYMENT), token)).rejects.toMatchObject({ code: 'link-expired' })
  expect((await bring()).families).toEqual({ created: 0, updated: 0, unchanged: 2 })
  expect(await placesOfRosa()).toEqual(before)
  expect(await openLink(as(DEPLOYMENT), token)).toMatchObject({ family: rosa })
  expect((await readWorkshop(as(DEPLOYMENT), hosted)).hostFamily).toBe(rosa)
  expect(await actorOfMember(table, { school, member, since: TEST_NOW })).toMatchObject({ family: rosa })
  // Her one seat went to the next, and she waits for one.
  expect((await listReplies(as(DEPLOYMENT), session)).replies).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ family: bao, waiting: false }),
      expect.objectContaining({ family: rosa, waiting: true, diets: { halal: 1 } }),
    ]),
  )
  expect((await everything()).filter((item) => item.includes(`SCHOOL#${school}#REMOVED`))).toEqual([])
})

/** Where the table has something of Rosa, apart from what is counted. */
async function placesOfRosa(): Promise<string[]> {
  const items = (await everything()).filter((item) => NAMES().test(item))
  const places = items.map((item) => JSON.parse(item)).map(({ pk, sk }) => `${pk} ${sk}`)
  return places.filter((place) => !place.includes('#PACKED')).sort()
}

test('a removed family counts nowhere, also in a vote that is over, and then as before', async () => {
  const over = await voting()
  for (const id of [rosa, bao]) await vote(over, id)
  await schedule(as(DEPLOYMENT), over.id, { options: [over.option] })
  const before = await readPoll(as(DEPLOYMENT), over.id)
  await removeFamily(as(DEPLOYMENT), school, rosa)
  expect((await readPoll(as(DEPLOYMENT), over.id)).options[0]).toMatchObject({ yes: 1, points: 2 })
  await restoreFamily(as(DEPLOYMENT), school, rosa)
  expect(await readPoll(as(DEPLOYMENT), over.id)).toEqual(before)
})

test('a family’s copy contains all its data, and no secrets', async () => {
  await leaveTraces()
  const copy = JSON.stringify(await copyOfFamily(as(family(rosa)), pictureStorage(), { school, id: rosa }))
  for (const said of [
    'Rosa Nunez bakes',
    'halal',
    'Ramp',
    'Thank you',
    'Bread',
    'More bread',
    'Rosa sings',
    PHONE,
  ])
    expect(copy).toContain(said)
  const [known] = (await allFamilies(as(DEPLOYMENT), school)).filter(({ id }) => id === rosa)
  expect(known?.links.length).toBeGreaterThan(0)
  for (const link of known?.links ?? []) expect(copy).not.toContain(link)
  // Expired items are left out, even if the table still holds them.
  const next = JSON.stringify(
    await copyOfFamily(as(family(rosa), '2027-07-01T04:00:00Z'), pictureStorage(), { school, id: rosa }),
  )
  expect(next).toContain('Rosa Nunez bakes')
  for (const over of ['"doorway"', 'filledInNextTime', 'More bread', `"to":"${PHONE}"`])
    expect([over, next.includes(over)]).toEqual([over, false])
})
