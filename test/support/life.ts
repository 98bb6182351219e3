import { DateTime } from 'luxon'
import { type Actor, publicScope, type SchoolScope } from '../../shared/access/actor.ts'
import type { Context } from '../../shared/access/context.ts'
import type { PictureFiles } from '../../shared/access/picture-files.ts'
import { createRateLimiter } from '../../shared/access/rate-limit.operations.ts'
import { refuse } from '../../shared/access/refusal.ts'
import { checkIn, closeAttendance, sayThanks } from '../../shared/attendance/attendance.operations.ts'
import { addClosure } from '../../shared/calendar/calendar.operations.ts'
import { sendBroadcast } from '../../shared/delivery/broadcast.operations.ts'
import { assignCall, finishCall } from '../../shared/delivery/call.operations.ts'
import { listCalls } from '../../shared/delivery/call-list.operations.ts'
import { receiveText } from '../../shared/delivery/contact.operations.ts'
import { type Carriers, deliver } from '../../shared/delivery/delivery.operations.ts'
import { writeAsHost } from '../../shared/delivery/host-message.operations.ts'
import { markHostNoteSeen, writeHostNote } from '../../shared/delivery/host-note.operations.ts'
import { Undeliverable } from '../../shared/delivery/message.operations.ts'
import { fanOut, noticesDue, withdrawNotice } from '../../shared/delivery/notice.operations.ts'
import { keepTextName } from '../../shared/delivery/text-status.operations.ts'
import { saveWording } from '../../shared/delivery/wording.operations.ts'
import { getTexted, putTexted } from '../../shared/family/contact.store.ts'
import {
  addFamily,
  allFamilies,
  issueLink,
  readFamily,
  updateFamily,
} from '../../shared/family/family.operations.ts'
import { FamilyInput } from '../../shared/family/family.ts'
import { endCaregiverLink, printLinks } from '../../shared/family/standing-link.operations.ts'
import { noteViewing } from '../../shared/family/viewing.operations.ts'
import { removeFamily } from '../../shared/household/departure.operations.ts'
import { introduceFamily, listIntroductions } from '../../shared/household/introduction.operations.ts'
import {
  acceptIntroduction,
  declineIntroduction,
} from '../../shared/household/introduction-answer.operations.ts'
import { answerTie, askAboutTies } from '../../shared/household/tie.operations.ts'
import { type NewTie, withTieId } from '../../shared/household/tie.ts'
import { consentToCredit, recordDecision } from '../../shared/impact/decision.operations.ts'
import { answerAsFamily, answerAsStaff } from '../../shared/impact/impact.operations.ts'
import { SurveyInput } from '../../shared/impact/survey.ts'
import {
  addEvidence,
  answerInvitation,
  invite,
  nominate,
  showPathTo,
} from '../../shared/ladder/ladder.operations.ts'
import { copyWorkshop } from '../../shared/logistics/copy.operations.ts'
import { answerHelp, askHelper } from '../../shared/logistics/help.operations.ts'
import { addHostItem } from '../../shared/logistics/hosted.operations.ts'
import { addItem, patchItem, readLogistics } from '../../shared/logistics/logistics.operations.ts'
import { isMessageKey } from '../../shared/message/message.store.ts'
import type { Message } from '../../shared/message/message.ts'
import { ConversationInput } from '../../shared/outreach/conversation.ts'
import {
  keepPromise,
  readCoverage,
  recordConversation,
  saveSkills,
  saveStrengths,
} from '../../shared/outreach/outreach.operations.ts'
import {
  continueImport,
  importUpload,
  keepUpload,
  startImport,
} from '../../shared/roster/import.operations.ts'
import { takeImportLock } from '../../shared/roster/roster.store.ts'
import { followStopList } from '../../shared/roster/stop-list.operations.ts'
import { updateSchool } from '../../shared/school/school.operations.ts'
import { NewSchool } from '../../shared/school/school.ts'
import { cancelSession, cancelWorkshop } from '../../shared/session/cancellation.operations.ts'
import { schedule } from '../../shared/session/decision.operations.ts'
import { putReply } from '../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../shared/session/reply.ts'
import { moveSession } from '../../shared/session/session.operations.ts'
import { addSignUp, listSignUps, noteGiven, takePlaces } from '../../shared/session/sign-up.operations.ts'
import { putStaffReply } from '../../shared/session/staff.operations.ts'
import { updateWorkshop } from '../../shared/session/workshop-change.operations.ts'
import { keyOf } from '../../shared/table/key.ts'
import { removalMarker } from '../../shared/table/pending-marker.ts'
import type { Item, WholeTable } from '../../shared/table/table.ts'
import { makeApiKey } from '../../shared/team/api-key.operations.ts'
import { createSchool } from '../../shared/team/founding.operations.ts'
import { inviteMember } from '../../shared/team/member.operations.ts'
import { requestSignIn, signInWithCode, signInWithLink } from '../../shared/team/sign-in.operations.ts'
import { castBallot } from '../../shared/workshop/ballot.operations.ts'
import { introduceHost } from '../../shared/workshop/host-profile.operations.ts'
import { announce, markInterest } from '../../shared/workshop/interest.operations.ts'
import { showPicture } from '../../shared/workshop/picture.operations.ts'
import { holdFile } from '../../shared/workshop/picture.store.ts'
import { keepPicked, putPoll } from '../../shared/workshop/poll.operations.ts'
import { acceptProposal, commentOn, propose, saveDraft } from '../../shared/workshop/proposal.operations.ts'
import { NewProposal } from '../../shared/workshop/proposal.ts'
import { answerQuestion, askQuestion } from '../../shared/workshop/question.operations.ts'
import { rewordAsHost } from '../../shared/workshop/reword.operations.ts'
import { saveTranslation, translateByMachine } from '../../shared/workshop/translation.operations.ts'
import { stopVote, undoStopVote } from '../../shared/workshop/vote.operations.ts'
import { createWorkshop, markHeld, readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import { NewWorkshop } from '../../shared/workshop/workshop.ts'
import { apiOn, PUENTE } from './api.ts'
import { workHere, workLater } from './background-jobs.ts'
import { ALL_CARRIERS, contextFor } from './context.ts'
import { countAll } from './counting.ts'
import { COOKIE_KEY } from './form-token.ts'
import { storedMessages } from './outbox.ts'
import { GREY_PNG } from './picture-files.ts'
import { pictureStorage } from './picture-storage.ts'
import { DEPLOYMENT } from './puente.ts'

/** When a simulated year begins: a Monday morning at the school. */
export const BORN = '2027-03-01T15:00:00.000Z'

/** When everything in a simulated year has happened. */
export const LIVED = '2027-03-20T15:00:00.000Z'

/** The words and people of one simulated year: two schools have none in common. */
export type Marks = { name: string; phone: (line: number) => string }

/** The marks of a school by its number, 0 to 9. */
export function marksOf(number: number): Marks {
  const name =
    ['Aster', 'Birch', 'Cedar', 'Dahlia', 'Elder', 'Fern', 'Ginkgo', 'Hazel', 'Iris', 'Jasmine'][number] ?? ''
  return { name, phone: (line) => `+1212555${number}${String(line).padStart(3, '0')}` }
}

/** A school with a full history, and the ids of its things. */
export type Life = Awaited<ReturnType<typeof liveThrough>>

const machine = async (text: string) => `${text} (machine)`

/**
 * Simulates a whole school year on a table, through the operations that people and clocks use. At the end each kind of
 * item exists, with a value for each field, as far as one run's clock allows.
 */
export async function liveThrough(
  table: WholeTable,
  marks: Marks,
  clock = { now: BORN },
  pictures = pictureStorage(),
) {
  clock.now = BORN
  const as = (actor: Actor) => contextFor(actor, { table, now: () => clock.now })
  const all = as(DEPLOYMENT)
  const named = (what: string) => `${marks.name}-${what}`
  const begun = await beginSchool(all, marks, named)
  const { school } = begun
  const team = await gatherTeam(all, clock, school, named)
  const organizer = as({ kind: 'member', school, id: team.organizer, role: 'organizer', name: named('dana') })
  const families = await gatherFamilies(all, organizer, school, marks)
  const leading = {
    name: named('linh'),
    email: `${named('linh')}@example.org`.toLowerCase(),
    family: families.rosa,
  }
  const leader = (await inviteMember(all, school, { ...leading, role: 'parentLeader' })).member.id
  const of = (family: string) => as({ kind: 'family', school, family })
  const setting = { all, organizer, of, clock, school, team, families, named, marks, table, pictures }
  await lookAround(setting)
  await speak(setting)
  const workshops = await meet(setting)
  await tell(setting, workshops)
  const files = await bringFiles(setting)
  const after = await afterwards(setting, workshops)
  clock.now = LIVED
  return { ...setting, ...begun, ...workshops, ...files, ...after, as, leader }
}

type Named = (what: string) => string

async function beginSchool(all: Context, { name }: Marks, named: Named) {
  const { id: school } = await createSchool(all, NewSchool.parse({ ...PUENTE, name: `${name} School` }))
  const settings = {
    fairnessKinds: ['language', 'shift'],
    joiningPercent: 60,
    earlyPercent: 25,
    groupNames: { shift: { en: named('kind') }, 'shift:night': { en: named('group') } },
    laterProposalsPublish: true,
    firstDay: '09-07',
    positivePerConcern: 3,
    socialPercent: 50,
    parityPercent: 80,
  }
  await updateSchool(all, school, { settings })
  const brought = { uid: named('uid'), source: named('source') }
  const closure = { name: named('closure'), from: '2027-04-05', to: '2027-04-09', ...brought }
  const [closed] = await addClosure(all, school, closure)
  const worded = { kind: 'reminder', language: 'es', text: `${named('wording')} {title} {when}` } as const
  await saveWording(all, school, worded)
  await saveWording(
    { ...all, actor: { kind: 'member', school, id: 'm', role: 'organizer', name: named('dana') } },
    school,
    {
      ...worded,
      language: 'en',
    },
  )
  return { school, closure: closed?.id ?? '' }
}

async function gatherTeam(all: Context, clock: { now: string }, school: string, named: Named) {
  const invited = async (what: string, role: 'organizer' | 'helper') => {
    const email = `${named(what)}@example.org`.toLowerCase()
    const { member, token = '' } = await inviteMember(all, school, {
      name: named(what),
      email,
      role,
      language: 'en',
    })
    return { id: member.id, token, email }
  }
  const organizer = await invited('dana', 'organizer')
  const helper = await invited('sam', 'helper')
  await signInWithLink(all, organizer.token)
  await requestSignIn(all, { email: organizer.email })
  // Called once without success, so that a count of attempts exists as well.
  await signInWithCode(all, { email: organizer.email, code: 'none' }).catch(() => undefined)
  const services = {
    ...all,
    cookieKey: COOKIE_KEY,
    jobs: workHere(all),
    pictures: pictureStorage(),
    carriers: ALL_CARRIERS,
  }
  await createRateLimiter(services)('192.0.2.7')('code', async () => refuse('code-wrong')).catch(
    () => undefined,
  )
  const key = await makeApiKey(all, school, { name: named('program') })
  const api = apiOn(all.table, clock)
  const closure = { name: named('by-program'), from: '2027-05-31' }
  await api('POST', `/schools/${school}/closures`, closure, {
    authorization: `Bearer ${key.secret}`,
    'idempotency-key': 'the same key in every school',
  })
  return {
    organizer: organizer.id,
    helper: helper.id,
    key: key.id,
    secret: key.secret,
    email: organizer.email,
  }
}

const header =
  'family_id,caregiver_name,phone,email,written_language,spoken_language,channel,child_grade,child_age_band,groups'

async function gatherFamilies(all: Context, organizer: Context, school: string, { name, phone }: Marks) {
  const rows = [
    [
      `${name}-SIS-1`,
      `Rosa ${name}one`,
      phone(1),
      `rosa@${name}.example.org`,
      'es',
      'es',
      'sms',
      '3',
      '',
      'shift:night',
    ],
    [`${name}-SIS-2`, `Bao ${name}two`, phone(2), '', 'vi', 'vi', 'phone', '4', '', ''],
  ]
  const bytes = new TextEncoder().encode([header, ...rows.map((row) => row.join(','))].join('\n'))
  const jobs = workHere(all)
  await startImport(all, jobs, school, { bytes, mediaType: 'text/csv' })
  const found = await allFamilies(all, school)
  const idOf = (last: string) => found.find((family) => family.name === `${name}${last}`)?.id ?? ''
  const rosa = idOf('one')
  const made = await addFamily(
    organizer,
    school,
    FamilyInput.parse({
      name: `${name}three`,
      writtenLanguage: 'es',
      spokenLanguage: 'so',
      caregivers: [
        {
          givenName: `Hodan${name}`,
          familyName: `${name}three`,
          writtenLanguage: 'en',
          spokenLanguage: 'so',
          channels: [{ kind: 'email', address: `hodan@${name}.example.org` }],
        },
        { givenName: `Yusuf${name}`, channels: [{ kind: 'paper' }] },
      ],
      children: [{ grade: '2' }, { ageBand: 'toddler' }],
      groups: ['neighborhood:river'],
      bothMustAttend: true,
    }),
  )
  const link = await issueLink(organizer, school, rosa)
  await printLinks({ ...organizer, cookieKey: COOKIE_KEY }, school, [
    await readFamily(organizer, school, rosa),
  ])
  await endCaregiverLink(organizer, school, made.id, made.caregivers[0]?.id ?? '')
  await updateFamily({ ...all, actor: { kind: 'family', school, family: rosa } }, school, rosa, {
    groups: ['shift:night', 'bus:4', `circle:${name}-rosa-circle`],
  })
  const families = { rosa, bao: idOf('two'), hodan: made.id }
  await askWhoBelongsTogether(organizer, school, families, name)
  await introduceOthers(all, organizer, school, { name, phone })
  return { ...families, link: link.token, code: link.code }
}

/** Families that no roster knows: one waits, one was turned down, one was let in. */
async function introduceOthers(all: Context, organizer: Context, school: string, { name, phone }: Marks) {
  const visitor: Context = { ...all, actor: { kind: 'public' } }
  const said = { language: 'so', way: 'email' } as const
  const address = `nadia@${name}.example.org`.toLowerCase()
  await introduceFamily(visitor, school, { ...said, name: `Nadia${name}`, address })
  const [{ id = '' } = {}] = (await listIntroductions(organizer, school)).introductions
  await acceptIntroduction(organizer, school, id)
  await introduceFamily(visitor, school, {
    ...said,
    name: `Unknown${name}`,
    address: `x@${name}.example.org`,
  })
  const [declined] = (await listIntroductions(organizer, school)).introductions
  await declineIntroduction(organizer, school, declined?.id ?? '')
  await introduceFamily(visitor, school, {
    ...{ name: `Amina${name}`, other: `Cali${name}`, language: 'so', classes: 'Kindergarten, 3' },
    ...{ way: 'sms', address: phone(7) },
  })
}

/** What rosters would change in the families: three answers, and a question that stays open. */
async function askWhoBelongsTogether(
  organizer: Context,
  school: string,
  { rosa, bao, hodan }: Record<'rosa' | 'bao' | 'hodan', string>,
  name: string,
): Promise<void> {
  const answered: NewTie[] = [
    { kind: 'join', family: rosa, other: bao },
    {
      kind: 'join',
      family: rosa,
      renamedTo: `${name}-SIS-9`,
      listed: [{ givenName: 'Listed', familyName: name }],
    },
    { kind: 'part', family: hodan, people: [`${name}-SIS-8`], isMissing: true },
  ]
  const newcomers = { caregivers: [], children: [{ grade: '1', sourceId: `${name}-SIS-12` }] }
  const ties: NewTie[] = [...answered, { kind: 'join', family: rosa, other: hodan, newcomers }]
  await askAboutTies(organizer, publicScope(school), ties, () => false)
  for (const [at, tie] of answered.entries())
    await answerTie(organizer, school, withTieId(tie).id, at < 2 ? 'apart' : 'together')
}

type Setting = {
  all: Context
  organizer: Context
  of: (family: string) => Context
  clock: { now: string }
  school: string
  team: Awaited<ReturnType<typeof gatherTeam>>
  families: Awaited<ReturnType<typeof gatherFamilies>>
  named: Named
  marks: Marks
  table: WholeTable
  pictures: PictureFiles
}

/** Everybody of the team opens pages of families and looks at long lists. */
async function lookAround({ all, organizer, school, team, families, named }: Setting): Promise<void> {
  const helper = { kind: 'member', school, id: team.helper, role: 'helper', name: named('sam') } as const
  const many = Array.from({ length: 30 }, (_, place) => `${place}`)
  for (const context of [organizer, { ...all, actor: helper }]) {
    await noteViewing(context, school, 'page', [families.rosa, families.hodan])
    await noteViewing(context, school, 'list', many)
  }
}

async function speak({ all, organizer, of, school, families, named }: Setting): Promise<void> {
  const { rosa, bao } = families
  const said = Object.fromEntries(
    ['knows', 'teaches', 'speaks', 'makes', 'goesWell'].map((kind) => [
      kind,
      { text: named(`rosa-${kind}`), hosts: true },
    ]),
  )
  await saveStrengths(of(rosa), school, rosa, said as Parameters<typeof saveStrengths>[3])
  await saveSkills(of(rosa), school, rosa, { skills: ['cooking', 'language'] })
  const visit = ConversationInput.parse({
    kind: 'homeVisit',
    purpose: 'listen',
    note: named('rosa-note'),
    promise: named('rosa-promise'),
    promiseBy: '2027-03-12',
    companion: named('rosa-companion'),
    conditions: ['voluntary', 'trained', 'paid', 'hopes', 'everybody'],
  })
  const talk = await recordConversation(organizer, school, rosa, visit)
  await keepPromise(organizer, school, rosa, { id: talk.id })
  const asked = ConversationInput.parse({
    kind: 'doorway',
    purpose: 'concern',
    outcome: 'doNotCall',
    note: named('bao-note'),
  })
  await recordConversation(all, school, bao, asked)
}

async function meet(setting: Setting) {
  const { all, organizer, of, school, families, team, named } = setting
  const { rosa, bao, hodan } = families
  const shape = NewWorkshop.parse({
    title: { en: named('title') },
    description: { en: named('description') },
    purpose: 'learning',
    format: 'workshop',
    audience: ['parents', 'staff'],
    durationMinutes: 60,
    presentationLanguage: 'en',
    place: named('place'),
    seats: 6,
    hostFamily: rosa,
    builds: ['connections'],
    offers: { childcare: true, food: true, interpretation: true, rides: true },
  })
  const voting = (await createWorkshop(organizer, school, shape)).id
  await saveTranslation(organizer, voting, 'es', { title: named('titulo'), description: named('texto') })
  const poll = await putPoll(organizer, voting, {
    options: [
      { startLocal: '2027-03-24T18:00', unavailable: ['interpreter'] },
      { startLocal: '2027-03-25T18:00' },
    ],
    closesAt: '2027-03-22T09:00',
    answersVisible: true,
    reason: named('reason'),
  })
  await putPoll(organizer, voting, {
    options: [
      { id: poll.options[0]?.id, startLocal: '2027-03-24T18:00' },
      { startLocal: '2027-03-26T18:00' },
    ],
    closesAt: '2027-03-22T09:00',
  })
  const decided = (await createWorkshop(organizer, school, shape)).id
  const open = await putPoll(organizer, decided, {
    options: [{ startLocal: '2027-03-10T18:00', unavailable: ['interpreter'] }],
    closesAt: '2027-03-08T09:00',
  })
  const option = open.options[0]?.id ?? ''
  for (const family of [rosa, bao, hodan]) {
    await castBallot(of(family), decided, family, {
      answers: { [option]: 'yes' },
      couldComeIf: [{ kind: 'childcare', children: [{ ageBand: 'toddler' }, { months: 40 }] }],
    })
  }
  const [caregiver] = (await allFamilies(all, school)).find(({ id }) => id === rosa)?.caregivers ?? []
  await castBallot(organizer, decided, rosa, {
    answers: { [option]: 'yes' },
    caregiver: caregiver?.id,
    couldComeIf: ['ride'],
    via: 'paper',
    recordedBy: named('recorder'),
  })
  await castBallot(of(bao), voting, bao, {
    answers: {},
    noneWork: true,
    couldComeIf: [{ kind: 'interpreter', language: 'vi' }],
    suggestedStart: '2027-03-25T22:00:00.000Z',
    line: named('ballot line'),
  })
  await castBallot(of(rosa), voting, rosa, {
    answers: { [poll.options[0]?.id ?? '']: 'no' },
    line: named('rosa-line'),
  })
  await stopVote(organizer, voting)
  await undoStopVote(organizer, voting)
  const idea = (
    await createWorkshop(organizer, school, NewWorkshop.parse({ ...shape, hostFamily: undefined }))
  ).id
  await keepPicked(organizer, idea, ['2027-04-07T22:30:00.000Z'])
  await announce(organizer, idea, true)
  await markInterest(of(rosa), idea, rosa, { helps: ['food'] })
  await translateByMachine(organizer, machine, idea, 'es')
  await schedule(organizer, decided, { options: [option], reason: named('reason'), weeks: 2 })
  const { sessions = [] } = await readWorkshop(all, decided)
  const [session = '', second = ''] = sessions.map(({ id }) => id)
  await reply({ ...setting, session })
  await putStaffReply(
    organizer,
    session,
    team.organizer,
    ReplyInput.parse({ attending: true, adults: 4, wait: true }),
  )
  await changeTheWorkshop(organizer, decided, named)
  await prepare({ ...setting, session, decided })
  const reason = named('reason')
  await moveSession(organizer, second, { startLocal: '2027-03-18T17:30', reason })
  await moveSession(organizer, second, { startLocal: '2027-03-18T18:00', reason })
  await cancelSession(organizer, second)
  const copied = (await copyWorkshop(organizer, decided)).id
  await cancelWorkshop(organizer, (await copyWorkshop(organizer, decided)).id)
  return { voting, decided, idea, copied, session, second, option, caregiver: caregiver?.id ?? '' }
}

async function reply({
  all,
  school,
  of,
  families,
  session,
  named,
}: Setting & { session: string }): Promise<void> {
  const { rosa, bao, hodan } = families
  const answers = {
    attending: true,
    adults: 3,
    children: [{ months: 40 }, { ageBand: 'early' }],
    interpretation: [{ language: 'es', adults: 2 }],
    readers: { es: 2 },
    diets: { halal: 1 },
    allergens: [named('rosa-allergen')],
    ride: 2,
    access: named('rosa-ramp'),
  }
  const { caregivers } = await readFamily(all, school, rosa)
  const own = { kind: 'family', school, family: rosa, caregiver: caregivers[0]?.id ?? '' } as const
  await putReply({ ...all, actor: own }, session, rosa, ReplyInput.parse(answers))
  await putReply(of(hodan), session, hodan, ReplyInput.parse({ attending: false }))
  const many = { attending: true, adults: 5, diets: { vegan: 1 }, wait: true, named: true }
  await putReply(of(bao), session, bao, ReplyInput.parse(many))
}

/** Another title, room, language and length, and seats for the member of the team who waits. */
async function changeTheWorkshop(organizer: Context, decided: string, named: Named): Promise<void> {
  await updateWorkshop(organizer, decided, {
    title: { en: named('new-title') },
    place: named('new-place'),
    presentationLanguage: 'es',
    durationMinutes: 75,
    seats: 7,
  })
  await updateWorkshop(organizer, decided, { durationMinutes: 60 })
}

async function prepare({
  all,
  school,
  organizer,
  of,
  families,
  session,
  decided,
  named,
  pictures,
}: Setting & { session: string; decided: string }) {
  const { items } = await readLogistics(organizer, session)
  for (const item of items.filter(({ kind }) => ['interpreters', 'meals', 'childcare'].includes(kind))) {
    await patchItem(organizer, session, item.id, {
      status: 'confirmed',
      owner: named('owner'),
      note: named('memo'),
    })
  }
  const own = {
    title: named('own-item'),
    needed: 2,
    due: '2027-03-09',
    owner: named('owner'),
    note: named('memo'),
  }
  await addItem(organizer, session, own)
  const shown = { name: named('shown-name'), words: named('shown-words'), shown: true }
  await introduceHost(of(families.rosa), decided, shown, 'en')
  await rewordAsHost(of(families.rosa), decided, { description: named('reworded') })
  const note = await writeHostNote(of(families.rosa), decided, { text: named('rosa-note') })
  await markHostNoteSeen(organizer, decided, note.id)
  await showPicture(
    of(families.rosa),
    pictures,
    { workshop: decided, about: 'host', file: GREY_PNG, language: 'en' },
    { alt: named('shown-alt'), shown: true },
  )
  // One that an earlier version stored.
  const old = {
    pk: `SCHOOL#${school}#PICTURE-FILES`,
    sk: `WORKSHOP#${decided}#workshop`,
    version: 1,
    jpeg: 'AAAA',
  }
  await all.table.commit({ put: old })
  await addHostItem(of(families.rosa), decided, session, { title: named('rosa-host-item'), needed: 1 })
  await signUp({ organizer, of, families, session, named })
  await ask({ organizer, of, families }, decided, named)
  const item = items.find(({ kind }) => kind === 'childcare')?.id ?? ''
  const email = `${named('sitter')}@example.org`.toLowerCase()
  await askHelper(organizer, session, item, { name: named('sitter'), email, count: 1, language: 'es' })
  const asked = (await storedMessages(all, school)).find(({ kind }) => kind === 'helper')
  await answerHelp(all, asked?.fields.token ?? '', { answer: 'yes' })
}

/** A question that the team answers and shows, one that it answers to who asked alone, and one that waits. */
async function ask(
  { organizer, of, families: { rosa, bao } }: Pick<Setting, 'organizer' | 'of' | 'families'>,
  workshop: string,
  named: Named,
): Promise<void> {
  const translated = { translate: machine }
  const asked = { family: bao, text: named('asked') }
  const { id } = await askQuestion(of(bao), workshop, asked, translated)
  await answerQuestion(organizer, { workshop, id }, { text: named('answered'), shown: true }, translated)
  await askQuestion(of(rosa), workshop, { family: rosa, text: named('rosa-asks') }, translated)
  const own = await askQuestion(of(rosa), workshop, { family: rosa, text: named('rosa-asked') }, translated)
  const answer = { text: named('rosa-answered'), shown: false }
  const told = { ...translated, release: 'after-undo' } as const
  await answerQuestion(organizer, { workshop, id: own.id }, answer, told)
}

/** A dish that two families bring, one of them as the team took it down. */
async function signUp({
  organizer,
  of,
  families: { rosa, bao },
  session,
  named,
}: Pick<Setting, 'organizer' | 'of' | 'families' | 'named'> & { session: string }): Promise<void> {
  const dish = { title: { en: named('dish') }, wanted: 4, portions: 10, from: '17:30', to: '18:00' }
  const { id: line } = await addSignUp(organizer, session, dish)
  const brought = { places: 1, note: named('rosa-rice'), allergens: [named('rosa-nuts')] }
  await takePlaces(of(rosa), session, { line, family: rosa }, brought)
  await takePlaces(organizer, session, { line, family: bao }, { places: 2 })
}

/** Fans out what is due and delivers it: the first e-mail succeeds, the next channel loses one, and one is delayed. */
async function tell(
  setting: Setting,
  { voting, session, decided }: Awaited<ReturnType<typeof meet>>,
): Promise<void> {
  const { all, organizer, of, clock, families, named, table, school } = setting
  clock.now = '2027-03-02T15:00:00.000Z'
  await sendBroadcast(
    organizer,
    decided,
    { session, to: 'all', languages: ['es', 'vi', 'en'], words: { en: named('broadcast') }, translate: true },
    machine,
  )
  await writeAsHost(
    of(families.rosa),
    { workshop: decided, session },
    { text: named('rosa-host-words') },
    { translate: machine },
  )
  const notice = await spreadAll(all)
  await withdrawNotice(organizer, voting, { id: notice(voting), kind: 'voteReminder' })
  // The first text is delayed, the second is sent; Hodan's address bounces for good, and a person calls instead.
  let texts = 0
  const carriers = {
    email: async ({ to }: { to: string }) => {
      if (to.startsWith('hodan')) throw new Undeliverable('never')
      return 'receipt-by-email'
    },
    sms: async (message: Message) => {
      texts++
      if (texts === 1) throw Object.assign(new Error('later'), { code: 'ETIMEDOUT' })
      return keepTextName(all, message)
    },
    fits: async () => true,
  }
  for (const key of await messageKeys(table, school)) await deliver(all, key, carriers)
  await receiveText(all, { id: 'text-1', from: setting.marks.phone(1), text: 'fewer' })
  await receiveText(all, { id: 'text-2', from: setting.marks.phone(1), text: 'what is this?' })
  await answerByNumbers(setting, { voting, session, decided, carriers })
  const [call, other] = await listCalls(organizer, school)
  if (call) await assignCall(organizer, school, call.id, { member: setting.team.helper })
  if (other) await finishCall(organizer, school, other.id, { outcome: 'noAnswer' })
  if (other) await finishCall(organizer, school, other.id, { outcome: 'reached' })
  // Two days before, after what was due until then, those who bring something are reminded of it.
  clock.now = '2027-03-08T15:30:00.000Z'
  for (const _ of ['earlier', 'reminder']) await spreadAll(all)
  // A later broadcast is pending, with its text and its audience.
  clock.now = '2027-03-09T15:00:00.000Z'
  await spreadAll(all)
  await writeToOthers(setting)
  // Another tool of the district was told STOP.
  const stop = [setting.marks.phone(1), '2027-03-09T14:00:00Z', named('calling-tool')].join(',')
  const bytes = new TextEncoder().encode(`number,date,source\n${stop}\n`)
  await followStopList(organizer, school, { bytes })
}

/** Rosa leads a second workshop, writes to the others who come, and tells another one what she wrote of the first. */
async function writeToOthers({ all, organizer, of, school, families, named }: Setting): Promise<void> {
  const { rosa, bao, hodan } = families
  const shape = {
    purpose: 'learning',
    audience: ['parents'],
    durationMinutes: 60,
    presentationLanguage: 'en',
  }
  const led = NewWorkshop.parse({ ...shape, title: { en: named('led') }, hostFamily: rosa })
  const { id } = await createWorkshop(organizer, school, led)
  const { options } = await putPoll(organizer, id, {
    options: [{ startLocal: '2027-03-10T18:00' }],
    closesAt: '2027-03-10T09:00',
  })
  const { sessions } = await schedule(organizer, id, { options: options.map((option) => option.id) })
  const session = sessions[0]?.id ?? ''
  for (const family of [bao, hodan])
    await putReply(of(family), session, family, ReplyInput.parse({ attending: true, adults: 1 }))
  await writeAsHost(
    of(rosa),
    { workshop: id, session },
    { text: named('rosa-other-words') },
    { translate: machine },
  )
  await spreadAll(all)
}

/** A number answers what it was asked about a vote, and then about a session; both are told back. */
async function answerByNumbers(
  { all, table, marks, school }: Setting,
  {
    voting,
    session,
    decided,
    carriers,
  }: Pick<Awaited<ReturnType<typeof meet>>, 'voting' | 'session' | 'decided'> & { carriers: Carriers },
): Promise<void> {
  const number = { channel: 'sms', to: marks.phone(1) } as const
  const questions = [
    { workshop: voting, stand: '2020-01-01T00:00:00.000Z', times: [{ option: 'option', revision: 1 }] },
    { workshop: decided, session, stand: '9' },
  ]
  for (const question of questions) {
    const before = await getTexted(table, number)
    const asked = { families: before?.families ?? [], caregiver: 'caregiver', isNumbered: true }
    if (before)
      await table.commit(putTexted(number, { ...before, question: { ...asked, ...question } }, before))
    await receiveText(all, { id: `text about ${question.workshop}`, from: number.to, text: '1' })
  }
  const keys = await messageKeys(table, school)
  for (const key of keys.filter(({ sk }) => sk.includes('~answer~'))) await deliver(all, key, carriers)
}

async function messageKeys(table: WholeTable, school: string) {
  return (await everyItem(table)).filter((item) => isMessageKey(item) && item.pk.includes(school))
}

async function spreadAll(all: Context) {
  for (const key of await noticesDue(all)) while ((await fanOut(all, key)).outcome === 'more');
  return (workshop: string) => `${workshop}#1`
}

async function bringFiles({ all, organizer, school, marks, named }: Setting) {
  const csv = (lines: readonly string[]) => new TextEncoder().encode([header, ...lines].join('\n'))
  const row = `${marks.name}-SIS-9,Nine ${marks.name}nine,,nine@${marks.name}.example.org,en,en,email,5,,`
  const odd = `${marks.name}-SIS-7,Odd ${marks.name}seven,not a number,,en,en,sms,5,,`
  const bad = `${marks.name}-SIS-8,,,,en,en,sms,5,,`
  const here = workHere(all)
  const later = workLater(all).jobs
  const kept = { bytes: csv([row, odd, bad]), mediaType: 'text/csv' } as const
  const upload = await keepUpload(organizer, here, school, kept)
  const waiting = await importUpload(organizer, later, school, { upload, timeout: 0 })
  const again = await keepUpload(organizer, here, school, kept)
  const job = await importUpload(organizer, here, school, { upload: again, timeout: 60_000 })
  const seen = await keepUpload(organizer, here, school, kept)
  // Its file is deleted before the job runs.
  const lost = await keepUpload(organizer, here, school, kept)
  const failed = await importUpload(organizer, later, school, { upload: lost, timeout: 0 })
  await here.files.drop(school as SchoolScope, lost)
  await continueImport({ ...all, jobs: here }, { school, job: failed }, () => false)
  await all.table.commit(takeImportLock(school as SchoolScope, { holder: named('holder'), until: BORN }))
  return { upload, job, waiting, seen }
}

async function afterwards(setting: Setting, { session, decided }: Awaited<ReturnType<typeof meet>>) {
  const { all, organizer, of, clock, school, families, named } = setting
  const { rosa, bao } = families
  await checkIn(organizer, session, rosa, { adults: 1, children: 1 })
  const [dish] = await listSignUps(organizer, session)
  await noteGiven(organizer, session, { line: dish?.id ?? '', family: rosa }, { given: true })
  clock.now = '2027-03-11T15:00:00.000Z'
  await sayThanks(of(rosa), session, rosa, { text: named('rosa-thanks') })
  const faces = { before: 2, now: 3 }
  const parents = {
    ...{ learning: faces, home: faces, asking: faces, parent: faces, uses: faces },
    line: named('survey-line'),
  }
  const staff = { strengths: faces, planning: faces, languages: faces, changed: faces }
  await answerAsFamily(of(rosa), session, rosa, SurveyInput.parse(parents))
  await answerAsStaff(organizer, session, SurveyInput.parse(staff))
  await closeAttendance(organizer, session)
  await markHeld(organizer, decided)
  const leaving = FamilyInput.parse({ caregivers: [{ givenName: named('gone') }] })
  const { id: gone } = await addFamily(organizer, school, leaving)
  await removeFamily(organizer, school, gone)
  // As where it showed a picture.
  const expiresAt = Math.ceil(organizer.now().plus({ days: 30 }).toSeconds())
  await all.table.commit(holdFile(publicScope(school), { file: 'file', family: gone, expiresAt }))
  const words = {
    title: named('rosa-idea'),
    learn: named('rosa-learn'),
    audience: ['parents'],
    languages: ['es'],
    durationMinutes: 60,
  }
  const more = {
    needs: named('rosa-needs'),
    dayParts: ['evening'],
    preferredTimes: named('rosa-times'),
    builds: ['connections'],
    coHost: named('rosa-co-host'),
    stipend: true,
    writtenLanguage: 'en',
  }
  const first = await propose(of(rosa), school, NewProposal.parse({ ...words, ...more, family: rosa }))
  await commentOn(organizer, first.id, { text: named('rosa-question'), thanks: false })
  await commentOn(of(rosa), first.id, { text: named('rosa-answer'), thanks: false })
  await acceptProposal(organizer, first.id)
  await propose(of(rosa), school, NewProposal.parse({ ...words, family: rosa }))
  const proposal = await propose(
    of(bao),
    school,
    NewProposal.parse({ ...words, title: named('bao-idea'), learn: named('bao-learn'), family: bao }),
  )
  await saveDraft(of(rosa), school, rosa, { title: [named('rosa-drafted')] })
  const credited = await recordDecision(organizer, school, {
    said: named('said'),
    did: named('did'),
    on: '2027-03-05',
    families: [rosa, bao],
  })
  await consentToCredit(of(rosa), school, rosa, { id: credited.id, consent: true })
  await addEvidence(of(rosa), school, rosa, { step: 'guest', text: named('rosa-evidence') })
  await showPathTo(of(rosa), school, rosa, 'team')
  await nominate(of(rosa), school, rosa, { step: 'guest', who: named('rosa-who'), why: named('rosa-why') })
  const invitation = await invite(organizer, school, rosa, {
    step: 'teaching',
    strength: named('rosa-strength'),
    role: named('rosa-role'),
    time: named('rosa-hour'),
    support: ['childcare'],
    coLead: named('rosa-co-lead'),
  })
  await answerInvitation(of(rosa), school, rosa, { id: invitation.id, answer: 'tellMeMore' })
  await readCoverage(organizer, school)
  return { proposal: proposal.id, credited: credited.id, invitation: invitation.id }
}

/** Every item of a table, once everything written is counted. */
export async function everyItem(table: WholeTable): Promise<Item[]> {
  await countAll(table)
  const found: Item[] = []
  let after: Parameters<WholeTable['scan']>[0]
  do {
    const { items, next } = await table.scan(after)
    found.push(...items)
    after = next
  } while (after)
  return found
}

/** A table that notes each item that is ever written to it, with the instant of the clock. */
export function recordingTable(table: WholeTable, clock: () => string) {
  const written: { item: Item; at: string }[] = []
  const note = (items: readonly Item[]) => written.push(...items.map((item) => ({ item, at: clock() })))
  const recording: WholeTable = {
    ...table,
    commit: async (...writes) => {
      await table.commit(...writes)
      note(
        writes.flatMap((write) =>
          'put' in write
            ? [{ ...(write.put as Record<string, unknown>), ...keyOf(write.put) }]
            : 'amend' in write
              ? [{ ...write.amend, ...write.set }]
              : 'remove' in write && write.packed
                ? [removalMarker(write.remove)]
                : [],
        ),
      )
    },
    putAll: async (items, onProgress) => {
      await table.putAll(items, onProgress)
      note(items)
    },
    count: async (key, expiresAt) => {
      const count = await table.count(key, expiresAt)
      note([{ ...key, count, expiresAt }])
      return count
    },
  }
  return { table: recording, written }
}

/** An instant some time after another. */
export function later(instant: string, time: { days?: number; seconds?: number }): string {
  return DateTime.fromISO(instant, { zone: 'utc' }).plus(time).toISO() ?? ''
}
