import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { publicScope } from '../../../shared/access/actor.ts'
import type { Context } from '../../../shared/access/context.ts'
import {
  addFamily,
  issueLink,
  listFamilies,
  openLink,
  readFamily,
} from '../../../shared/family/family.operations.ts'
import { putFamily } from '../../../shared/family/family.store.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { deleteFamily, removeFamily } from '../../../shared/household/departure.operations.ts'
import { listRemovedFamilies, restoreFamily } from '../../../shared/household/return.operations.ts'
import { importRoster } from '../../../shared/roster/roster.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { listReplies, putReply } from '../../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import { removeExpired } from '../../../shared/table/removal.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { readPoll } from '../../../shared/workshop/results.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { countAll, itemsIn } from '../../support/counting.ts'
import { notifyingSchool } from '../../support/notifying-school.ts'
import { READING } from '../../support/puente.ts'

const ROSTER = [
  'family_id,caregiver_name,phone,email,written_language,spoken_language,channel,child_grade,child_age_band,groups',
  'f-1,Rosa Diaz,,rosa@example.org,es,es,email,3,,',
].join('\n')

async function schoolWithFamily() {
  const telling = await notifyingSchool()
  const family = await telling.family('Rosa', { kind: 'email', address: 'rosa@example.org' })
  return { ...telling, family }
}

test('a family that the team removed comes back within 30 days with its people and their ways', async () => {
  const { context, clock, school, family } = await schoolWithFamily()
  const before = await readFamily(context, school, family)
  await removeFamily(context, school, family)
  clock.now = '2027-03-31T14:00:00.000Z'
  expect(await listRemovedFamilies(context, school)).toMatchObject([{ family: { id: family } }])
  await restoreFamily(context, school, family)
  await restoreFamily(context, school, family)
  const after = await readFamily(context, school, family)
  expect(after.caregivers).toEqual(before.caregivers)
  expect(await listRemovedFamilies(context, school)).toEqual([])
})

test('after 30 days a removed family is gone', async () => {
  const { context, clock, school, family } = await schoolWithFamily()
  await removeFamily(context, school, family)
  clock.now = '2027-03-31T15:00:01.000Z'
  expect(await listRemovedFamilies(context, school)).toEqual([])
  await expect(restoreFamily(context, school, family)).rejects.toMatchObject({ code: 'not-found' })
})

test('a family that deleted itself never comes back', async () => {
  const { context, as, school, family } = await schoolWithFamily()
  await deleteFamily(as({ kind: 'family', school, family }), school, family)
  expect(await listRemovedFamilies(context, school)).toEqual([])
  await expect(restoreFamily(context, school, family)).rejects.toMatchObject({ code: 'not-found' })
})

async function imported() {
  const { context, school } = await notifyingSchool()
  const file = (text: string) => ({ bytes: new TextEncoder().encode(text), mediaType: 'text/csv' })
  const bring = (text = ROSTER, dryRun = false) => importRoster(context, school, { ...file(text), dryRun })
  await bring()
  const families = async () => (await listFamilies(context, school, { limit: 10 })).items
  const [first] = await families()
  return { context, school, bring, families, id: first?.id ?? '' }
}

test('a roster brings a removed family back as the same one, which its preview says', async () => {
  const { context, school, bring, families, id } = await imported()
  await removeFamily(context, school, id)
  expect((await bring(ROSTER, true)).families).toEqual({ created: 0, updated: 0, unchanged: 1 })
  expect(await families()).toEqual([])
  await bring()
  expect((await families()).map((family) => family.id)).toEqual([id])
  expect((await restoreFamily(context, school, id)).id).toBe(id)
  expect(await families()).toHaveLength(1)
})

test('a roster finds a removed family by a caregiver’s name and address, and asks about its new id', async () => {
  const { context, school, bring, families, id } = await imported()
  await removeFamily(context, school, id)
  const report = await bring(ROSTER.replace('f-1', 'f-9'))
  expect(report.warnings).toMatchObject([{ reason: 'would-join' }])
  expect((await families()).map((family) => family.id)).toEqual([id])
})

test('a roster brings nobody back whose people another family has meanwhile', async () => {
  const { context, school, bring, families, id } = await imported()
  await removeFamily(context, school, id)
  const other = await addFamily(context, school, FamilyInput.parse({ caregivers: [{ givenName: 'Luis' }] }))
  const known = { ...other, sourceIds: ['simple:f-1'], revision: 2 }
  await context.table.commit(putFamily(publicScope(school), known))
  await bring()
  expect((await families()).map((family) => family.id)).toEqual([other.id])
  await expect(restoreFamily(context, school, id)).rejects.toMatchObject({ code: 'already-decided' })
})

