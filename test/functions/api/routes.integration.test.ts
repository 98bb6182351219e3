import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { apiOn, PUENTE } from '../../support/api.ts'
import { freshTable } from '../../support/engine.ts'

let api: ReturnType<typeof apiOn>
beforeAll(async () => {
  api = apiOn(await freshTable())
})

const roster = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../support/rosters/${name}`, import.meta.url)))
const csv = { 'content-type': 'text/csv' }
const WORKSHOP = {
  title: { en: 'Reading at home', es: 'Leer en casa' },
  purpose: 'learning',
  audience: ['parents'],
  durationMinutes: 90,
  presentationLanguage: 'en',
  presenters: 2,
  volunteers: 4,
  offers: { childcare: true, food: true, interpretation: true, rides: true },
}

async function newSchool(): Promise<string> {
  return (await api('POST', '/schools', PUENTE)).body.id
}

describe('the main job by the API', () => {
  test('goes from a real roster to a session that families chose and helpers can prepare', async () => {
    const school = await newSchool()
    const file = roster('puente-simple.csv')
    const preview = await api('POST', `/schools/${school}/roster?dryRun=true`, file, csv)
    expect(preview.body).toMatchObject({
      families: { created: 60, updated: 0, unchanged: 0 },
      caregivers: 97,
      students: 94,
    })
    expect((await api('GET', `/schools/${school}/families`)).body.items).toEqual([])
    expect((await api('POST', `/schools/${school}/roster`, file, csv)).status).toBe(200)
    const again = await api('POST', `/schools/${school}/roster`, file, csv)
    expect(again.body.families).toEqual({ created: 0, updated: 0, unchanged: 60 })

    const families = (await api('GET', `/schools/${school}/families`)).body.items
    const link = await api('POST', `/schools/${school}/families/${families[0].id}/link`)
    expect([link.status, link.body.url]).toEqual([201, expect.stringMatching(/\/f\/[\w-]{22,}$/)])

    const workshop = await api('POST', `/schools/${school}/workshops`, WORKSHOP)
    expect([workshop.status, workshop.body.status]).toEqual([201, 'draft'])
    const path = `/workshops/${workshop.body.id}`
    const options = [{ startLocal: '2027-03-09T18:00' }, { startLocal: '2027-03-10T09:00' }]
    const poll = (await api('PUT', `${path}/poll`, { options, closesAt: '2027-03-05T00:00:00Z' })).body
    expect(poll).toMatchObject({ status: 'open', version: 1, closesAt: '2027-03-05T00:00:00.000Z' })
    const [evening, morning] = poll.options.map(({ id }: { id: string }) => id)
    for (const family of families) {
      const vote = await api('PUT', `${path}/poll/ballots/${family.id}`, {
        answers: { [evening]: 'yes', [morning]: 'no' },
      })
      expect(vote.body).toMatchObject({ version: 1, answers: { [evening]: 'yes', [morning]: 'no' } })
    }
    const results = (await api('GET', `${path}/poll`)).body
    expect(results).toMatchObject({
      families: 60,
      ranking: [{ option: evening, points: 120, shortlisted: true }, { option: morning }],
    })

    const decided = await api('POST', `${path}/schedule`, { options: [evening] })
    expect(decided.body).toMatchObject({
      status: 'scheduled',
      sessions: [{ start: '2027-03-09T23:00:00.000Z' }],
    })
    expect((await api('POST', `${path}/schedule`, { options: [evening] })).body).toEqual(decided.body)
    expect((await api('POST', `${path}/schedule`, { options: [morning] })).status).toBe(409)

    const session = `/sessions/${decided.body.sessions[0].id}`
    const reply = await api('PUT', `${session}/replies/${families[0].id}`, {
      attending: true,
      adults: 2,
      children: [{ months: 30 }, { ageBand: 'early' }],
      interpretation: [{ language: 'es', adults: 2 }],
      diets: { halal: 1 },
      ride: 3,
    })
    expect(reply.body).toMatchObject({ waiting: false })
    const logistics = (await api('GET', `${session}/logistics`)).body
    expect(logistics).toMatchObject({
      expected: { families: 1, adults: 2, children: 2 },
      childcare: {
        staff: 4,
        rooms: [
          { room: 'A', children: 1, staff: 2 },
          { room: 'C', children: 1, staff: 2 },
        ],
      },
      interpretation: {
        interpreters: 2,
        byLanguage: { es: { need: 2, interpreters: 2 } },
        mode: 'whispered',
        transmitters: 0,
        receivers: 0,
      },
      rides: { riders: 3 },
    })
    const childcare = await api('PATCH', `${session}/items/childcare`, {
      confirmed: 4,
      status: 'confirmed',
      owner: 'Linh',
    })
    expect([childcare.status, childcare.body.status, childcare.body.title]).toEqual([
      200,
      'confirmed',
      'Adults for childcare',
    ])
    const calendar = await api('GET', `${session}/calendar.ics`)
    expect([calendar.type, calendar.body]).toEqual([
      'text/calendar; charset=utf-8',
      expect.stringContaining('BEGIN:VEVENT'),
    ])
  })
})

describe('a roster by the API', () => {
  test('of any of the three forms gives the counts of its fixture', async () => {
    for (const name of ['puente-oneroster-1.1', 'puente-oneroster-1.2']) {
      const school = await newSchool()
      const expected = JSON.parse(Buffer.from(roster(`${name}.expected.json`)).toString())
      const { body } = await api('POST', `/schools/${school}/roster`, roster(`${name}.zip`), {
        'content-type': 'application/zip',
      })
      expect(body).toMatchObject({
        families: { created: expected.families },
        caregivers: expected.caregivers,
        students: expected.students,
      })
    }
  })

  test('in another format is refused', async () => {
    const school = await newSchool()
    expect(
      (await api('POST', `/schools/${school}/roster`, 'x', { 'content-type': 'application/zip' })).status,
    ).toBe(422)
    expect((await api('POST', `/schools/${school}/roster`, 'a,b\n1,2\n', csv)).status).toBe(422)
    expect((await api('POST', `/schools/${school}/roster`, {})).status).toBe(415)
    expect((await api('GET', `/schools/${school}/jobs/none`)).status).toBe(404)
  })
})

describe('a family by the API', () => {
  const rosa = {
    caregivers: [
      { givenName: 'Rosa', familyName: 'Núñez', channels: [{ kind: 'sms', address: '212 555 0143' }] },
    ],
  }

  test('is added, found, changed and taken out', async () => {
    const school = await newSchool()
    const { status, body } = await api('POST', `/schools/${school}/families`, rosa)
    expect([status, body.caregivers[0].channels[0].address]).toEqual([201, '+12125550143'])
    const path = `/schools/${school}/families/${body.id}`
    expect((await api('GET', `/schools/${school}/families?search=nunez`)).body.items).toHaveLength(1)
    expect((await api('PATCH', path, { groups: ['shift:night'] })).body.groups).toEqual(['shift:night'])
    expect((await api('DELETE', path)).status).toBe(204)
    expect((await api('GET', path)).status).toBe(404)
  })
})

test('two families become one, and one becomes two', async () => {
  const school = await newSchool()
  const made = await Promise.all(
    ['Rosa', 'Luis'].map((givenName) =>
      api('POST', `/schools/${school}/families`, { caregivers: [{ givenName }] }),
    ),
  )
  const [kept, joined] = made.map(({ body }) => body.id)
  const merged = await api('POST', `/schools/${school}/families/${kept}/merge`, { family: joined })
  expect([merged.status, merged.body.caregivers.length]).toEqual([200, 2])
  const leaving = { caregivers: [merged.body.caregivers[1].id] }
  const parted = await api('POST', `/schools/${school}/families/${kept}/split`, leaving)
  expect([parted.status, parted.body.items.length]).toEqual([201, 2])
  expect((await api('POST', `/schools/${school}/families/${kept}/split`, leaving)).status).toBe(422)
})

test('who belongs together is listed and answered, once', async () => {
  const school = await newSchool()
  const header =
    'family_id,caregiver_name,phone,email,written_language,spoken_language,channel,child_grade,child_age_band,groups'
  const bring = (...rows: string[]) =>
    api('POST', `/schools/${school}/roster`, [header, ...rows].join('\n'), { 'content-type': 'text/csv' })
  await bring(
    'f1,Rosa Diaz,,rosa@example.org,es,es,email,3,,',
    'f2,Bao Tran,,bao@example.org,vi,vi,email,4,,',
  )
  await bring(
    'g1,Rosa Diaz,,rosa@example.org,es,es,email,3,,',
    'g2,Bao Tran,,bao@example.org,vi,vi,email,4,,',
  )
  const path = `/schools/${school}/roster/ties`
  const first = await api('GET', `${path}?limit=1`)
  const second = await api('GET', `${path}?limit=1&cursor=${first.body.nextCursor}`)
  expect(second.body.nextCursor).toBeUndefined()
  const all = [...first.body.items, ...second.body.items]
  expect(all.map(({ kind, renamedTo }) => [kind, renamedTo]).sort()).toEqual([
    ['join', 'simple:g1'],
    ['join', 'simple:g2'],
  ])
  const { id } = all[0]
  const answer = (given: string, key?: string) =>
    api('POST', `${path}/${id}`, { answer: given }, key ? { 'idempotency-key': key } : {})
  for (const key of ['k', 'k', undefined]) {
    const { status, body } = await answer('together', key)
    expect([status, body]).toEqual([200, { id, answer: 'together' }])
  }
  expect(await answer('apart')).toMatchObject({
    status: 409,
    body: { type: expect.stringMatching(/already-answered$/) },
  })
  expect((await api('POST', `${path}/none`, { answer: 'apart' })).status).toBe(404)
  expect((await api('GET', path)).body.items.map((tie: { id: string }) => tie.id)).toEqual([all[1].id])
  expect((await api('GET', `/schools/${school}/families`)).body.items).toHaveLength(2)
})

test('a proposal becomes a draft with the parent as its host', async () => {
  const school = await newSchool()
  const family = (await api('POST', `/schools/${school}/families`, { caregivers: [{ givenName: 'Linh' }] }))
    .body.id
  const proposal = await api('POST', `/schools/${school}/proposals`, {
    family,
    title: 'The reading app',
    learn: 'How it helps',
    audience: ['parents'],
    languages: ['vi'],
    durationMinutes: 60,
  })
  expect([proposal.status, proposal.body.status]).toEqual([201, 'proposed'])
  const accepted = await api('POST', `/proposals/${proposal.body.id}/accept`)
  expect([accepted.status, accepted.body.workshop]).toEqual([
    200,
    expect.objectContaining({ hostFamily: family, status: 'draft' }),
  ])
})
