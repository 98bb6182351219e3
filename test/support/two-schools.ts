import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import { DateTime } from 'luxon'
import { createApi } from '../../functions/api/app.ts'
import { type Actor, publicScope } from '../../shared/access/actor.ts'
import type { Context, Services } from '../../shared/access/context.ts'
import { hashOf, newSecret } from '../../shared/access/identifier.ts'
import type { PictureFiles } from '../../shared/access/picture-files.ts'
import { keepSecret } from '../../shared/access/secret.store.ts'
import { checkIn } from '../../shared/attendance/attendance.operations.ts'
import { addClosure } from '../../shared/calendar/calendar.operations.ts'
import { finishCall } from '../../shared/delivery/call.operations.ts'
import { listNotices } from '../../shared/delivery/notice.operations.ts'
import { putContact } from '../../shared/family/contact.store.ts'
import { addFamily, issueLink, readFamily } from '../../shared/family/family.operations.ts'
import { FamilyInput } from '../../shared/family/family.ts'
import { introduceFamily, listIntroductions } from '../../shared/household/introduction.operations.ts'
import { declineIntroduction } from '../../shared/household/introduction-answer.operations.ts'
import { askAboutTies } from '../../shared/household/tie.operations.ts'
import { withTieId } from '../../shared/household/tie.ts'
import { recordDecision } from '../../shared/impact/decision.operations.ts'
import { addEvidence, invite, nominate, readOwnPath } from '../../shared/ladder/ladder.operations.ts'
import { readLadder } from '../../shared/ladder/school-ladder.operations.ts'
import { askHelper } from '../../shared/logistics/help.operations.ts'
import { addItem } from '../../shared/logistics/logistics.operations.ts'
import { putCall } from '../../shared/message/call.store.ts'
import { newCall } from '../../shared/message/call.ts'
import { ConversationInput } from '../../shared/outreach/conversation.ts'
import { readCoverage, recordConversation, saveStrengths } from '../../shared/outreach/outreach.operations.ts'
import { importUpload, keepUpload } from '../../shared/roster/import.operations.ts'
import { keepStopList } from '../../shared/roster/stop-list.operations.ts'
import { NewSchool } from '../../shared/school/school.ts'
import { schedule } from '../../shared/session/decision.operations.ts'
import { putReply } from '../../shared/session/reply.operations.ts'
import { addSignUp, takePlaces } from '../../shared/session/sign-up.operations.ts'
import type { AnyKey, Item, Key, Table, WholeTable } from '../../shared/table/table.ts'
import { makeApiKey } from '../../shared/team/api-key.operations.ts'
import { createSchool } from '../../shared/team/founding.operations.ts'
import { inviteMember } from '../../shared/team/member.operations.ts'
import { requestSignIn } from '../../shared/team/sign-in.operations.ts'
import { castBallot } from '../../shared/workshop/ballot.operations.ts'
import { announce } from '../../shared/workshop/interest.operations.ts'
import { readPictures, showPicture } from '../../shared/workshop/picture.operations.ts'
import { putPoll } from '../../shared/workshop/poll.operations.ts'
import { propose } from '../../shared/workshop/proposal.operations.ts'
import { askQuestion } from '../../shared/workshop/question.operations.ts'
import { createWorkshop } from '../../shared/workshop/workshop.operations.ts'
import { NewWorkshop } from '../../shared/workshop/workshop.ts'
import { createWeb } from '../../web/app.ts'
import { pictureName } from '../../web/components/stored-picture.tsx'
import { feedName } from '../../web/feed-name.ts'
import { routes } from '../../web/routes.ts'
import type { WebEnv } from '../../web/visit.ts'
import { API_TOKEN, PUENTE } from './api.ts'
import { workHere } from './background-jobs.ts'
import { ALL_CARRIERS, TEST_NOW } from './context.ts'
import { freshTable } from './engine.ts'
import { COOKIE_KEY } from './form-token.ts'
import { GREY_PNG } from './picture-files.ts'
import { pictureStorage } from './picture-storage.ts'
import { undoableOf } from './undoable.ts'

