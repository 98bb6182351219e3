import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { DateTime } from 'luxon'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { clientOf } from '../../../functions/wire.ts'
import { ensureTable } from '../../../infra/local/engine-table.ts'
import type { SignedForm } from '../../../shared/access/background-jobs.ts'
import { SIMPLE_COLUMNS } from '../../../shared/roster/simple.ts'
import { openTable } from '../../../shared/table/table.ts'
import { inviteMember } from '../../../shared/team/member.operations.ts'
import { TOKEN_FIELD } from '../../../web/form-token.ts'
import { familyRoutes, routes } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { type ApiResponse, PUENTE } from '../../support/api.ts'
import { type Artefact, runArtefact } from '../../support/artefact.ts'
import {
  ALL_OPTIONS,
  type Assembly,
  type CloudTemplate,
  type Properties,
  resourcesOf,
  synthesize,
} from '../../support/assembly.ts'
import { contextFor } from '../../support/context.ts'
import { hiddenFields } from '../../support/device.ts'
import { GREY_PNG } from '../../support/picture-files.ts'
import { DEPLOYMENT } from '../../support/puente.ts'

const secret = { cookieKey: 'k'.repeat(64), apiToken: 'the-token-of-a-deployed-artefact' }
const START_MS = 180_000
let tableName: string
let assembly: Assembly
let artefact: Artefact

function deployed(options: Record<string, string>): void {
  beforeAll(async () => {
    tableName = `test-${randomUUID()}`
    assembly = synthesize(options)
    await ensureTable(tableName, inject('dynamodbEndpoint'), { stream: true })
    artefact = run(assembly.template)
  }, START_MS)
  afterAll(async () => {
    await artefact?.stop()
    assembly?.remove()
  })
}

const run = (template: CloudTemplate) =>
  runArtefact({ assembly: { ...assembly, template }, engine: inject('dynamodbEndpoint'), tableName, secret })

async function api(
  method: string,
  path: string,
  body?: unknown,
  type = 'application/json',
): Promise<ApiResponse> {
  const response = await artefact.request(`/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${secret.apiToken}`, 'content-type': type },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, type: '', body: text.startsWith('{') ? JSON.parse(text) : text }
}

/** How many pictures the archive of a school has, as the API answers it. */
async function archivedPictures(school: string): Promise<number> {
  const headers = { authorization: `Bearer ${secret.apiToken}` }
  const answer = await artefact.request(`/api/v1/schools/${school}/archive`, { headers })
  const { 'picture-files.ndjson': lines } = unzipSync(new Uint8Array(await answer.arrayBuffer()))
  return strFromU8(lines ?? new Uint8Array()).split('\n').length - 1
}

/** A browser on the deployed site: keeps its cookies, sends forms from there. */
function browser() {
  const cookies = new Map<string, string>()
  // Of the forms on the page that was seen last.
  let token: Record<string, string> = {}
  const send = async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
    const headers = { origin: artefact.origin, ...(cookie && { cookie }) }
    const response = await artefact.request(path, { ...init, headers })
    for (const kept of response.headers.getSetCookie()) {
      const [name = '', value = ''] = kept.split(';')[0]?.split('=') ?? []
      cookies.set(name, value)
    }
    const page = await response.text()
    const { [TOKEN_FIELD]: shown } = hiddenFields(page)
    if (shown) token = { [TOKEN_FIELD]: shown }
    return { status: response.status, to: response.headers.get('location'), headers: response.headers, page }
  }
  const fill = async (path: string, fields: Record<string, string>) => {
    const { page } = await send(path)
    return send(path, { method: 'POST', body: new URLSearchParams({ ...hiddenFields(page), ...fields }) })
  }
  return {
    send,
    get: (path: string) => send(path),
    post: (path: string) => send(path, { method: 'POST', body: new URLSearchParams(token) }),
    fill,
  }
}

// AWS itself uses the others: to deliver records and messages, and to keep logs.
const BY_CODE =
  /^(dynamodb:(?!DescribeStream|GetRecords|GetShardIterator|ListStreams)|secretsmanager:|sqs:SendMessage|s3:|ses:)/

