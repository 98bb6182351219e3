import { randomUUID } from 'node:crypto'
import { clientOf } from '../../functions/wire.ts'
import { ensureTable } from '../../infra/local/engine-table.ts'
import { publicScope } from '../../shared/access/actor.ts'
import type { Context } from '../../shared/access/context.ts'
import { deliver } from '../../shared/delivery/delivery.operations.ts'
import { dueWork } from '../../shared/delivery/dispatch.operations.ts'
import { placeOfMessage } from '../../shared/delivery/message.operations.ts'
import { fanOut, noticesDue } from '../../shared/delivery/notice.operations.ts'
import { allFamilies, issueLink } from '../../shared/family/family.operations.ts'
import { messagesOf } from '../../shared/message/message.store.ts'
import { putJob } from '../../shared/roster/import.store.ts'
import { claimed, newJob } from '../../shared/roster/import-job.ts'
import { importRoster } from '../../shared/roster/roster.operations.ts'
import { SIMPLE_COLUMNS } from '../../shared/roster/simple.ts'
import { schedule } from '../../shared/session/decision.operations.ts'
import { openTable } from '../../shared/table/table.ts'
import { pendingKeys, updateCounts } from '../../shared/tally/tally.operations.ts'
import { putPoll } from '../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../shared/workshop/workshop.operations.ts'
import { familyRoutes, routes } from '../../web/routes.ts'
import { schoolRoutes } from '../../web/school-routes.ts'
import { apiOn } from '../support/api.ts'
import { contextFor, TEST_NOW } from '../support/context.ts'
import { countAll } from '../support/counting.ts'
import { device, schoolSite } from '../support/device.ts'
import { DEPLOYMENT, READING } from '../support/puente.ts'
import { type Access, loadsOf, type Sized } from './access.ts'
import { type Meter, startMeter } from './meter.ts'

// When a message is due: a retry at another instant writes it into the index again.
const A_MINUTE_LATER = '2027-03-01T15:01:00.000Z'
// Enough for items to spread about evenly over several parts.
const PEOPLE = 64
const OPTIONS = ['2027-03-16T18:00', '2027-03-17T09:00', '2027-03-18T17:30', '2027-03-20T10:00']
const CLOSES_AT = '2027-03-12T18:00'

/**
 * Measures the load of acts on each partition of the database at that address, in a school of `families` families (64
 * at least).
 */
export async function measureAccesses(engine: string, families: number): Promise<Sized> {
  const meter = await startMeter(engine)
  try {
    const name = `scale-${randomUUID()}`
    await ensureTable(name, engine)
    const table = openTable(name, clientOf({ DYNAMODB_ENDPOINT: meter.endpoint }))
    const clock = { now: TEST_NOW }
    const context = contextFor(DEPLOYMENT, { table, now: () => clock.now })
    const bench = { meter, clock, context, site: await schoolSite(context), families }
    return { families, accesses: await measured(bench) }
  } finally {
    await meter.stop()
  }
}

type Bench = {
  meter: Meter
  clock: { now: string }
  context: Context
  site: Awaited<ReturnType<typeof schoolSite>>
  families: number
}
type Act = { name: string; times: number; requests: number }

async function acted(
  { meter }: Bench,
  { name, times, requests }: Act,
  work: () => Promise<unknown>,
): Promise<Access> {
  meter.touched()
  await work()
  return { name, requests, loads: loadsOf(meter.touched(), times) }
}

async function measured(bench: Bench): Promise<Access[]> {
  const { context, site, families } = bench
  const importing = (grade: number) => () => importRoster(context, site.school.id, rosterOf(families, grade))
  const each = { times: families, requests: 0 }
  const imported = await acted(bench, { name: 'a family is imported', ...each }, importing(0))
  const changed = await acted(bench, { name: 'a family is changed by an import', ...each }, importing(1))
  const { id: workshop } = await createWorkshop(context, site.school.id, READING)
  const options = OPTIONS.map((startLocal) => ({ startLocal }))
  const poll = await putPoll(context, workshop, { options, closesAt: CLOSES_AT, answersVisible: true })
  const messages = await messageAccesses(bench)
  const [first = ''] = poll.options.map(({ id }) => id)
  return [
    imported,
    changed,
    ...messages,
    ...(await familyAccesses(bench, workshop, first)),
    ...(await otherAccesses(bench)),
  ]
}

function rosterOf(families: number, grade: number) {
  const rows = Array.from(
    { length: families },
    (_, place) =>
      `f${place},Parent ${place},,parent${place}@example.org,es,es,email,${grade},,language:es;grade:${grade}`,
  )
  return { bytes: Buffer.from([SIMPLE_COLUMNS.join(','), ...rows].join('\n')), mediaType: 'text/csv' }
}

