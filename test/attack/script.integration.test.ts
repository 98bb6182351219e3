import { beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '../../shared/access/context.ts'
import { issueLink } from '../../shared/family/family.operations.ts'
import { familyRoutes, routes } from '../../web/routes.ts'
import { schoolRoutes } from '../../web/school-routes.ts'
import { apiOn } from '../support/api.ts'
import { device, schoolSite } from '../support/device.ts'
import { kindOf } from '../support/site-map.ts'
import { attributeOf, elementsOf, HOSTILE_TEXTS, MARK, markupFromTexts } from './markup.ts'
import { type ApiCall, callsOfTheDocument, filled, type Schema } from './schema.ts'
import { filledIn, formsOf, isPage, type PageForm, type Seen, visitAll } from './visitor.ts'
import { type World, worldOn } from './world.ts'

type Browser = ReturnType<typeof device>
type People = Record<'public' | 'family' | 'organizer' | 'helper' | 'parentLeader', Browser>

/** A school with hostile texts only, and a device for everybody who reads them. */
type School = {
  world: World
  people: People
  context: Context
  api: ReturnType<typeof apiOn>
  taken: string[]
}

const schools = new Map<string, School>()

beforeAll(async () => {
  for (const text of HOSTILE_TEXTS) schools.set(text, await hostileSchool(text))
}, 120_000)

async function hostileSchool(text: string): Promise<School> {
  const site = await schoolSite()
  const api = apiOn(site.context.table)
  const world = await worldOn(api, () => text.slice(0, 80))
  const taken: string[] = []
  for (const call of callsOfTheDocument()) {
    // A family that was merged into another reads nothing any more.
    if (!call.schema || /^\/schools$|\/(merge|split)$/.test(call.path)) continue
    if (await takes(api, call, { schema: call.schema, world, text }))
      taken.push(`${call.method} ${call.path}`)
  }
  const school = world.school?.[0] ?? ''
  const { token } = await issueLink(site.context, school, world.family?.[0] ?? '')
  const family = device(site.app)
  await family.get(routes.familyLink(token))
  const members = {
    organizer: await memberOf(site.app, site.context, school, 'organizer'),
    helper: await memberOf(site.app, site.context, school, 'helper'),
    parentLeader: await memberOf(site.app, site.context, school, 'parentLeader'),
  }
  return {
    world,
    api,
    taken,
    context: site.context,
    people: { public: device(site.app), family, ...members },
  }
}

async function memberOf(
  app: Parameters<typeof device>[0],
  context: Context,
  school: string,
  role: 'organizer' | 'helper' | 'parentLeader',
): Promise<Browser> {
  const { inviteMember } = await import('../../shared/team/member.operations.ts')
  const { token = '' } = await inviteMember(context, school, {
    name: `${MARK} <b>`,
    email: `${role}@example.org`,
    role,
  })
  const browser = device(app)
  await browser.post(routes.signInLink(token), {})
  return browser
}

type Sent = { schema: Schema; world: World; text: string }

/** Sends what the schema allows, hostile wherever text is free, for each existing thing until it is accepted. */
async function takes(api: School['api'], { method, path }: ApiCall, sent: Sent): Promise<boolean> {
  for (const place of [0, 1, 2]) {
    const asked = path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const ids = sent.world[name] ?? []
      return ids[place % ids.length] ?? 'none'
    })
    const made = await taken(api, method, asked, sent)
    if (!made) continue
    const noun = path.split('/').at(-1)?.replace(/s$/, '') ?? ''
    if (typeof made.id === 'string') sent.world[noun] ??= [made.id]
    return true
  }
  return false
}

/** The result of a call, whose refused fields are fixed or left out until it succeeds; undefined where it does not. */
async function taken(api: School['api'], method: string, path: string, { schema, world, text }: Sent) {
  const family = world.family?.[0]
  const fitting: Record<string, unknown> = {
    ...{ timeZone: 'America/New_York', email: 'linh@example.org', address: '+16175550123', end: '16:00' },
    ...{ family, hostFamily: family, families: [family], parents: [family], member: world.member?.[0] },
    ...{ closesAt: '2027-03-16T22:00:00Z', answers: { [world.option?.[0] ?? '']: 'yes' } },
    ...{ options: /poll$/.test(path) ? [{ start: '2027-03-23T22:00:00Z' }] : world.option?.slice(0, 1) },
  }
  // Concurrent changes do not matter here.
  const {
    revision: _,
    version: _version,
    pollVersion: _poll,
    ...body
  } = filled(schema, text) as Record<string, unknown>
  for (const name of ['family', 'hostFamily', 'families', 'closesAt', 'options'])
    if (name in body) body[name] = fitting[name]
  const mended = new Set<string>()
  for (let round = 0; round < 12; round++) {
    const reply = await api(method, path, body)
    expect([method, path, reply.status < 500]).toEqual([method, path, true])
    if (reply.status < 300) return reply.body
    const errors: { pointer: string }[] = reply.body.errors ?? []
    if (reply.status !== 422 || errors.length === 0) return undefined
    for (const { pointer } of errors) {
      put(body, pointer, mended.has(pointer) ? undefined : fitting[pointer.split('/').at(-1) ?? ''])
      mended.add(pointer)
    }
  }
  return undefined
}

