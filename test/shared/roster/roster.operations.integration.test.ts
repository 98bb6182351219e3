import { readFileSync } from 'node:fs'
import { zipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Actor, publicScope } from '../../../shared/access/actor.ts'
import type { Context } from '../../../shared/access/context.ts'
import {
  allFamilies,
  issueLink,
  listFamilies,
  openLink,
  updateFamily,
} from '../../../shared/family/family.operations.ts'
import { removeFamilyWrite, votersOf } from '../../../shared/family/family.store.ts'
import { answerTie, listOpenTies } from '../../../shared/household/tie.operations.ts'
import type { RosterReport } from '../../../shared/roster/report.ts'
import { importRoster } from '../../../shared/roster/roster.operations.ts'
import { createSchool } from '../../../shared/team/founding.operations.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { readPoll } from '../../../shared/workshop/results.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { READING } from '../../support/puente.ts'

const deployment: Actor = { kind: 'deployment' }
let context: Context
beforeAll(async () => {
  context = contextFor(deployment, { table: await freshTable() })
})

const newSchool = async () => {
  const school = await createSchool(context, {
    name: 'Puente',
    timeZone: 'America/Los_Angeles',
    country: 'US',
    languages: ['en', 'es'],
    defaultLanguage: 'en',
    schoolDay: { start: '08:00', end: '15:00' },
  })
  return school.id
}
const puente = {
  bytes: readFileSync(`${import.meta.dirname}/../../support/rosters/puente-oneroster-1.1.zip`),
  mediaType: 'application/zip',
}

test('the same roster twice changes nothing, and a dry run writes nothing', async () => {
  const school = await newSchool()
  const dry = await importRoster(context, school, { ...puente, dryRun: true })
  expect((await listFamilies(context, school, { limit: 1 })).items).toEqual([])
  const first = await importRoster(context, school, puente)
  expect(first).toEqual(dry)
  expect(first).toMatchObject({
    families: { created: 120, updated: 0, unchanged: 0 },
    caregivers: 203,
    students: 209,
  })
  const second = await importRoster(context, school, puente)
  expect(second.families).toEqual({ created: 0, updated: 0, unchanged: 120 })
})

const simple = (grade: string) => ({
  bytes: new TextEncoder().encode(
    `family_id,caregiver_name,phone,email,written_language,spoken_language,channel,child_grade,child_age_band,groups
F1,Ana Ruiz,,,es,es,paper,${grade},,`,
  ),
  mediaType: 'text/csv',
})

test('a family’s edit, and its link, survive a concurrent import', async () => {
  const school = await newSchool()
  await importRoster(context, school, simple('03'))
  const [{ id: family } = { id: '' }] = await allFamilies(context, school)
  let first = ''
  const { table } = context
  const overtaken: Context = {
    ...context,
    table: {
      ...table,
      async queryAll<T>(pk: string, prefix?: string) {
        const known = await table.queryAll<T>(pk, prefix)
        if (!first && pk.endsWith('#FAMILIES')) {
          await updateFamily(context, school, family, { spokenLanguage: 'qu' })
          first = (await issueLink(context, school, family)).token
        }
        return known
      },
    },
  }
  await importRoster(overtaken, school, simple('04'))
  expect(await allFamilies(context, school)).toMatchObject([
    { id: family, spokenLanguage: 'qu', children: [{ grade: '04' }] },
  ])
  expect(await openLink(context, first)).toEqual({ school, family })
  await issueLink(context, school, family)
  await expect(openLink(context, first)).rejects.toMatchObject({ code: 'link-expired' })
})

/** A bundle of two households, Ruiz and Lee, the second with that status. */
const households = (status: string) => ({
  bytes: zipSync({
    'users.csv': new TextEncoder().encode(
      `sourcedId,status,role,givenName,familyName,agentSourcedIds,grades
s1,,student,Ana,Ruiz,g1,03
g1,,parent,Eva,Ruiz,,
s2,${status},student,Bo,Lee,g2,04
g2,${status},parent,Kim,Lee,,
`,
    ),
  }),
  mediaType: 'application/zip',
})

test('a family created in a second round counts in votes, even if the first round only removed', async () => {
  const school = await newSchool()
  const scope = publicScope(school)
  await importRoster(context, school, households('active'))
  const before = await allFamilies(context, school)
  const named = (name: string) => before.find((family) => family.name === name) ?? expect.fail(name)
  const { table } = context
  let isFirst = true
  const overtaken: Context = {
    ...context,
    table: {
      ...table,
      async queryAll<T>(pk: string, prefix?: string) {
        const found = await table.queryAll<T>(pk, prefix)
        if (isFirst && pk.endsWith('#FAMILIES')) {
          isFirst = false
          await updateFamily(context, school, named('Lee').id, { spokenLanguage: 'qu' })
          await table.commit(removeFamilyWrite(scope, named('Ruiz')))
        }
        return found
      },
    },
  }
  await importRoster(overtaken, school, households('tobedeleted'))
  const there = await allFamilies(context, school)
  expect(there.map(({ name }) => name)).toEqual(['Ruiz'])
  expect((await votersOf(table, scope)).map(({ id }) => id)).toEqual(there.map(({ id }) => id))
})