async function messageAccesses(bench: Bench): Promise<Access[]> {
  const { context, site, families } = bench
  const making = await acted(bench, { name: 'a message is made', times: families, requests: 0 }, async () => {
    for (const place of await noticesDue(context)) {
      while ((await fanOut(context, place)).outcome === 'more');
    }
  })
  bench.clock.now = A_MINUTE_LATER
  const waiting = await messagesOf(context.table, publicScope(site.school.id))
  const sending = await acted(bench, { name: 'a message is sent', times: PEOPLE, requests: 0 }, async () => {
    for (const message of waiting.slice(0, PEOPLE))
      await deliver(context, placeOfMessage(site.school.id, message), { email: async () => undefined })
  })
  return [making, sending]
}

async function familyAccesses(bench: Bench, workshop: string, option: string): Promise<Access[]> {
  const { context, site } = bench
  const school = site.school.id
  const families = (await allFamilies(context, school)).slice(0, PEOPLE)
  const tokens = []
  for (const { id } of families) tokens.push((await issueLink(context, school, id)).token)
  await countAll(context.table)
  const phones = tokens.map((token) => ({ token, phone: device(site.app) }))
  const page = familyRoutes.vote(workshop)
  const each = async (visit: (one: (typeof phones)[number]) => Promise<unknown>) => {
    for (const one of phones) await visit(one)
  }
  const opening = await acted(bench, { name: 'a family opens its link', times: PEOPLE, requests: 3 }, () =>
    each(async ({ token, phone }) => {
      await phone.get(routes.familyLink(token))
      await phone.get(familyRoutes.home())
      await phone.get(page)
    }),
  )
  const voting = await acted(bench, { name: 'a family votes', times: PEOPLE, requests: 2 }, () =>
    each(async ({ phone }) => {
      await phone.post(page, { [`answers.${option}`]: 'yes' })
      await phone.get(familyRoutes.voted(workshop))
    }),
  )
  // Through the stream, which names the ballots to count.
  const cast = await pendingKeys(context)
  const counted = await acted(bench, { name: 'a vote is counted', times: PEOPLE, requests: 0 }, () =>
    updateCounts(context, cast),
  )
  const member = await site.member()
  const results = await acted(bench, { name: 'the team looks at results', times: 1, requests: 1 }, () =>
    member.get(schoolRoutes.results(workshop)),
  )
  const { sessions } = await schedule(context, workshop, { options: [option] })
  const session = sessions[0]?.id ?? ''
  const replying = await acted(bench, { name: 'a family replies', times: PEOPLE, requests: 3 }, () =>
    each(async ({ phone }) => {
      await phone.fill(familyRoutes.session(session), { attending: 'yes', 'adults:int': '1' })
      await phone.get(familyRoutes.replied(session))
    }),
  )
  await countAll(context.table)
  const preparing = await acted(bench, { name: 'the team looks at a checklist', times: 1, requests: 1 }, () =>
    member.get(schoolRoutes.checklist(session)),
  )
  return [opening, voting, counted, results, replying, preparing]
}

async function otherAccesses(bench: Bench): Promise<Access[]> {
  const { context, site } = bench
  const scope = publicScope(site.school.id)
  const jobs = Array.from({ length: PEOPLE }, (_, place) =>
    newJob(`job${place}`, { upload: 'u', dryRun: false }, context.now()),
  )
  const keepAt = async (seconds: number) => {
    for (const job of jobs)
      await context.table.commit(putJob(scope, claimed(job, context.now().plus({ seconds }))))
  }
  await keepAt(0)
  const going = await acted(
    bench,
    { name: 'an import goes on for a second', times: PEOPLE, requests: 0 },
    () => keepAt(1),
  )
  const call = apiOn(context.table)
  const adding = await acted(
    bench,
    { name: 'a program adds a family', times: PEOPLE, requests: 1 },
    async () => {
      for (let place = 0; place < PEOPLE; place++) {
        const body = { caregivers: [{ givenName: `Parent ${place}` }] }
        await call('post', `/schools/${site.school.id}/families`, body, { 'idempotency-key': randomUUID() })
      }
    },
  )
  const clock = await acted(bench, { name: 'the clock looks for what is due', times: 1, requests: 0 }, () =>
    dueWork(context),
  )
  const founding = await acted(bench, { name: 'a school is founded', times: 1, requests: 1 }, () =>
    schoolSite(context),
  )
  return [going, adding, clock, founding]
}
