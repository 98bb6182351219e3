import { beforeAll, describe, expect, test } from 'vitest'
import { listNotices } from '../../../shared/delivery/notice.operations.ts'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { readLogistics } from '../../../shared/logistics/logistics.operations.ts'
import { cancelWorkshop } from '../../../shared/session/cancellation.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { announce, markInterest } from '../../../shared/workshop/interest.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop, readWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { familyRoutes, routes } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { countAll } from '../../support/counting.ts'
import { device, hiddenFields, schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
// A message of a host among the notices.
const WRITTEN = expect.objectContaining({ id: expect.stringContaining('#host#') })

let site: Site
let workshop: string
let session: string
let linh: ReturnType<typeof device>
let rosa: ReturnType<typeof device>
let rosaId: string
let linhId: string

async function family(name: string) {
  const input = FamilyInput.parse({ caregivers: [{ givenName: name }] })
  const { id } = await addFamily(site.context, site.school.id, input)
  const phone = device(site.app)
  await phone.get(routes.familyLink((await issueLink(site.context, site.school.id, id)).token))
  return { id, phone }
}

beforeAll(async () => {
  site = await schoolSite()
  const host = await family('Linh')
  const guest = await family('Rosa')
  linh = host.phone
  linhId = host.id
  rosa = guest.phone
  rosaId = guest.id
  const offers = { childcare: true, food: true, interpretation: true, rides: true }
  const made = await createWorkshop(site.context, site.school.id, { ...READING, offers, hostFamily: host.id })
  workshop = made.id
})

describe('a parent who leads a workshop', () => {
  test('sees its draft and who would come in numbers; nobody else does', async () => {
    expect((await linh.get(familyRoutes.home())).page).toContain('You lead this workshop.')
    expect((await linh.get(familyRoutes.home())).page).not.toContain('Would you come to these?')
    expect((await rosa.get(familyRoutes.home())).page).not.toContain('Reading at home')
    expect((await rosa.get(familyRoutes.hosting(workshop))).status).toBe(404)
    await announce(site.context, workshop, true)
    await markInterest(site.context, workshop, rosaId, { helps: ['childcare'] })
    const { page } = await linh.get(familyRoutes.hosting(workshop))
    expect(page).toContain('1 family would come')
    expect(page).toContain('There is no time yet.')
    expect(page).not.toContain('Rosa')
  })

  test('sees how many come and what is prepared, and asks for what they need', async () => {
    const { context } = site
    const options = [{ startLocal: '2027-03-17T18:00' }]
    const poll = await putPoll(context, workshop, { options, closesAt: '2027-03-08T09:00' })
    session =
      (await schedule(context, workshop, { options: [poll.options[0]?.id ?? ''] })).sessions[0]?.id ?? ''
    await putReply(context, session, rosaId, { attending: true, adults: 2, allergens: ['peanuts'] })
    const { page } = await linh.get(familyRoutes.hosting(workshop))
    expect(page).toContain('<h2>Wednesday, March 17, ')
    expect(page).toContain('2 adults')
    expect(page).toContain('English: too few to show apart')
    expect(page).toContain('What is being prepared')
    expect(page).toMatch(/<span>Room<\/span><span class="soft">\d of \d ready/)
    expect(page).not.toMatch(/Rosa|peanuts/)
    const path = familyRoutes.hostItem(workshop, session)
    expect((await linh.post(path, { title: '', 'needed:int': '20' })).status).toBe(422)
    expect((await linh.post(path, { title: 'Dominoes', 'needed:int': '20' })).to).toBe(
      familyRoutes.hosting(workshop),
    )
    expect((await linh.get(familyRoutes.hosting(workshop))).page).toMatch(/Dominoes.*To do/)
    expect((await linh.get(familyRoutes.hostFlyer(workshop))).page).toContain('class="sheet flyer"')
    expect((await rosa.get(familyRoutes.hostFlyer(workshop))).status).toBe(404)
    const { items } = await readLogistics(context, session)
    expect(items.find(({ kind }) => kind === 'own')).toMatchObject({ title: 'Dominoes', needed: 20 })
  })

  test('sees the name of a family that said yes once it was asked, until that is taken back', async () => {
    const path = familyRoutes.session(session)
    const replied = familyRoutes.replied(session)
    const asked = 'May the family that leads this see your name?'
    const names = async () =>
      /They let you see their name:.*?<bdi>([^<]*)/.exec(
        (await linh.get(familyRoutes.hosting(workshop))).page,
      )?.[1]
    const reply = { attending: 'yes', 'adults:int': '2' }
    expect((await linh.fill(path, reply)).to).toBe(familyRoutes.replied(session))
    for (const page of [path, replied]) expect((await linh.get(page)).page).not.toContain(asked)
    await linh.fill(path, { attending: 'no' })
    expect(await names()).toBeUndefined()
    expect((await rosa.fill(path, reply)).to).toBe(replied)
    for (const page of [path, replied]) expect((await rosa.get(page)).page).toContain(asked)
    const { to } = await rosa.fill(replied, { named: 'yes' }, familyRoutes.answerNaming(session))
    expect((await rosa.get(to ?? '')).page).toContain('They see your name now.')
    for (const page of [path, replied]) expect((await rosa.get(page)).page).not.toContain(asked)
    expect(await names()).toBe('Rosa')
    await rosa.fill(path, reply)
    expect(await names()).toBe('Rosa')
    const about = (await rosa.get(familyRoutes.about())).page
    expect(about).toContain('Who may see our name')
    expect((await rosa.post(familyRoutes.hideName(session), {})).to).toBe(`${familyRoutes.about()}?saved`)
    expect(await names()).toBeUndefined()
    expect((await rosa.get(familyRoutes.about())).page).not.toContain('Who may see our name')
    expect((await rosa.get(replied)).page).not.toContain(asked)
  })

  test('does not see the name of a family that said no, which is asked again only after it did not come', async () => {
    const replied = familyRoutes.replied(session)
    const asked = 'May the family that leads this see your name?'
    await rosa.post(familyRoutes.cancelReply(session), {})
    expect((await rosa.get(replied)).page).not.toContain(asked)
    await rosa.fill(familyRoutes.session(session), { attending: 'yes', 'adults:int': '2' })
    expect((await rosa.get(replied)).page).toContain(asked)
    const { to } = await rosa.fill(replied, { named: 'no' }, familyRoutes.answerNaming(session))
    expect((await rosa.get(to ?? '')).page).toContain('They do not see your name.')
    expect((await rosa.get(replied)).page).not.toContain(asked)
    expect((await linh.get(familyRoutes.hosting(workshop))).page).not.toContain('Rosa')
    expect((await rosa.post(familyRoutes.answerNaming(session), { named: 'perhaps' })).status).toBe(422)
  })

  test('asks the families for something to bring, and sees how many do', async () => {
    const { sessions } = await readWorkshop(site.context, workshop)
    const action = familyRoutes.hostSignUp(workshop, sessions?.[0]?.id ?? '')
    const line = { 'line.title.en': 'A box of dominoes', 'line.wanted:int': '3' }
    expect((await linh.post(action, line)).status).toBe(303)
    const { page } = await linh.get(familyRoutes.hosting(workshop))
    expect(page).toContain('<bdi>A box of dominoes</bdi>')
    expect(page).toContain('0 of 3')
    const refused = await linh.post(action, { ...line, 'line.wanted:int': '0' })
    expect(refused.status).toBe(422)
    expect(refused.page).toContain('href="#line.wanted"')
    expect((await rosa.post(action, line)).status).toBe(404)
  })

  test('sees the votes in numbers while families vote, and has nothing to share before', async () => {
    const { context, school } = site
    const made = await createWorkshop(context, school.id, { ...READING, hostFamily: linhId })
    expect((await linh.get(familyRoutes.hosting(made.id))).page).not.toContain('Share the link')
    expect((await linh.get(familyRoutes.hostFlyer(made.id))).status).toBe(404)
    const poll = await putPoll(context, made.id, {
      options: [{ startLocal: '2027-04-14T18:00' }],
      closesAt: '2027-04-08T09:00',
      answersVisible: true,
    })
    await rosa.fill(familyRoutes.vote(made.id), { [`answers.${poll.options[0]?.id}`]: 'yes' })
    await countAll(context.table)
    const { page } = await linh.get(familyRoutes.hosting(made.id))
    expect(page).toContain('Families vote on times until Thursday, April 8')
    expect(page).toContain('1 yes, 0 if needed')
    expect(page).toContain('Share the link')
  })

  test('changes its words, and an organizer hears of it until they have read them', async () => {
    const { context, school } = site
    const made = await createWorkshop(context, school.id, { ...READING, hostFamily: linhId })
    const path = familyRoutes.hostWords(made.id)
    const shown = await linh.get(path)
    expect(shown.page).toContain('In this language: English')
    const of = hiddenFields(shown.page).of ?? ''
    expect((await rosa.get(path)).status).toBe(404)
    expect((await linh.post(path, { title: '', description: 'Ten <minutes>', of })).status).toBe(422)
    const saved = await linh.post(path, { title: 'Reading at dusk', description: 'Ten <minutes>', of })
    expect(saved.to).toBe(`${familyRoutes.hosting(made.id)}?reworded`)
    expect((await linh.get(saved.to ?? '')).page).toContain('Saved. The school is told.')
    const conflict = await linh.post(path, { title: 'Reading at noon', description: 'Five', of })
    expect(conflict.status).toBe(422)
    expect(conflict.page).toMatch(/It now says:.*Reading at dusk.*Ten &lt;minutes&gt;/s)
    expect(conflict.page).toContain('value="Reading at noon"')
    const team = await site.member()
    expect((await team.get(schoolRoutes.today())).page).toContain('The host changed the words.')
    const page = (await team.get(schoolRoutes.workshop(made.id))).page
    expect(page).toContain('The host of this workshop changed its words')
    const { at = '' } = hiddenFields(page)
    await team.post(schoolRoutes.seenWords(made.id), { at: '2020-01-01T00:00:00.000Z' })
    expect((await team.get(schoolRoutes.today())).page).toContain('The host changed the words.')
    await team.post(schoolRoutes.seenWords(made.id), { at })
    expect((await team.get(schoolRoutes.today())).page).not.toContain('The host changed the words.')
    expect((await team.get(schoolRoutes.workshop(made.id))).page).not.toContain('changed its words')
    await cancelWorkshop(context, made.id)
    expect((await linh.get(path)).page).not.toContain('name="description"')
    expect((await linh.post(path, { title: 'x' })).status).toBe(422)
  })

  test('writes to the school, takes it back or hears that it was read', async () => {
    const { context, school } = site
    const team = await site.member()
    const made = await createWorkshop(context, school.id, { ...READING, hostFamily: linhId })
    const path = familyRoutes.hostNote(made.id)
    expect((await linh.get(familyRoutes.hosting(made.id))).page).toContain(`href="${path}"`)
    expect((await rosa.get(path)).status).toBe(404)
    expect((await rosa.post(path, { text: 'Hello' })).status).toBe(404)
    const empty = await linh.post(path, { text: ' ' })
    expect(empty.status).toBe(422)
    const sent = await linh.post(path, { text: 'A <projector>?' })
    expect(sent.to).toBe(`${path}?sent`)
    expect((await linh.get(sent.to ?? '')).page).toContain('Sent. The school can read it now.')
    expect((await linh.get(familyRoutes.hosting(made.id))).page).toContain('“A &lt;projector&gt;?”')
    expect((await team.get(schoolRoutes.today())).page).toContain('The host wrote to you.')
    const back = await linh.post(familyRoutes.takeBackHostNote(made.id), {
      id: hiddenFields((await linh.get(path)).page).id ?? '',
    })
    expect((await linh.get(back.to ?? '')).page).toContain('Taken back. It is not sent.')
    expect((await team.get(schoolRoutes.today())).page).not.toContain('The host wrote to you.')

    await linh.post(path, { text: 'A <projector>?' })
    const { page } = await team.get(schoolRoutes.workshop(made.id))
    expect(page).toMatch(/Linh leads this workshop and wrote on .*A &lt;projector&gt;\?/s)
    expect(page).toContain(`href="${schoolRoutes.family(linhId)}"`)
    const { id = '' } = hiddenFields(page.slice(page.indexOf('note-seen')))
    await team.post(schoolRoutes.seenHostNote(made.id), { id })
    expect((await team.get(schoolRoutes.today())).page).not.toContain('The host wrote to you.')
    expect((await team.get(schoolRoutes.workshop(made.id))).page).toContain('1 earlier note from the host')
    const read = (await linh.get(path)).page
    expect(read).toContain('· Read')
    expect(read).not.toContain('Take it back')
  })

  test('is the only one: other families, and other sessions, are not found', async () => {
    const fields = { title: 'Dominoes', 'needed:int': '1' }
    expect((await rosa.get(familyRoutes.hosting(workshop))).status).toBe(404)
    expect((await rosa.post(familyRoutes.hostItem(workshop, session), fields)).status).toBe(404)
    expect((await linh.post(familyRoutes.hostItem(workshop, `${site.school.id}-other`), fields)).status).toBe(
      404,
    )
  })
})

describe('the public page of a workshop', () => {
  test('names its host only after a yes, in their words, and until they take it back', async () => {
    const path = familyRoutes.hostProfile(workshop)
    const seen = async () => (await device(site.app).get(routes.publicWorkshop(workshop))).page
    const words = { name: 'Linh', words: 'I read <every> night' }
    const unsure = await linh.post(path, words)
    expect(unsure.status).toBe(422)
    expect(unsure.page).toContain('Please tick that everybody may see it.')
    expect(unsure.page).toContain('I read &lt;every&gt; night')
    expect(await seen()).not.toContain('Linh')
    expect((await linh.post(path, { ...words, 'shown:flag': 'yes' })).to).toBe(`${path}?saved`)
    expect((await linh.get(`${path}?saved`)).page).toContain('This is on the page now.')
    expect(await seen()).toContain('Led by <bdi>Linh</bdi>')
    expect(await seen()).toContain('I read &lt;every&gt; night')
    expect((await rosa.get(path)).status).toBe(404)
    expect((await linh.post(familyRoutes.withdrawHostProfile(workshop), {})).to).toBe(`${path}?saved`)
    expect((await linh.get(`${path}?saved`)).page).toContain('Nothing about you is on the page now.')
    expect(await seen()).not.toContain('Linh')
  })
})

describe('between who leads a workshop and its guests', () => {
  test('goes a message, without an address, and a mistake in it loses nothing', async () => {
    const path = familyRoutes.hostMessage(workshop, session)
    const long = await linh.post(path, { text: 'a'.repeat(401) })
    expect(long.status).toBe(422)
    expect(long.page).toContain('aaaa')
    expect((await rosa.post(path, { text: 'Hello' })).status).toBe(404)
  })

  test('a message says first whom it reaches and how, and leaves five minutes after it was confirmed', async () => {
    const path = familyRoutes.hostMessage(workshop, session)
    const asked = await linh.post(path, { text: 'Bring a <book>' })
    expect(asked.page).toContain('1 family hears of it.')
    expect(asked.page).toContain('The real text')
    expect(asked.page).toContain('Bring a &lt;book&gt;')
    expect(asked.page).not.toContain('Rosa')
    const typed = { ...hiddenFields(asked.page), text: 'Bring a <book>' }
    expect((await linh.post(path, { ...typed, edit: 'yes' })).page).toContain(
      'Bring a &lt;book&gt;</textarea>',
    )
    expect(await listNotices(site.context, workshop)).not.toContainEqual(WRITTEN)
    expect((await linh.post(path, { text: 'Bring a <book>', confirmed: 'yes' })).to).toBe(
      familyRoutes.hosting(workshop),
    )
    const { page } = await linh.get(familyRoutes.hosting(workshop))
    expect(page).toContain('No message has left yet.')
    const written = (await listNotices(site.context, workshop)).find(({ id }) => id.includes('#host#'))
    expect(written?.steps[0]?.due).toBe('2027-03-01T15:05:00.000Z')
  })

  test('a message is stopped by its host until it leaves, and by nobody else', async () => {
    const [notice] = (await listNotices(site.context, workshop)).filter(({ id }) => id.includes('#host#'))
    const path = familyRoutes.stopHostMessage(workshop, session)
    const fields = { id: notice?.id ?? '' }
    expect((await rosa.post(path, fields)).status).toBe(404)
    expect((await linh.post(path, fields)).to).toBe(`${familyRoutes.hosting(workshop)}?stopped`)
    expect((await linh.get(`${familyRoutes.hosting(workshop)}?stopped`)).page).toContain('It is not sent.')
    expect(await listNotices(site.context, workshop)).not.toContainEqual(WRITTEN)
    await linh.post(familyRoutes.hostMessage(workshop, session), { text: 'Bring a pen', confirmed: 'yes' })
    const [other] = (await listNotices(site.context, workshop)).filter(({ id }) => id.includes('#host#'))
    site.clock.now = '2027-03-01T15:05:00.000Z'
    expect((await linh.post(path, { id: other?.id ?? '' })).status).toBe(422)
    expect((await linh.get(familyRoutes.hosting(workshop))).page).not.toContain('No message has left yet')
  })

  test('come thanks after it, without a name', async () => {
    const path = familyRoutes.thank(session)
    expect((await rosa.post(path, { text: 'Too early' })).status).toBe(422)
    site.clock.now = '2027-03-18T15:00:00.000Z'
    expect((await rosa.get(familyRoutes.session(session))).page).toContain('Say thank you')
    expect((await rosa.post(path, { text: 'We read <every> night' })).page).toContain(
      'Your words are with them',
    )
    const { page } = await linh.get(familyRoutes.hosting(workshop))
    expect(page).toContain('We read &lt;every&gt; night')
    expect(page).not.toContain('Rosa')
    expect((await linh.post(path, { text: 'I am great' })).status).toBe(404)
  })
})