const roster = readFileSync(new URL('../../support/rosters/puente-simple.csv', import.meta.url), 'utf8')
const inWeeks = (weeks: number) => DateTime.utc().plus({ weeks }).set({ weekday: 2 })
const WORKSHOP = {
  title: { en: 'Reading at home' },
  purpose: 'learning',
  audience: ['parents'],
  durationMinutes: 90,
  presentationLanguage: 'en',
  offers: { childcare: true, food: true, interpretation: true, rides: false },
}

/** A school with its roster and an open vote. */
async function votingSchool() {
  const school = (await api('POST', '/schools', PUENTE)).body.id
  const imported = await api('POST', `/schools/${school}/roster`, roster, 'text/csv')
  const families = (await api('GET', `/schools/${school}/families`)).body.items
  const workshop = (await api('POST', `/schools/${school}/workshops`, WORKSHOP)).body.id
  const options = [18, 19].map((hour) => ({ startLocal: inWeeks(4).toFormat(`yyyy-MM-dd'T'${hour}:00`) }))
  const closesAt = inWeeks(2).toISO()
  const asked = { options, closesAt }
  const poll = await api('PUT', `/workshops/${workshop}/poll`, asked)
  return { school, imported, families, workshop, poll, asked }
}

// Few families in many bytes: too large to be read while somebody waits.
const LARGE_ROSTER = [
  SIMPLE_COLUMNS.join(','),
  ...Array.from({ length: 100 }, (_, row) => `large-${row},Ana Ruiz,,,es,es,paper,3,,${' '.repeat(90_000)}`),
].join('\n')

/** Sends a file as the signed form says. */
function sendForm({ url, fields }: SignedForm, text: string): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  body.append('file', new File([text], 'families.csv'))
  return fetch(url, { method: 'POST', body, redirect: 'manual' })
}

/** Chooses a file on the roster's page; the path of its preview. */
async function sendRoster(organizer: ReturnType<typeof browser>, text: string): Promise<string> {
  const { page, headers } = await organizer.get(schoolRoutes.roster())
  const [, url = ''] = /<form method="post" action="(http[^"]+)"/.exec(page) ?? []
  expect(headers.get('content-security-policy')).toContain(`form-action 'self' ${new URL(url).origin}`)
  const sent = await sendForm({ url, fields: hiddenFields(page), expiresAt: '' }, text)
  expect(sent.status).toBe(303)
  return new URL(sent.headers.get('location') ?? '').pathname
}

const { sender } = ALL_OPTIONS