const BEFORE = '2027-02-20T15:00:00.000Z'
/** A calendar of one day. */
export const CALENDAR = [
  'BEGIN:VCALENDAR',
  'BEGIN:VEVENT',
  'UID:one',
  'DTSTART;VALUE=DATE:20270401',
  'SUMMARY:Closed',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n')
/** A roster of one family. */
export const CSV = [
  'family_id,caregiver_name,phone,email,written_language,spoken_language,channel,child_grade,child_age_band,groups',
  '1,Ana,,,en,en,paper,2,,',
  '',
].join('\n')
const STOPPED = '+16175550142'
/** A stop list of one number. */
export const STOPS = `number,date\n${STOPPED},2027-02-20\n`
const REFUSED = { state: 'failed' as const, reason: 'bounced', at: BEFORE }
const at = (now: string) => () => DateTime.fromISO(now, { zone: 'utc' })

const pictures = pictureStorage()

/** A school full of data: an id for every path parameter, by its name. */
export type FullSchool = Awaited<ReturnType<typeof fullSchool>>

/**
 * Two schools in one table, equal except for a word in every name of the one and in none of the other.
 * `written` returns the items written since its last call; `restore` resets them to their first state.
 */
export async function twoSchools() {
  const name = `test-${randomUUID()}`
  const whole = await freshTable(name)
  const { table, touched } = watched(whole)
  const base = { table, now: at(TEST_NOW) }
  const services: Services = {
    ...base,
    cookieKey: COOKIE_KEY,
    jobs: workHere(base),
    pictures,
    carriers: ALL_CARRIERS,
    apiToken: API_TOKEN,
  }
  const [near, far] = await Promise.all([fullSchool(services, 'Ahorn'), fullSchool(services, 'Birke')])
  const web = createWeb(services)
  const people = { near: await cookiesOf(web, near), far: await cookiesOf(web, far) }
  const first = await storedIn(whole)
  touched.clear()
  const written = () => {
    const keys = [...touched]
    touched.clear()
    return keys
  }
  const restore = async (keys: readonly string[]) => {
    const kept = keys.flatMap((key) => first.get(key) ?? [])
    if (kept.length > 0) await whole.putAll(kept)
    for (const key of keys) if (!first.has(key)) await whole.commit({ remove: keyFrom(key) })
  }
  return { services, near, far, people, web, api: createApi(services), written, restore }
}

const nameOf = ({ pk, sk }: AnyKey) => `${pk}\n${sk}`

function keyFrom(name: string): Key {
  const [pk = '', sk = ''] = name.split('\n')
  return { pk, sk }
}

/** The table, and the keys of everything written through it. */
function watched(whole: Table): { table: Table; touched: Set<string> } {
  const touched = new Set<string>()
  const commit: Table['commit'] = async (...writes) => {
    await whole.commit(...writes)
    for (const write of writes) {
      if ('put' in write) touched.add(nameOf(write.put))
      if ('remove' in write) touched.add(nameOf(write.remove))
    }
  }
  const putAll: Table['putAll'] = (items, ...more) => {
    for (const item of items) touched.add(nameOf(item))
    return whole.putAll(items, ...more)
  }
  return { table: { ...whole, commit, putAll }, touched }
}

async function storedIn(table: WholeTable): Promise<Map<string, Item>> {
  const found = new Map<string, Item>()
  let after: Key | undefined
  do {
    const page = await table.scan(after, 2000)
    for (const item of page.items) found.set(nameOf(item), item)
    after = page.next
  } while (after)
  return found
}

const workshopOf = (word: string, more: object = {}) =>
  NewWorkshop.parse({
    title: { en: `Reading ${word}` },
    purpose: 'learning',
    audience: ['parents', 'staff'],
    durationMinutes: 60,
    presentationLanguage: 'en',
    offers: { childcare: true, food: true, interpretation: true, rides: true },
    ...more,
  })

async function fullSchool(services: Services, word: string) {
  const now: Context = { ...services, actor: { kind: 'deployment' } }
  const before: Context = { ...now, now: at(BEFORE) }
  const { id: school } = await createSchool(now, NewSchool.parse({ ...PUENTE, name: `${word} School` }))
  const people = await peopleOf(now, school, word)
  const programme = await programmeOf(now, before, { school, word, ...people })
  const talks = await talksOf(now, { school, word, ...people })
  const upload = await keepUpload(now, services.jobs, school, {
    bytes: new TextEncoder().encode(CSV),
    mediaType: 'text/csv',
  })
  const list = await keepStopList(now, services.jobs, school, new TextEncoder().encode(STOPS))
  const second = await keepUpload(now, services.jobs, school, {
    bytes: new TextEncoder().encode(CSV),
    mediaType: 'text/csv',
  })
  const job = await importUpload(now, services.jobs, school, { upload: second, timeout: 5000 })
  await readCoverage(now, school) // what was told is kept
  const { secret: apiKey, id: key } = await makeApiKey(now, school, { name: `${word} key` })
  const [closure] = await addClosure(now, school, { name: `${word} day`, from: '2027-03-20' })
  return {
    word,
    school,
    apiKey,
    ...people,
    ids: {
      school,
      tie: await askedTie(now, school, people),
      ...(await introduced(now, school, word)),
      ...people.ids,
      ...programme,
      ...talks,
      upload,
      list,
      job,
      key,
      closure: closure?.id ?? '',
      language: 'es',
      kind: 'reminder',
    },
  }
}

/** Two families that introduced themselves: one was turned down, one waits for an answer. */
async function introduced(context: Context, school: string, word: string) {
  const one = async (name: string) => {
    const address = `${name}.${word}@example.org`.toLowerCase()
    await introduceFamily(context, school, { name: `${name} ${word}`, language: 'es', way: 'email', address })
    return (await listIntroductions(context, school)).introductions[0]?.id ?? ''
  }
  const turnedDown = await one('Bela')
  await declineIntroduction(context, school, turnedDown)
  return { turnedDown, introduction: await one('Nadia') }
}

/** A question whether two families are one. */
async function askedTie(context: Context, school: string, people: People): Promise<string> {
  const tie = withTieId({ kind: 'join', family: people.family, other: people.neighbour })
  await askAboutTies(context, publicScope(school), [tie], () => false)
  return tie.id
}

type People = Awaited<ReturnType<typeof peopleOf>>

async function peopleOf(context: Context, school: string, word: string) {
  const add = async (name: string, channels: { kind: string; address: string }[] = []) => {
    const caregivers = [
      { givenName: name, familyName: word, channels },
      { givenName: `${name}s`, familyName: word },
    ]
    const children = [{ grade: '2' }]
    const input = FamilyInput.parse({ name: `${name} ${word}`, caregivers, children, spokenLanguage: 'es' })
    return addFamily(context, school, input)
  }
  const address = `rosa.${word.toLowerCase()}@example.org`
  const rosa = await add('Rosa', [{ kind: 'email', address }])
  const family = rosa.id
  const neighbour = (await add('Omar', [{ kind: 'sms', address: STOPPED }])).id
  const leading = (await add('Linh')).id
  await context.table.commit(putContact({ channel: 'email', to: address }, REFUSED))
  const codes = new Map<string, { token: string; code: string }>()
  for (const id of [family, neighbour, leading]) codes.set(id, await issueLink(context, school, id))
  const member = async (role: 'organizer' | 'helper' | 'parentLeader', name: string, of?: string) => {
    const email = `${name}.${word}@example.org`.toLowerCase()
    const { member, token = '' } = await inviteMember(context, school, {
      name: `${name} ${word}`,
      email,
      role,
      ...(of && { family: of }),
    })
    return { id: member.id, token, email }
  }
  const team = {
    organizer: await member('organizer', 'Dana'),
    helper: await member('helper', 'Sam'),
    parentLeader: await member('parentLeader', 'Linh', leading),
    other: await member('helper', 'Kim'),
  }
  const sent = await requestSignIn(context, { email: team.other.email })
  const caregiver = rosa.caregivers[1]?.id ?? ''
  return {
    family,
    neighbour,
    leading,
    address,
    caregiver,
    signInCode: sent?.code ?? '',
    codes,
    team,
    ids: { family, member: team.other.id },
  }
}

type Place = People & { school: string; word: string }

async function programmeOf(now: Context, before: Context, { school, word, family, leading }: Place) {
  const draft = await createWorkshop(now, school, workshopOf(word))
  await announce(now, draft.id, true)
  const voting = await createWorkshop(now, school, workshopOf(word, { hostFamily: family }))
  const { options } = await putPoll(now, voting.id, {
    options: [{ startLocal: '2027-03-20T18:00' }, { startLocal: '2027-03-21T10:00' }],
    closesAt: '2027-03-10T18:00',
  })
  const option = options[0]?.id ?? ''
  for (const one of [family, leading]) await castBallot(now, voting.id, one, { answers: { [option]: 'yes' } })
  const session = await scheduled(
    before,
    school,
    workshopOf(word, { hostFamily: family }),
    '2027-03-15T18:00',
  )
  const begun = await scheduled(before, school, workshopOf(word), '2027-03-01T09:30')
  for (const one of [family, leading]) {
    for (const id of [session.session, begun.session]) await putReply(before, id, one, { attending: true })
  }
  await checkIn(now, begun.session, family, { adults: 1, children: 0 })
  const item = await addItem(now, session.session, { title: `Chairs ${word}`, needed: 4 })
  const dish = await addSignUp(now, session.session, {
    title: { en: `Rice ${word}` },
    wanted: 4,
    portions: 10,
  })
  const salad = await addSignUp(now, session.session, { title: { en: `Salad ${word}` }, wanted: 2 })
  await takePlaces(now, session.session, { line: salad.id, family }, { places: 1 })
  const question = await askQuestion(now, session.workshop, { family, text: `May ${word} come?` })
  const helper = { name: `Lee ${word}`, email: `lee.${word.toLowerCase()}@example.org`, count: 1 }
  const asked = await askHelper(now, session.session, item.id, helper)
  const help = newSecret()
  const opens = { kind: 'helper' as const, school, session: session.session, helper: asked.id }
  await now.table.commit(keepSecret(hashOf(help), opens))
  return {
    workshop: voting.id,
    draft: draft.id,
    decided: session.workshop,
    past: begun.workshop,
    session: session.session,
    begun: begun.session,
    option,
    item: item.id,
    signup: dish.id,
    taken: salad.id,
    question: question.id,
    help,
    picture: await picturedBy(now, pictures, { school, family, workshop: session.workshop }),
    notice: (await listNotices(now, voting.id))[0]?.id ?? '',
    ...(await undoableOf(now, before, { school, word, workshop: workshopOf(word) })),
  }
}

type Led = { school: string; family: string; workshop: string }

/** The name of the file of a host's picture. */
async function picturedBy(
  context: Context,
  files: PictureFiles,
  { school, family, workshop }: Led,
): Promise<string> {
  const own: Context = { ...context, actor: { kind: 'family', school, family } }
  const upload = { workshop, about: 'host' as const, file: GREY_PNG, language: 'en' }
  await showPicture(own, files, upload, { shown: true })
  const [picture] = await readPictures(own, upload.workshop)
  return picture ? pictureName(picture) : ''
}

async function scheduled(context: Context, school: string, input: NewWorkshop, startLocal: string) {
  const { id: workshop } = await createWorkshop(context, school, input)
  const closesAt = '2027-02-25T09:00'
  const { options } = await putPoll(context, workshop, { options: [{ startLocal }], closesAt })
  const { sessions } = await schedule(context, workshop, { options: options.map(({ id }) => id) })
  return { workshop, session: sessions[0]?.id ?? '' }
}

async function talksOf(context: Context, { school, word, family, leading }: Place) {
  const own: Context = { ...context, actor: { kind: 'family', school, family } }
  const proposal = await propose(context, school, {
    ...{ family, title: `Bread ${word}`, learn: 'To bake', audience: ['parents'], languages: ['es'] },
    durationMinutes: 60,
  })
  const talk = { kind: 'doorway', purpose: 'listen', note: `Said ${word}`, promise: 'A call' }
  const conversation = await recordConversation(
    context,
    school,
    family,
    ConversationInput.parse({ ...talk, promiseBy: '2027-03-05' }),
  )
  const invitation = await invite(context, school, family, {
    ...{ step: 'teaching', strength: `Bakes ${word}`, role: 'Lead', time: 'Thursday', support: ['stipend'] },
    coLead: 'Maria',
  })
  await addEvidence(own, school, family, { step: 'teaching', text: `Taught ${word}` })
  await nominate(own, school, family, { step: 'teaching', who: `Ana ${word}`, why: 'She can' })
  await saveStrengths(own, school, family, { makes: { text: `Bread ${word}`, hosts: true } })
  const decision = await recordDecision(context, school, {
    ...{ said: `Bus ${word}`, did: 'Moved', on: '2027-02-01', families: [family] },
  })
  const { did } = (await readOwnPath(own, school, family)).path
  const { nominations } = await readLadder({ ...context, actor: organizerOf(school) }, school)
  return {
    proposal: proposal.id,
    conversation: conversation.id,
    invitation: invitation.id,
    evidence: did[0]?.id ?? '',
    nomination: nominations[0]?.id ?? '',
    decision: decision.id,
    call: await callFor(context, { school, word, family: leading, caregiver: 'one' }),
    madeCall: await madeCallFor(context, { school, word, family: leading, caregiver: 'other' }),
    ...(await secretsOf(context, school, family)),
  }
}

const organizerOf = (school: string): Actor => ({
  kind: 'member',
  school,
  id: 'none',
  role: 'organizer',
  name: 'Nobody',
})

type CallOf = Omit<Place, keyof People> & { family: string; caregiver: string }

async function madeCallFor(context: Context, called: CallOf) {
  const id = await callFor(context, called)
  await finishCall(context, called.school, id, { outcome: 'messageLeft' })
  return id
}

async function callFor({ table }: Context, { school, word, family, caregiver }: CallOf) {
  const about = { kind: 'voteInvitation' as const, due: TEST_NOW, until: '2027-03-10T18:00:00.000Z' }
  const call = newCall({
    ...{ family, caregiver, name: `Linh ${word}`, language: 'es', to: '+12125550143', at: TEST_NOW },
    ...{ reason: 'phone' as const, about: { ...about, workshop: `${school}-none`, stand: '' } },
  })
  await table.commit(putCall(school as never, call))
  return call.id
}

/** Secrets in URLs: a feed, a helper's link, and one that unsubscribes from e-mail. */
async function secretsOf(context: Context, school: string, id: string) {
  const [stop, link] = [newSecret(), newSecret()]
  const way = { channel: 'email' as const, to: `rosa.${school}@example.org` }
  const secret = { kind: 'family-link' as const, school, family: id, at: TEST_NOW, way }
  await context.table.commit(keepSecret(hashOf(stop), secret), keepSecret(hashOf(link), secret))
  const feed = feedName(COOKIE_KEY, { school, family: id }, await readFamily(context, school, id))
  return { stop, feed }
}

/** The people who can be signed in at a school. */
export const PEOPLE = ['family', 'neighbour', 'organizer', 'helper', 'parentLeader'] as const
export type Person = (typeof PEOPLE)[number]

/** The cookie of each of a school's people, as their browsers received it. */
export async function cookiesOf(
  web: Hono<WebEnv>,
  { team, codes, family, neighbour }: FullSchool,
): Promise<Record<Person, string>> {
  const signIn = async (path: string, method = 'GET') => {
    const response = await web.request(`http://localhost${path}`, {
      method,
      headers: { origin: 'http://localhost' },
    })
    const [cookie = ''] = response.headers.getSetCookie()
    return cookie.split(';')[0] ?? ''
  }
  const link = (id: string) => signIn(routes.familyLink(codes.get(id)?.token ?? ''))
  const member = (role: keyof typeof team) => signIn(routes.signInLink(team[role].token), 'POST')
  return {
    family: await link(family),
    neighbour: await link(neighbour),
    organizer: await member('organizer'),
    helper: await member('helper'),
    parentLeader: await member('parentLeader'),
  }
}
