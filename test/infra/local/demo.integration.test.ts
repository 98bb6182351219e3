import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { makeDemonstration } from '../../../infra/local/demo.ts'
import type { Context } from '../../../shared/access/context.ts'
import { listOutbox } from '../../../shared/delivery/message.operations.ts'
import { fanOut, noticesDue } from '../../../shared/delivery/notice.operations.ts'
import { allFamilies, openLink, readFamily } from '../../../shared/family/family.operations.ts'
import { readLadder } from '../../../shared/ladder/school-ladder.operations.ts'
import { readLogistics } from '../../../shared/logistics/logistics.operations.ts'
import { hasSchools, listSchools } from '../../../shared/school/school.operations.ts'
import { listTakenLines } from '../../../shared/session/sign-up.operations.ts'
import { listTeam } from '../../../shared/team/member.operations.ts'
import { signInWithLink } from '../../../shared/team/sign-in.operations.ts'
import { listProposals } from '../../../shared/workshop/proposal.operations.ts'
import { readPoll } from '../../../shared/workshop/results.operations.ts'
import { listWorkshops } from '../../../shared/workshop/workshop.operations.ts'
import { freshTable } from '../../support/engine.ts'

async function demonstration(today: string) {
  const table = await freshTable()
  const now = () => DateTime.fromISO(today, { zone: 'utc' })
  expect(await hasSchools({ table })).toBe(false)
  const links = await makeDemonstration({ table, now })
  const context: Context = { table, now, actor: { kind: 'deployment' } }
  const [school] = (await listSchools(context, { limit: 10 })).items
  if (!school) throw new Error('no school was made')
  const workshops = await listWorkshops(context, school.id)
  const one = (status: string) => {
    const found = workshops.filter((workshop) => workshop.status === status)
    expect(found).toHaveLength(1)
    return found[0] ?? expect.fail()
  }
  return {
    context,
    school: school.id,
    links,
    voting: one('voting'),
    scheduled: one('scheduled'),
    held: one('held'),
  }
}

const secretIn = (path = '') => path.split('/').at(-1) ?? ''

describe('The demonstration school', () => {
  test('has sixty families of six languages, a vote, a decided session and a proposal', async () => {
    const { context, school, voting, scheduled } = await demonstration('2027-03-01T15:00:00Z')
    const families = await allFamilies(context, school)
    expect(families).toHaveLength(60)
    expect(new Set(families.map(({ writtenLanguage }) => writtenLanguage)).size).toBe(6)
    expect(await listProposals(context, school)).toHaveLength(1)

    const poll = await readPoll(context, voting.id)
    expect(poll.ranking[0]?.option).toBeDefined()
    const most = Math.max(...poll.options.map(({ points }) => points))
    const winner = poll.options.find(({ id }) => id === poll.ranking[0]?.option)
    // So that the page has something to explain: a plain majority would choose another time.
    expect(winner?.points).toBeLessThan(most)

    const [session] = scheduled.sessions ?? []
    const start = DateTime.fromISO(session?.start ?? '', { zone: 'America/Chicago' })
    expect(start.toFormat("yyyy-MM-dd'T'HH:mm")).toBe('2027-03-11T18:00')
  })

  test('has a checklist that is half done, with one item to recheck', async () => {
    const { context, scheduled } = await demonstration('2027-03-01T15:00:00Z')
    const { items } = await readLogistics(context, scheduled.sessions?.[0]?.id ?? '')
    const statuses = items.map(({ status }) => status)
    expect(statuses).toEqual(expect.arrayContaining(['needed', 'asked', 'confirmed', 'done', 'recheck']))
    expect(items.filter(({ kind }) => kind === 'own')).toHaveLength(1)
    // Nobody marks the messages as sent: Convite knows how far they are.
    expect(items.find(({ kind }) => kind === 'invitations')?.status).toBe('needed')
  })

  test('has a potluck, of which families took ten of seventeen places', async () => {
    const { context, held } = await demonstration('2027-03-01T15:00:00Z')
    const lines = await listTakenLines(context, held.sessions?.[0]?.id ?? '')
    expect(lines.map(({ wanted, taken }) => [wanted, taken])).toEqual([
      [4, 3],
      [3, 2],
      [4, 4],
      [2, 1],
      [4, 0],
    ])
    expect(lines.flatMap(({ takings }) => takings.flatMap(({ allergens = [] }) => allergens))).toContain(
      'nuts',
    )
  })

  test('signs its three people in', async () => {
    const { context, school, links } = await demonstration('2027-03-01T15:00:00Z')
    expect(links.map(({ who }) => who)).toEqual(['organizer', 'parent leader', 'parent'])
    const [organizer, leader, parent] = links.map(({ path }) => secretIn(path))
    expect((await signInWithLink(context, organizer ?? '')).school).toBe(school)
    expect((await signInWithLink(context, leader ?? '')).school).toBe(school)
    expect((await openLink(context, parent ?? '')).school).toBe(school)
  })

  test('has the people of the README’s tour', async () => {
    const { context, school } = await demonstration('2027-03-01T15:00:00Z')
    const team = await listTeam(context, school)
    expect(team.map(({ name, role }) => [name, role])).toEqual([
      ['Dana Alvarez', 'organizer'],
      ['Sam Peterson', 'helper'],
      ['Linh Trần', 'parentLeader'],
    ])
    const { caregivers } = await readFamily(context, school, team[2]?.family ?? '')
    expect(caregivers[0]).toMatchObject({ givenName: 'Linh', familyName: 'Trần' })
    const { report } = await readLadder(context, school)
    expect(report.inviters).toMatchObject([{ inviter: 'Dana Alvarez', invited: 1 }])
  })

  test.each(['2027-03-04T06:30:00Z', '2027-10-28T04:59:59Z', '2028-02-20T23:00:00Z', '2027-12-31T23:59:00Z'])(
    'can be made on %s, whatever clock changes its weeks have',
    async (today) => {
      const { context, voting, scheduled } = await demonstration(today)
      expect(voting.poll?.options).toHaveLength(4)
      // Two families answer by text at any hour.
      expect((await readPoll(context, voting.id)).byText).toBe(2)
      expect(scheduled.sessions).toHaveLength(1)
    },
  )
})

test('families that were told ahead get no second invitation when the others are told', async () => {
  const { context, school } = await demonstration('2027-03-01T15:00:00Z')
  const invitations = async () =>
    (await listOutbox(context, school)).filter(({ notices }) =>
      notices?.about.some(({ kind }) => kind === 'voteInvitation'),
    )
  const ahead = await invitations()
  expect(ahead.map(({ state }) => state)).toEqual(['sent', 'sent'])
  for (const place of await noticesDue(context)) await fanOut(context, place)
  const told = await invitations()
  expect(told.length).toBeGreaterThan(30)
  for (const { notices } of ahead)
    expect(told.filter((one) => one.notices?.caregiver === notices?.caregiver)).toHaveLength(1)
})