describe.each([
  ['a sender', { stage: 'dev', sender }],
  ['every option', ALL_OPTIONS],
])('What is deployed with %s', (_, options) => {
  deployed(options)

  test('does the main job from the roster to the logistics', async () => {
    const { school, imported, families, workshop, poll } = await votingSchool()
    expect(imported.body.families).toMatchObject({ created: 60 })
    const [early, late] = poll.body.options.map(({ id }: { id: string }) => id)

    const link = (await api('POST', `/schools/${school}/families/${families[0].id}/link`)).body.url
    expect(link).toMatch(`${artefact.origin}/f/`)
    const family = browser()
    const opened = await family.get(new URL(link).pathname)
    expect([opened.status, opened.to]).toEqual([303, familyRoutes.home()])
    expect(opened.headers.getSetCookie()[0]).toMatch(/^__Host-convite=.*; Secure/)
    expect((await family.get(familyRoutes.home())).page).toContain(familyRoutes.vote(workshop))
    const vote = await family.fill(familyRoutes.vote(workshop), {
      [`answers.${early}`]: 'yes',
      [`answers.${late}`]: 'no',
    })
    expect([vote.status, vote.to]).toEqual([303, familyRoutes.voted(workshop)])
    expect((await family.get(familyRoutes.voted(workshop))).status).toBe(200)

    const results = (await api('GET', `/workshops/${workshop}/poll`)).body
    expect(results).toMatchObject({ ranking: [{ option: early, points: 2 }, { option: late }] })
    const decided = (await api('POST', `/workshops/${workshop}/schedule`, { options: [early] })).body
    const session = decided.sessions[0].id
    const reply = await family.fill(familyRoutes.session(session), { attending: 'yes', 'adults:int': '2' })
    expect([reply.status, reply.to]).toEqual([303, familyRoutes.replied(session)])
    const calendar = await family.get(familyRoutes.calendar(session))
    expect(calendar.page).toMatch(/^BEGIN:VCALENDAR\r\n/)
    const logistics = (await api('GET', `/sessions/${session}/logistics`)).body
    expect(logistics.expected).toMatchObject({ families: 1, adults: 2 })
    const item = (await api('POST', `/sessions/${session}/items`, { title: 'Chairs', needed: 3 })).body
    expect((await api('DELETE', `/sessions/${session}/items/${item.id}`)).status).toBe(204)
  })

  test('counts votes by its stream, and what is gone no more', async () => {
    const { school, families, workshop, asked } = await votingSchool()
    await api('PUT', `/workshops/${workshop}/poll`, { ...asked, answersVisible: true })
    const [option] = (await api('GET', `/workshops/${workshop}/poll`)).body.options
    const [rosa, linh] = families
    for (const { id } of [rosa, linh])
      await api('PUT', `/workshops/${workshop}/poll/ballots/${id}`, { answers: { [option.id]: 'yes' } })
    await artefact.background.streamOn()
    const phone = browser()
    const link = (await api('POST', `/schools/${school}/families/${rosa.id}/link`)).body.url
    await phone.get(new URL(link).pathname)
    await phone.get(`${familyRoutes.home()}?lang=en`)
    expect((await phone.get(familyRoutes.vote(workshop))).page).toContain('2 yes, ')
    await api('DELETE', `/schools/${school}/families/${linh.id}`)
    await artefact.background.streamOn()
    expect((await phone.get(familyRoutes.vote(workshop))).page).toContain('1 yes, ')
    const invited = await api('POST', `/schools/${school}/members`, { name: 'ana', email: 'ana@example.org' })
    const organizer = browser()
    await organizer.post(new URL(invited.body.url).pathname)
    expect((await organizer.get(schoolRoutes.results(workshop))).status).toBe(200)
  })

  test('lets organizers in by their link, once, and out again', async () => {
    const school = (await api('POST', '/schools', PUENTE)).body.id
    const invite = (name: string) =>
      api('POST', `/schools/${school}/members`, { name, email: `${name}@example.org` })
    const { body: dana } = await invite('dana')
    const [linh, omar] = [(await invite('linh')).body.id, (await invite('omar')).body.id]
    const organizer = browser()
    const link = new URL(dana.url).pathname
    expect((await organizer.get(link)).page).toContain('<button')
    expect((await organizer.post(link)).to).toBe(schoolRoutes.today())
    expect((await organizer.get(schoolRoutes.today())).status).toBe(200)
    expect((await browser().post(link)).status).toBe(410)
    expect((await organizer.fill(schoolRoutes.removeMember(linh), {})).to).toBe(schoolRoutes.team())
    expect((await api('DELETE', `/schools/${school}/members/${omar}`)).status).toBe(204)
    const preview = await sendRoster(organizer, roster)
    const imported = await organizer.post(preview)
    expect((await organizer.get(imported.to ?? '')).page).toContain('The roster is imported')
    expect((await organizer.get(preview)).status).toBe(404)
  })

  test('takes a roster past the gateway, and lets a worker go on with what is long', async () => {
    const { background, hurry } = artefact
    const school = (await api('POST', '/schools', PUENTE)).body.id
    const { body: dana } = await api('POST', `/schools/${school}/members`, {
      name: 'dana',
      email: 'dana@example.org',
    })
    const organizer = browser()
    await organizer.post(new URL(dana.url).pathname)
    await organizer.get(schoolRoutes.today())
    const { to: look } = await organizer.get(await sendRoster(organizer, LARGE_ROSTER))
    expect((await organizer.get(look ?? '')).page).toContain('We are looking at the file')
    await background.workOff()
    const looked = await organizer.get(look ?? '')
    expect(looked.page).toContain('100 new families, none changed')
    const [, path = ''] = /action="([^"]*uploads[^"]*)"/.exec(looked.page) ?? []
    const { to: job } = await organizer.post(path)
    const running = await organizer.get(job ?? '')
    expect(running.headers.get('refresh')).toBe('3')
    // A function whose time is nearly over hands the rest on; here that is all of it, once.
    hurry.milliseconds = 29_000
    await background.workOff(1)
    delete hurry.milliseconds
    expect((await organizer.get(job ?? '')).page).toContain('0 of 100 families')
    await background.workOff()
    expect((await organizer.get(job ?? '')).page).toContain('The roster is imported')
  })

  test('takes a roster past the gateway from programs too', async () => {
    const school = (await api('POST', '/schools', PUENTE)).body.id
    const { body: signed } = await api('POST', `/schools/${school}/roster/uploads`)
    expect(signed).toMatchObject({ id: expect.any(String), expiresAt: expect.any(String) })
    expect((await api('POST', `/schools/${school}/roster/uploads/${signed.id}`)).status).toBe(404)
    const sent = await sendForm(signed, LARGE_ROSTER)
    expect(sent.status).toBe(204)
    const { status, body } = await api('POST', `/schools/${school}/roster/uploads/${signed.id}`)
    expect(status).toBe(202)
    const job = async () => (await api('GET', `/schools/${school}/jobs/${body.job}`)).body
    expect(await job()).toMatchObject({ status: 'running' })
    await artefact.background.workOff()
    expect(await job()).toMatchObject({ status: 'done', result: { families: { created: 100 } } })
    const other = (await api('POST', `/schools/${school}/roster/uploads`)).body
    await sendForm(other, roster)
    const again = await api('POST', `/schools/${school}/roster/uploads/${other.id}`)
    expect(again.body.families).toMatchObject({ created: 60 })
    // What was signed is one place and nothing else.
    const elsewhere = { ...other, fields: { ...other.fields, key: 'another-school/file' } }
    expect((await sendForm(elsewhere, roster)).status).toBe(403)
  })

  test('says of a job whose file is gone that it failed', async () => {
    const school = (await api('POST', '/schools', PUENTE)).body.id
    const { body: signed } = await api('POST', `/schools/${school}/roster/uploads`)
    await sendForm(signed, LARGE_ROSTER)
    const { body } = await api('POST', `/schools/${school}/roster/uploads/${signed.id}`)
    artefact.post.storage.clear()
    await artefact.background.workOff()
    const job = await api('GET', `/schools/${school}/jobs/${body.job}`)
    expect(job.body).toMatchObject({ status: 'failed', code: 'not-found' })
  })

  test('lays a poisoned job among the dead letters, and holds nobody up', async () => {
    const { post, background } = artefact
    const [imports = ''] = [...post.queues.keys()].filter((arn) => /:Imports/.test(arn))
    post.queues.set(imports, [{ messageId: 'poisoned-job', body: '{}', tries: 0 }])
    await background.workOff()
    const dead = [...post.queues].find(([arn]) => arn.includes('ImportDeadLetters'))?.[1]
    expect(dead).toMatchObject([{ messageId: 'poisoned-job', tries: 5 }])
  })

  test('keeps a picture in the bucket while it is shown, and nothing of it afterwards', async () => {
    const { background, post } = artefact
    const { school, families } = await votingSchool()
    const host = browser()
    const link = (await api('POST', `/schools/${school}/families/${families[0].id}/link`)).body.url
    await host.get(new URL(link).pathname)
    const led = { ...WORKSHOP, hostFamily: families[0].id }
    const { id } = (await api('POST', `/schools/${school}/workshops`, led)).body
    const path = familyRoutes.hostPicture(id, 'host')
    const show = async () => {
      const body = new FormData()
      const fields = { ...hiddenFields((await host.get(path)).page), 'shown:flag': 'yes' }
      for (const [name, value] of Object.entries(fields)) body.append(name, value)
      body.append('picture', new File([GREY_PNG], 'me.png'))
      expect((await host.send(path, { method: 'POST', body })).to).toBe(`${path}?saved`)
      return /src="(\/picture\/[^"]+)"/.exec((await host.get(path)).page)?.[1] ?? ''
    }
    const kept = () => [...post.storage.keys()].filter((arn) => arn.includes(`/pictures/${school}/`))
    const address = await show()
    expect(kept()).toHaveLength(1)
    expect((await host.get(address)).headers.get('content-type')).toBe('image/jpeg')
    await show()
    await background.streamOn()
    expect(kept()).toHaveLength(1)
    expect(await archivedPictures(school)).toBe(1)
    for (const arn of kept()) post.storage.delete(arn)
    expect((await host.get(address)).status).toBe(404)
    expect(await archivedPictures(school)).toBe(0)
    await show()
    await host.post(familyRoutes.withdrawPicture(id, 'host'))
    await background.streamOn()
    expect(kept()).toEqual([])
  })

  test('sends a code by its stream and queue, once, and finds by its clock what was missed', async () => {
    const { background, post } = artefact
    const school = (await api('POST', '/schools', PUENTE)).body.id
    await api('POST', `/schools/${school}/members`, { name: 'eve', email: 'eve@example.org', language: 'es' })
    await background.streamOn()
    await background.workOff()
    const sentTo = () => post.mails.map(({ Destination }) => Destination.ToAddresses[0])
    expect(sentTo()).toContain('eve@example.org')
    const mail = post.mails.find(({ Destination }) => Destination.ToAddresses[0] === 'eve@example.org')
    const [link = ''] = new RegExp(`${artefact.origin}/sign-in/link/[\\w-]+`).exec(JSON.stringify(mail)) ?? []
    expect((await browser().post(new URL(link).pathname)).to).toBe(schoolRoutes.today())
    // One that the stream never told of, as after an outage: the clock finds it.
    const table = openTable(tableName, clientOf({ DYNAMODB_ENDPOINT: inject('dynamodbEndpoint') }))
    const earlier = contextFor(DEPLOYMENT, { table, now: DateTime.utc().minus({ minutes: 5 }).toISO() })
    await inviteMember(earlier, school, { name: 'fay', email: 'fay@example.org', role: 'helper' })
    await background.minute()
    await background.workOff()
    expect(sentTo()).toContain('fay@example.org')
    // A poisoned message ends in the dead-letter queue, and blocks no other.
    const [queue = ''] = [...post.queues.keys()].filter((arn) => /:Messages/.test(arn))
    post.queues.set(queue, [{ messageId: 'poisoned', body: '{', tries: 0 }])
    await background.streamOn()
    await background.workOff()
    // By day families are told of what else there is; each of these two still has one mail.
    const people = ['eve@example.org', 'fay@example.org']
    expect(
      sentTo()
        .filter((to) => to !== undefined && people.includes(to))
        .sort(),
    ).toEqual(people)
    const dead = [...post.queues].find(([arn]) => /:DeadLetters/.test(arn))?.[1]
    expect(dead).toMatchObject([{ messageId: 'poisoned', tries: 5 }])
  })

  test('takes a form from its own pages only', async () => {
    const asked = { method: 'POST', body: new URLSearchParams({ email: 'dana@example.org' }) }
    const stranger = await artefact.request(routes.signIn(), {
      ...asked,
      headers: { origin: 'https://evil.example' },
    })
    expect(stranger.status).toBe(403)
  })

  test('answers no request that bypasses CloudFront, where it is in front', async () => {
    const isBehind = 'cloudfront' in options
    for (const path of [routes.signIn(), '/api/v1/openapi.json'])
      expect((await artefact.requestPast(path)).status).toBe(isBehind ? 403 : 200)
  })

  test('answers what is not there with a page, and as the API does under /api', async () => {
    const page = await artefact.request('/nothing')
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8'])
    const problem = await api('GET', '/nothing')
    expect([problem.status, problem.body.type]).toEqual([404, expect.stringContaining('not-found')])
  })

  test('lets nobody in who guesses at a token, and counts the guess', async () => {
    const headers = { authorization: 'Bearer a-token-that-nobody-ever-gave-to-anybody' }
    expect((await artefact.request('/api/v1/schools', { headers })).status).toBe(401)
  })

  test('cannot take a roster that is larger than an event', async () => {
    const { status } = await api('POST', '/schools/none/roster', 'x'.repeat(7_000_000), 'text/csv')
    expect(status).toBe(413)
  })

  // Last, when all of the above was asked.
  test('needed each right that it has, and had each that it needed', () => {
    expect(artefact.functions.size).toBe(7)
    for (const [id, { amazon, granted }] of artefact.functions) {
      // A file has a name that no policy could know; a picture one under its prefix.
      const named = (resource: string) => resource.replace(/^(arn:aws:s3:::[^/]+\/(?:pictures\/)?).*$/, '$1*')
      const missing = amazon.needed.filter((right) => !right.granted)
      expect(missing, id).toEqual([])
      const byCode = amazon.needed.filter(({ action }) => BY_CODE.test(action))
      const needed = new Set(byCode.map(({ action, resource }) => `${action} ${named(resource)}`))
      // AWS itself sends there, in the function's name, what failed too often.
      const seen = granted.filter(
        ({ action, resource }) => BY_CODE.test(action) && !resource.includes('DeadLetters'),
      )
      expect([...needed].sort(), id).toEqual(
        seen.map(({ action, resource }) => `${action} ${resource}`).sort(),
      )
    }
  })

  test('keeps readers out of its logs and traces: no token, no path, no name', () => {
    for (const [id, { logs, traces }] of artefact.functions) {
      const isAsked = /^(Web|Api)/.test(id)
      expect(logs()).toContain(isAsked ? '"message":"answered"' : '"message":"worked"')
      expect(logs()).toContain(isAsked ? '"Answers":1' : '"FailedPieces":')
      if (id.startsWith('Web')) expect(logs()).toContain('"event":"mail-link"')
      expect(traces()).toContain('## handler.handler')
      for (const text of [logs(), traces()]) {
        expect(text).not.toMatch(/\/f\/|\/sign-in\/|\/schools\/|\/me\b|dana|linh|example\.org|192\.0\.2/)
        expect(text).not.toContain(secret.cookieKey)
        expect(text).not.toContain(secret.apiToken)
      }
    }
  })
})

