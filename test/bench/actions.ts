import { randomUUID } from 'node:crypto'
import { clientOf } from '../../functions/wire.ts'
import { ensureTable } from '../../infra/local/engine-table.ts'
import { scopeOf } from '../../shared/access/actor.ts'
import type { Context } from '../../shared/access/context.ts'
import { deliverOnce } from '../../shared/delivery/message.operations.ts'
import { allFamilies, issueLink } from '../../shared/family/family.operations.ts'
import { keepMessage, messageKey } from '../../shared/message/message.store.ts'
import { waiting } from '../../shared/message/message.ts'
import { importRoster } from '../../shared/roster/roster.operations.ts'
import { SIMPLE_COLUMNS } from '../../shared/roster/simple.ts'
import { schedule } from '../../shared/session/decision.operations.ts'
import { openTable } from '../../shared/table/table.ts'
import { pendingKeys, updateCounts } from '../../shared/tally/tally.operations.ts'
import { inviteMember } from '../../shared/team/member.operations.ts'
import { castBallot } from '../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../shared/workshop/workshop.operations.ts'
import { familyRoutes, routes } from '../../web/routes.ts'
import { schoolRoutes } from '../../web/school-routes.ts'
import { contextFor } from '../support/context.ts'
import { countAll } from '../support/counting.ts'
import { device, schoolSite } from '../support/device.ts'
import { DEPLOYMENT, READING } from '../support/puente.ts'
import type { Action } from './bill.ts'
import { type Meter, startMeter } from './meter.ts'

/** Families of the school that is measured, of whom half have voted. */
const FAMILIES = 400
const OPTIONS = ['2027-03-16T18:00', '2027-03-17T09:00', '2027-03-18T17:30', '2027-03-20T10:00']
const CLOSES_AT = '2027-03-12T18:00'

/** Measures the request units of each action of a school of 400 families on the database at that address. */
export async function measureActions(engine: string): Promise<Action[]> {
  const meter = await startMeter(engine)
  try {
    return await measured(meter, engine)
  } finally {
    await meter.stop()
  }
}

async function measured(meter: Meter, engine: string): Promise<Action[]> {
  const name = `bench-${randomUUID()}`
  await ensureTable(name, engine)
  const table = openTable(name, clientOf({ DYNAMODB_ENDPOINT: meter.endpoint }))
  const context = contextFor(DEPLOYMENT, { table })
  const site = await schoolSite(context)
  const act = actor(meter)
  const importing = await act('import a roster of 400 families', 1, async () => {
    await importRoster(context, site.school.id, rosterOf(FAMILIES))
  })
  const importingAgain = await act('import it again, unchanged', 1, async () => {
    await importRoster(context, site.school.id, rosterOf(FAMILIES))
  })
  const { voting, replying } = await familyActions(context, site, act)
  return [
    { ...importing, timesMonthly: 0.2, atPeak: 1, requests: 6 },
    { ...importingAgain, timesMonthly: 4, atPeak: 0.25, requests: 6 },
    ...voting,
    ...replying,
    ...(await teamActions(site, act)),
    await messageAction(context, site.school.id, act),
  ]
}

type Site = Awaited<ReturnType<typeof schoolSite>>
type Act = ReturnType<typeof actor>

function actor(meter: Meter) {
  return async (name: string, requests: number, work: () => Promise<unknown>) => {
    meter.read()
    await work()
    return { name, consumed: meter.read(), requests, mails: 0 }
  }
}

function rosterOf(families: number) {
  const rows = Array.from(
    { length: families },
    (_, place) =>
      `f${place},Parent ${place},,parent${place}@example.org,es,es,email,${place % 6},,language:es;grade:${place % 6}`,
  )
  return { bytes: Buffer.from([SIMPLE_COLUMNS.join(','), ...rows].join('\n')), mediaType: 'text/csv' }
}