/** A bundle of a mother, a father and their child, with that row of the child. */
const lopez = (child: string) => ({
  bytes: zipSync({
    'users.csv': new TextEncoder().encode(
      `sourcedId,status,role,givenName,familyName,email,agentSourcedIds,grades
s1,,student,Kid,Lopez,,"p1,p2",${child}
p1,,parent,Mom,Lopez,mom@example.org,s1,
p2,,parent,Dad,Lopez,dad@example.org,s1,
`,
    ),
  }),
  mediaType: 'application/zip',
})

const partings = ({ warnings }: RosterReport) => warnings.filter(({ reason }) => reason === 'would-part')

test('a rejected row parts no family: its link stays, nothing multiplies, and a person is asked once', async () => {
  const school = await newSchool()
  await importRoster(context, school, lopez('03'))
  const [{ id = '' } = {}] = await allFamilies(context, school)
  const { token } = await issueLink(context, school, id)
  for (let round = 0; round < 2; round++) {
    const dry = await importRoster(context, school, { ...lopez(''), dryRun: true })
    const report = await importRoster(context, school, lopez(''))
    expect(report).toEqual(dry)
    expect(report.families).toEqual({ created: 0, updated: 0, unchanged: 1 })
    expect(partings(report).map(({ line }) => line)).toEqual([3, 4, 3])
    expect((await listOpenTies(context, school)).map(({ people }) => people)).toHaveLength(2)
  }
  await importRoster(context, school, lopez('03'))
  expect(await listOpenTies(context, school)).toEqual([])
  expect(await allFamilies(context, school)).toMatchObject([
    { id, caregivers: [{ sourceId: 'p1' }, { sourceId: 'p2' }], children: [{ sourceId: 's1' }] },
  ])
  expect(await openLink(context, token)).toEqual({ school, family: id })
})

test('an answer stays, whatever a later roster says', async () => {
  const school = await newSchool()
  await importRoster(context, school, lopez('03'))
  await importRoster(context, school, lopez(''))
  for (const { id } of await listOpenTies(context, school)) await answerTie(context, school, id, 'together')
  const report = await importRoster(context, school, lopez(''))
  expect([partings(report), await listOpenTies(context, school)]).toEqual([[], []])
})

test('families that an answer parted stay two, whatever a later roster says', async () => {
  const school = await newSchool()
  await importRoster(context, school, lopez('03'))
  await importRoster(context, school, lopez(''))
  const ties = await listOpenTies(context, school)
  const father = ties.find(({ isMissing }) => !isMissing)?.id ?? ''
  for (const _ of [1, 2]) await answerTie(context, school, father, 'apart')
  const again = await importRoster(context, school, lopez('03'))
  expect([again.warnings, await listOpenTies(context, school)]).toEqual([[], []])
  expect(await allFamilies(context, school)).toHaveLength(2)
  await expect(answerTie(context, school, father, 'together')).rejects.toMatchObject({
    code: 'already-answered',
  })
})

test('a family that the simple format renames is asked about, and then known by both ids', async () => {
  const school = await newSchool()
  const named = (id: string) => ({
    bytes: new TextEncoder().encode(
      `family_id;caregiver_name;phone;email;written_language;spoken_language;channel;child_grade;child_age_band;groups
${id};Ana Ruiz;;ana@example.org;es;es;email;3`,
    ),
    mediaType: 'text/csv',
  })
  await importRoster(context, school, named('F1'))
  const report = await importRoster(context, school, named('F9'))
  expect(report.families.created).toBe(0)
  expect(report.warnings).toEqual([{ file: 'roster.csv', line: 2, field: 'family_id', reason: 'would-join' }])
  const [tie] = await listOpenTies(context, school)
  await answerTie(context, school, tie?.id ?? '', 'together')
  const after = await importRoster(context, school, named('F9'))
  expect([after.families, after.warnings]).toEqual([{ created: 0, updated: 0, unchanged: 1 }, []])
})

test('two concurrent imports create no family twice', async () => {
  const school = await newSchool()
  const both = await Promise.allSettled([1, 2].map(() => importRoster(context, school, puente)))
  const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
  expect(refused.length === 0 || refused[0] === 'conflict').toBe(true)
  expect(await allFamilies(context, school)).toHaveLength(120)
  expect((await importRoster(context, school, puente)).families.unchanged).toBe(120)
})

test('the lock of an import that never finished expires', async () => {
  const school = await newSchool()
  const stuck = { ...context.table, queryAll: () => Promise.reject(new Error('the process ended')) }
  const killed = {
    ...stuck,
    commit: (...writes: Parameters<typeof stuck.commit>) =>
      writes.some((write) => 'remove' in write) ? Promise.resolve() : context.table.commit(...writes),
  }
  await expect(importRoster({ ...context, table: killed }, school, puente)).rejects.toThrow('ended')
  await expect(importRoster(context, school, puente)).rejects.toMatchObject({ code: 'conflict' })
  const later = contextFor(deployment, { table: context.table, now: '2027-03-01T15:06:00.000Z' })
  expect((await importRoster(later, school, puente)).families.created).toBe(120)
})