const bundle = (status: string) => ({
  bytes: zipSync({
    'users.csv': new TextEncoder().encode(
      `sourcedId,status,role,givenName,familyName,agentSourcedIds,grades
s1,${status},student,Ana,Ruiz,g1,03
g1,${status},parent,Eva,Ruiz,,
`,
    ),
  }),
  mediaType: 'application/zip',
})

test('a family that the roster marks as deleted is removed at once, and comes back with a later roster', async () => {
  const { context, school } = await notifyingSchool()
  const families = async () => (await listFamilies(context, school, { limit: 10 })).items
  await importRoster(context, school, bundle('active'))
  const before = await families()
  const { token } = await issueLink(context, school, before[0]?.id ?? '')
  await importRoster(context, school, bundle('tobedeleted'))
  expect(await families()).toEqual([])
  await expect(openLink(context, token)).rejects.toMatchObject({ code: 'link-expired' })
  expect(await listRemovedFamilies(context, school)).toMatchObject([{ family: { id: before[0]?.id } }])
  await importRoster(context, school, bundle('active'))
  expect((await families()).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
  expect(await openLink(context, token)).toMatchObject({ family: before[0]?.id })
})

async function voteOf(context: Context, school: string, family: string) {
  const { id } = await createWorkshop(context, school, READING)
  const poll = await putPoll(context, id, {
    options: [{ startLocal: '2027-03-10T18:00' }],
    closesAt: '2027-03-08T09:00',
  })
  const option = poll.options[0]?.id ?? ''
  await castBallot(context, id, family, { answers: { [option]: 'yes' } })
  return { id, option }
}

/** Acts again and again, interrupted one write later each time, until it ends; returns how often it was. */
async function interrupting(context: Context, act: (context: Context) => Promise<unknown>): Promise<number> {
  for (let allowed = 0; ; allowed++) {
    let left = allowed
    const commit = async (...writes: Parameters<Context['table']['commit']>) => {
      if (left-- <= 0) throw new Error('power')
      await context.table.commit(...writes)
    }
    const isDone = await act({ ...context, table: { ...context.table, commit } }).then(
      () => true,
      (fault: Error) => (fault.message === 'power' ? false : Promise.reject(fault)),
    )
    if (isDone) return allowed
  }
}

test('an interrupted removal is completed by repeating it, and so is an interrupted return', async () => {
  const { context, school, families, id } = await imported()
  const vote = await voteOf(context, school, id)
  const remove = async (cut: Context) => {
    if ((await families()).length > 0) await removeFamily(cut, school, id)
  }
  expect(await interrupting(context, remove)).toBeGreaterThan(2)
  expect(await interrupting(context, (cut) => restoreFamily(cut, school, id))).toBeGreaterThan(2)
  expect((await families()).map((family) => family.id)).toEqual([id])
  expect(await readPoll(context, vote.id)).toMatchObject({ answered: 1, options: [{ yes: 1 }] })
  expect(await listRemovedFamilies(context, school)).toEqual([])
})

test('the details of a session that is over do not outlive its retention in a removed family', async () => {
  const { table, context, clock, school, family } = await schoolWithFamily()
  const vote = await voteOf(context, school, family)
  const { sessions } = await schedule(context, vote.id, { options: [vote.option] })
  const session = sessions[0]?.id ?? ''
  await putReply(
    context,
    session,
    family,
    ReplyInput.parse({ attending: true, adults: 1, diets: { halal: 1 } }),
  )
  clock.now = '2027-03-20T15:00:00.000Z'
  await removeFamily(context, school, family)
  await removeExpired(table, Date.parse('2027-04-09T23:00:00.000Z') / 1000)
  expect(JSON.stringify(await itemsIn(table))).not.toContain('halal')
  await restoreFamily(context, school, family)
  expect((await listReplies(context, session)).replies).toMatchObject([
    { family, attending: true, diets: {} },
  ])
})

test('after 30 days nothing of a removed family is left', async () => {
  const { table, context, clock, school, family } = await schoolWithFamily()
  await voteOf(context, school, family)
  await removeFamily(context, school, family)
  await countAll(table)
  await removeExpired(table, Date.parse(clock.now) / 1000 + 30 * 86_400)
  expect(JSON.stringify(await itemsIn(table))).not.toContain(family)
})

test('families and helpers bring no family back', async () => {
  const { as, context, school, family } = await schoolWithFamily()
  await removeFamily(context, school, family)
  const helper = as({ kind: 'member', school, id: 'm', role: 'helper', name: 'Ada' })
  await expect(restoreFamily(helper, school, family)).rejects.toMatchObject({ code: 'forbidden' })
})