async function familyActions(context: Context, site: Site, act: Act) {
  const { id: workshop } = await createWorkshop(context, site.school.id, READING)
  const poll = { options: OPTIONS.map((startLocal) => ({ startLocal })), closesAt: CLOSES_AT }
  const { options } = await putPoll(context, workshop, poll)
  const [first = ''] = options.map(({ id }) => id)
  const [rosa, ...others] = await allFamilies(context, site.school.id)
  for (const { id } of others.slice(0, FAMILIES / 2))
    await castBallot(context, workshop, id, { answers: { [first]: 'yes' } })
  const { token } = await issueLink(context, site.school.id, rosa?.id ?? '')
  const phone = device(site.app)
  const page = familyRoutes.vote(workshop)
  const opening = await act('a family opens its link and the vote', 3, async () => {
    await phone.get(routes.familyLink(token))
    await phone.get(familyRoutes.home())
    await phone.get(page)
  })
  await countAll(context.table)
  const voting = await act('a family votes', 2, async () => {
    await phone.post(page, { [`answers.${first}`]: 'yes' })
    await phone.get(familyRoutes.voted(workshop))
  })
  // Through the stream, which names the ballots to count.
  const cast = await pendingKeys(context)
  const counting = await act('it is counted', 0, () => updateCounts(context, cast))
  const member = await site.member()
  const results = await act('the team looks at results', 1, () => member.get(schoolRoutes.results(workshop)))
  const { sessions } = await schedule(context, workshop, { options: [first] })
  const session = sessions[0]?.id ?? ''
  const replying = await act('a family replies', 3, async () => {
    await phone.fill(familyRoutes.session(session), { attending: 'yes', 'adults:int': '1' })
    await phone.get(familyRoutes.replied(session))
  })
  const preparing = await act('the team looks at a checklist', 1, () =>
    member.get(schoolRoutes.checklist(session)),
  )
  return {
    voting: [
      { ...opening, timesMonthly: 300, atPeak: 0.3 },
      { ...voting, timesMonthly: 200, atPeak: 0.3 },
      { ...counting, timesMonthly: 200, atPeak: 0.3 },
      { ...results, timesMonthly: 20, atPeak: 0.1 },
    ],
    replying: [
      { ...replying, timesMonthly: 100, atPeak: 0.2 },
      { ...preparing, timesMonthly: 40, atPeak: 0.1 },
    ],
  }
}

async function teamActions({ app, context, school, member }: Site, act: Act): Promise<Action[]> {
  const signIn = await act('one of the team signs in', 4, async () => {
    const invited = { name: 'Dana', email: 'dana@example.org', role: 'organizer' } as const
    const { token = '' } = await inviteMember(context, school.id, invited)
    await device(app).post(routes.signInLink(token), {})
  })
  const organizer = await member()
  const today = await act('the team opens a page', 1, () => organizer.get(schoolRoutes.today()))
  const families = await act('the team lists families', 1, () => organizer.get(schoolRoutes.families()))
  return [
    { ...signIn, mails: 1, timesMonthly: 10, atPeak: 0.1 },
    { ...today, timesMonthly: 300, atPeak: 0.05 },
    { ...families, timesMonthly: 30, atPeak: 0.1 },
  ]
}

// An invitation, a reminder or change, and the note of the day before, each to the families concerned.
async function messageAction(context: Context, school: string, act: Act): Promise<Action> {
  const scope = scopeOf(context.actor, school)
  const message = {
    id: randomUUID(),
    kind: 'invitation',
    channel: 'email',
    to: 'parent@example.org',
    language: 'es',
    fields: { workshop: 'Reading at home' },
    at: context.now().toISO() ?? '',
  } as const
  const sending = await act('a message is written and sent', 0, async () => {
    const expiresAt = context.now().plus({ days: 30 }).toSeconds()
    await context.table.commit(keepMessage(scope, waiting(message, expiresAt, context.now())))
    await deliverOnce(context, messageKey(scope, message), async () => undefined)
  })
  return { ...sending, mails: 1, timesMonthly: 900, atPeak: 0.44 }
}