test('a district of 5,000 families is imported in under a minute', async () => {
  const school = await newSchool()
  const bytes = readFileSync(`${import.meta.dirname}/../../support/rosters/district-oneroster-1.1.zip`)
  const begun = performance.now()
  const district = await importRoster(context, school, { bytes, mediaType: 'application/zip' })
  expect(performance.now() - begun).toBeLessThan(60_000)
  expect(district).toMatchObject({ families: { created: 5000 }, caregivers: 7965, students: 8536 })
})

test('only organizers may import', async () => {
  const school = await newSchool()
  const helper: Actor = { kind: 'member', school, id: 'h', role: 'helper', name: 'Hana' }
  const asked = importRoster({ ...context, actor: helper }, school, puente)
  await expect(asked).rejects.toMatchObject({ code: 'forbidden' })
})

describe('a roster that loses a grade and has it again (two parents, one child)', () => {
  test('leaves one family, with the mother’s link and her one vote', async () => {
    const school = await newSchool()
    await importRoster(context, school, lopez('03'))
    const [{ id = '', caregivers: [mother] = [] } = {}] = await allFamilies(context, school)
    const { token } = await issueLink(context, school, id)
    const workshop = await createWorkshop(context, school, READING)
    const { options } = await putPoll(context, workshop.id, {
      options: [{ startLocal: '2027-03-10T18:00' }],
      closesAt: '2027-03-08T09:00',
    })
    const option = options[0]?.id ?? ''
    const vote = { answers: { [option]: 'yes' as const }, ...(mother && { caregiver: mother.id }) }
    await castBallot(context, workshop.id, id, vote)
    for (const grade of ['', '03', '', '03']) {
      await importRoster(context, school, lopez(grade))
      expect((await allFamilies(context, school)).map((family) => family.id)).toEqual([id])
      const counted = await readPoll(context, workshop.id)
      expect(counted).toMatchObject({ families: 1, answered: 1, options: [{ yes: 1, points: 2 }] })
      expect(await openLink(context, token)).toEqual({ school, family: id })
    }
    // The mother votes again, of her own link: it is the same ballot.
    await castBallot(context, workshop.id, id, { ...vote, answers: { [option]: 'no' } })
    expect(await readPoll(context, workshop.id)).toMatchObject({ answered: 1, options: [{ yes: 0, no: 1 }] })
  })
})

describe('somebody new who is tied to two families', () => {
  /** The families of Eva and of Kim, and from the second roster on a child of both. */
  const shared = (withChild: boolean) => ({
    bytes: zipSync({
      'users.csv': new TextEncoder().encode(
        `sourcedId,status,role,givenName,familyName,agentSourcedIds,grades
s1,,student,Ana,Ruiz,g1,03
g1,,parent,Eva,Ruiz,,
s2,,student,Bo,Lee,g2,04
g2,,parent,Kim,Lee,,
${withChild ? 's3,,student,New,Ruiz,"g1,g2",01\n' : ''}`,
      ),
    }),
    mediaType: 'application/zip',
  })
  const childrenIn = async (school: string) =>
    (await allFamilies(context, school))
      .map(({ name, children }) => [name, children.map(({ sourceId }) => sourceId)])
      .sort()

  async function asked() {
    const school = await newSchool()
    await importRoster(context, school, shared(false))
    // However often the roster comes before the answer, one question waits, and nobody is lost or made twice.
    for (let night = 0; night < 3; night++) {
      const { warnings } = await importRoster(context, school, shared(true))
      expect(warnings.map(({ reason }) => reason)).toContain('would-join')
      expect((await listOpenTies(context, school)).map(({ kind }) => kind)).toEqual(['join'])
    }
    expect(await childrenIn(school)).toEqual([
      ['Lee', ['s2']],
      ['Ruiz', ['s1']],
    ])
    const [tie] = await listOpenTies(context, school)
    return { school, tie: tie?.id ?? '' }
  }

  test('belongs to the one family that they are together', async () => {
    const { school, tie } = await asked()
    for (const _ of ['sent', 'again']) await answerTie(context, school, tie, 'together')
    const all = async () => (await childrenIn(school)).map(([, children = []]) => [...children].sort())
    expect(await all()).toEqual([['s1', 's2', 's3']])
    for (let night = 0; night < 2; night++) await importRoster(context, school, shared(true))
    expect(await all()).toEqual([['s1', 's2', 's3']])
    expect(await listOpenTies(context, school)).toEqual([])
  })

  test('belongs to both families that stay apart', async () => {
    const { school, tie } = await asked()
    for (const _ of ['sent', 'again']) await answerTie(context, school, tie, 'apart')
    const both = [
      ['Lee', ['s2', 's3']],
      ['Ruiz', ['s1', 's3']],
    ]
    expect(await childrenIn(school)).toEqual(both)
    for (let night = 0; night < 2; night++) {
      const { families } = await importRoster(context, school, shared(true))
      expect(families).toMatchObject({ created: 0 })
    }
    expect(await childrenIn(school)).toEqual(both)
    expect(await listOpenTies(context, school)).toEqual([])
  })
})
