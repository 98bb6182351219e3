import { beforeAll, describe, expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
let workshop: string
let session: string
const families: Record<string, string> = {}

async function scheduled(change: Partial<typeof READING> & { seats?: number }): Promise<[string, string]> {
  const { id } = await createWorkshop(site.context, site.school.id, { ...READING, ...change })
  const options = [{ startLocal: '2027-03-10T18:00' }]
  const poll = await putPoll(site.context, id, { options, closesAt: '2027-03-08T09:00' })
  const decided = await schedule(site.context, id, { options: [poll.options[0]?.id ?? ''] })
  return [id, decided.sessions[0]?.id ?? '']
}

beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  const offers = { childcare: true, food: true, interpretation: true, rides: true }
  ;[workshop, session] = await scheduled({ seats: 2, offers })
  for (const [givenName, familyName] of [
    ['Rosa', 'Núñez'],
    ['Linh', 'Tran'],
    ['Amina', 'Warsame'],
    ['Owen', 'Ellis'],
    ['Ana', 'Núñez'],
  ] as const) {
    const input = FamilyInput.parse({ caregivers: [{ givenName, familyName }] })
    families[givenName] = (await addFamily(site.context, site.school.id, input)).id
  }
  const reply = (name: string, input: Parameters<typeof putReply>[3]) =>
    putReply(site.context, session, families[name] ?? '', input)
  await reply('Rosa', {
    attending: true,
    adults: 2,
    children: [{ ageBand: 'three' }],
    interpretation: [{ language: 'es', adults: 2 }],
  })
  await reply('Linh', { attending: true, adults: 1, wait: true })
  await reply('Owen', { attending: false })
})

const page = async (query = '') => (await dana.get(schoolRoutes.session(session) + query)).page
const linkTo = (name: string) => `href="${schoolRoutes.sessionReply(session, families[name] ?? '')}"`
/** The part of the page between two of its words. */
const between = (text: string, from: string, to: string) => text.split(from)[1]?.split(to)[0] ?? ''

describe("the team's page of a session", () => {
  test('says when it is without the year, and names the zone once', async () => {
    const head = between(await page(), 'class="meta"', '</p>').replace(/[\u202f\u2009]/g, ' ')
    expect(head).toContain('Wednesday, March 10, 6:00')
    expect(head).not.toContain('2027')
    expect(head.match(/Eastern Standard Time/g)).toHaveLength(1)
  })

  test('says how many families come, with how many people, and how many seats are taken', async () => {
    const text = await page()
    expect(text).toContain('<h2>1 of 5 families is coming</h2>')
    expect(text).toContain('2 adults, 1 child · 2 of 2 seats for adults')
    expect(text).toContain('role="img" aria-label="1 of 5 families is coming"')
  })

  test('shows the ages of the children and the languages for which adults need an interpreter', async () => {
    const text = await page()
    expect(between(text, 'aria-label="Children by age"', '</ul>')).toContain('3 to 5 years')
    expect(between(text, 'aria-label="Adults who need an interpreter"', '</ul>')).toContain('Spanish')
  })

  test('lists who comes, who waits and who cannot come, each with the way to their reply', async () => {
    const text = await page()
    expect(between(text, 'Who is coming</h2>', '</section>')).toContain(linkTo('Rosa'))
    expect(between(text, 'Who is coming</h2>', '</section>')).toContain('2 + 1')
    expect(between(text, 'Waiting for a seat</h2>', '</section>')).toContain('Waits, place 1')
    expect(between(text, '<summary>1 cannot come</summary>', '</details>')).toContain(linkTo('Owen'))
  })

  test('shows where the workshop stands and how ready each area is', async () => {
    const text = await page()
    expect(text).toMatch(/<li class="now" aria-current="step">.*?Scheduled/)
    expect(text).toContain(`href="${schoolRoutes.checklist(session)}#area-childcare"`)
  })

  test('finds a family by name, whoever has not replied first, and says where the others stand', async () => {
    const text = await page('?find=nunez')
    expect(text).toContain('value="nunez"')
    expect(text.indexOf(`${linkTo('Ana')}>Núñez (Ana)`)).toBeLessThan(
      text.indexOf(`${linkTo('Rosa')}>Núñez (Rosa)`),
    )
    expect(between(text, 'Núñez (Rosa)', '</li>')).toContain('Comes')
    expect(await page('?find=nobody')).toContain('No family of that name.')
    expect(await page('?find=%20')).not.toContain('No family of that name.')
  })

  test('keeps what is rare in one menu, and opens the form that moves the session in place', async () => {
    const text = await page()
    const menu = between(text, 'More for this session', '</details>')
    expect(menu).toContain(`href="${schoolRoutes.cancelSession(session)}"`)
    expect(menu).toContain(`href="${schoolRoutes.editWorkshop(workshop)}"`)
    expect(text).not.toContain('name="startLocal"')
    expect(await page('?move=yes')).toMatch(/name="startLocal"[^>]*value="2027-03-10T18:00"/)
  })

  test('of a session that was cancelled asks for nothing more', async () => {
    const [, other] = await scheduled({})
    await dana.post(schoolRoutes.cancelSession(other), {})
    const text = (await dana.get(schoolRoutes.session(other))).page
    expect(text).toContain('This session was canceled.')
    expect(text).not.toContain('id="record"')
    expect(text).not.toContain(schoolRoutes.moveSession(other))
    expect(text).not.toContain('class="ready"')
  })

  test('of a workshop for the staff counts people and no families', async () => {
    const [, other] = await scheduled({ audience: ['staff'] })
    const text = (await dana.get(schoolRoutes.session(other))).page
    expect(text).toContain('Nobody of the staff has said yes yet')
    expect(text).not.toContain('class="long-table"')
  })
})