/** Whether a page, a form and a call of the API work as they are deployed by that template. */
async function works(template: CloudTemplate): Promise<boolean> {
  const planted = run(template)
  try {
    const headers = { authorization: `Bearer ${secret.apiToken}`, 'content-type': 'application/json' }
    const school = { method: 'POST', headers, body: JSON.stringify(PUENTE) }
    const code = {
      method: 'POST',
      headers: { origin: planted.origin },
      body: new URLSearchParams({ code: 'none' }),
    }
    const made = await planted.request('/api/v1/schools', school)
    const listed = await planted.request('/api/v1/schools', { headers })
    const guessed = await planted.request(routes.code(), code)
    return made.status === 201 && listed.status === 200 && guessed.status === 422
  } catch {
    return false
  } finally {
    await planted.stop()
  }
}

describe('The artefact finds', () => {
  deployed({ stage: 'dev', sender })

  /** Changes every resource of a type in a copy of the template. */
  const changed = (type: string, change: (properties: Properties) => void) => {
    const template = structuredClone(assembly.template)
    for (const [, properties] of resourcesOf(template, type)) change(properties)
    return template
  }
  const withoutRight = (action: string) =>
    changed('AWS::IAM::Policy', ({ PolicyDocument }) => {
      for (const statement of PolicyDocument.Statement)
        statement.Action = [statement.Action].flat().filter((one: string) => one !== action)
    })
  const renamed = (name: string, other: string) =>
    changed('AWS::Lambda::Function', ({ Environment: { Variables } }) => {
      Variables[other] = Variables[name]
      delete Variables[name]
    })

  test('nothing in what is right', async () => {
    expect(await works(assembly.template)).toBe(true)
  })

  test.each<[string, () => CloudTemplate]>([
    ['a table under another variable', () => renamed('CONVITE_TABLE', 'TABLE')],
    ['a secret under another variable', () => renamed('CONVITE_SECRET', 'SECRET')],
    ['a missing right to read', () => withoutRight('dynamodb:BatchGetItem')],
    ['a missing right to list', () => withoutRight('dynamodb:Query')],
    ['a missing right to write', () => withoutRight('dynamodb:PutItem')],
    ['a missing right to the secret', () => withoutRight('secretsmanager:GetSecretValue')],
    [
      'a handler under another name',
      () =>
        changed('AWS::Lambda::Function', (code) => {
          code.Handler = 'handler.main'
        }),
    ],
    [
      'a route to nowhere',
      () =>
        changed('AWS::ApiGatewayV2::Route', (route) => {
          route.RouteKey = route.RouteKey.replace('/api/', '/rest/')
        }),
    ],
    [
      'a stage whose name stands in every path',
      () =>
        changed('AWS::ApiGatewayV2::Stage', (stage) => {
          stage.StageName = 'dev'
        }),
    ],
    [
      'events of another version',
      () =>
        changed('AWS::ApiGatewayV2::Integration', (integration) => {
          integration.PayloadFormatVersion = '1.0'
        }),
    ],
    [
      'a gateway that may not call',
      () =>
        changed('AWS::Lambda::Permission', (permission) => {
          permission.SourceArn = 'arn:aws:execute-api:us-east-1:123456789012:other/*/*'
        }),
    ],
  ])('%s', async (_, planted) => {
    expect(await works(planted())).toBe(false)
  })
})