function put(body: Record<string, unknown>, pointer: string, value: unknown): void {
  const steps = pointer.split('/').slice(1)
  const last = steps.pop() ?? ''
  let at: unknown = body
  for (const step of steps) at = (at as Record<string, unknown> | undefined)?.[step]
  if (typeof at !== 'object' || at === null) return
  if (value === undefined) delete (at as Record<string, unknown>)[last]
  else (at as Record<string, unknown>)[last] = value
}

const starts = ({ world }: School): Record<keyof People, string[]> => ({
  public: [
    '/',
    routes.publicWorkshop(world.workshop?.[1] ?? ''),
    routes.publicWorkshop(world.workshop?.[2] ?? ''),
    routes.changes(world.school?.[0] ?? ''),
    routes.signIn(),
    routes.start(),
  ],
  family: [familyRoutes.home(), familyRoutes.about(), familyRoutes.path(), familyRoutes.teach()],
  organizer: [
    schoolRoutes.today(),
    ...[1, 2, 0].map((place) => schoolRoutes.workshop(world.workshop?.[place] ?? '')),
    schoolRoutes.family(world.family?.[0] ?? ''),
  ],
  helper: [
    schoolRoutes.today(),
    // A row of the checklist and one of the school's own, each with its form.
    ...['room', world.item?.[0] ?? ''].map(
      (item) => `${schoolRoutes.checklist(world.session?.[0] ?? '')}?edit=${item}`,
    ),
  ],
  parentLeader: [schoolRoutes.today(), familyRoutes.home()],
})

const WHO = ['public', 'family', 'organizer', 'helper', 'parentLeader'] as const

function mustHoldNoMarkup(seen: readonly Seen[]): void {
  for (const { path, status, page, headers, sent } of seen) {
    const place = `${sent ? 'POST' : 'GET'} ${path}`
    expect([place, status < 500]).toEqual([place, true])
    expect([place, [...headers.keys()].filter((name) => name.includes(MARK))]).toEqual([place, []])
    if (isPage({ headers })) expect([place, markupFromTexts(page)]).toEqual([place, []])
  }
}

const bearing = (seen: readonly Seen[]) => seen.filter(({ page }) => page.includes(MARK)).length

test('most calls of the API accept hostile texts in every free text field', () => {
  for (const { taken } of schools.values()) expect(taken.length, taken.join()).toBeGreaterThan(20)
})

describe.each(HOSTILE_TEXTS)('%j', (text) => {
  const school = () => schools.get(text) ?? expect.fail('no school')
  const visits = new Map<keyof People, Seen[]>()

  test.each(WHO)('sent by a program stays text on each page, sheet and feed of: %s', async (who) => {
    const seen = await visitAll(school().people[who], starts(school())[who])
    visits.set(who, seen)
    mustHoldNoMarkup(seen)
    // The text was shown.
    expect(bearing(seen)).toBeGreaterThan(who === 'organizer' ? 20 : 0)
  })

  test.each(WHO)('in every field of every form stays text in the responses to: %s', async (who) => {
    const answers: Seen[] = []
    for (const form of formsIn(visits.get(who) ?? [])) {
      // First nonsense in every field, which is shown again; then only where text is free, which is stored.
      for (const everything of [true, false])
        answers.push(await send(school().people[who], form, text, everything))
    }
    mustHoldNoMarkup(answers)
    const taken = answers.filter(({ status }) => status === 303).length
    console.log(`${who} sent ${answers.length} forms, of which ${taken} were taken`)
    expect(answers.length).toBeGreaterThan(WHO_SENDS[who])
  })

  test.each(WHO)('stays text on all pages afterwards of: %s', async (who) => {
    mustHoldNoMarkup(await visitAll(school().people[who], starts(school())[who]))
  })
})

const WHO_SENDS = { public: 1, family: 20, organizer: 60, helper: 10, parentLeader: 1 }

/** The forms of some pages, one of each kind: by their action and their fields. */
function formsIn(seen: readonly Seen[]): PageForm[] {
  const kinds = new Map<string, number>()
  return seen
    .filter(isPage)
    .flatMap(({ page, path }) => formsOf(page, path))
    .filter(({ action, fields }) => {
      const kind = `${kindOf(action)} ${fields.map((field) => attributeOf(field, 'name')).join()}`
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      return (kinds.get(kind) ?? 0) < 2
    })
}

async function send(browser: Browser, form: PageForm, text: string, everything: boolean): Promise<Seen> {
  const fields = filledIn(form, text, everything)
  const path = form.action
  if (form.method === 'get') return { ...(await browser.get(`${path}?${new URLSearchParams(fields)}`)), path }
  return { ...(await browser.post(path, fields)), path, sent: Object.fromEntries(fields) }
}

test('markup that stems from a text is found', () => {
  for (const text of HOSTILE_TEXTS.slice(0, 1)) {
    expect(markupFromTexts(`<p>${text}</p>`)).not.toEqual([])
    expect(markupFromTexts(`<input value="${text}">`)).not.toEqual([])
    expect(markupFromTexts(`<script>var a = "${text}"</script>`)).not.toEqual([])
    expect(markupFromTexts(`<title>${text}</title>`)).not.toEqual([])
  }
  expect(markupFromTexts(`<a href="\t java\nscript:${MARK}()">x</a>`)).not.toEqual([])
  expect(elementsOf('<template><p></p></template>').map(({ tagName }) => tagName)).toContain('p')
})
