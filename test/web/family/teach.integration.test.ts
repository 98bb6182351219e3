import { beforeAll, describe, expect, test } from 'vitest'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { acceptProposal, commentOn, listProposals } from '../../../shared/workshop/proposal.operations.ts'
import { familyRoutes, routes, teachStep } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { device, hiddenFields, schoolSite } from '../../support/device.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
const path = familyRoutes.teach()
const WHAT: [string, string][] = [
  ['step', '1'],
  ['title', 'The reading app'],
  ['learn', 'How to set it up'],
  ['languages:list', 'vi'],
  ['languages:list', 'en'],
  ['durationMinutes:int', '45'],
]

let site: Site
let linh: ReturnType<typeof device>
beforeAll(async () => {
  site = await schoolSite()
  linh = await family('Linh')
})

async function family(givenName: string) {
  const input = FamilyInput.parse({ caregivers: [{ givenName }] })
  const { id } = await addFamily(site.context, site.school.id, input)
  const phone = device(site.app)
  await phone.get(routes.familyLink((await issueLink(site.context, site.school.id, id)).token))
  return phone
}

/** The next step's fields, after what the page carries along from the others. */
const along = (page: string, fields: [string, string][]): [string, string][] => [
  ...[...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  ),
  ...fields,
]
const proposals = () => listProposals(site.context, site.school.id)

describe('a workshop that a parent will teach', () => {
  test('is proposed in three steps, each kept, and sent with the last', async () => {
    expect((await linh.get(path)).page).toContain('aria-current="step">What you teach')
    expect((await linh.post(path, WHAT)).to).toBe(teachStep(2))
    const second = (await linh.get(teachStep(2))).page
    expect(second).toContain('aria-current="step">For whom, when')
    const who: [string, string][] = [
      ['audience:list', 'parents'],
      ['dayParts:list', 'evening'],
      ['builds:list', 'confidence'],
    ]
    expect((await linh.post(path, along(second, who))).to).toBe(teachStep(3))
    const third = (await linh.get(teachStep(3))).page
    expect(third).toContain('aria-current="step">What you need')
    // What is about to be sent stands above the button.
    for (const said of ['The reading app', 'Vietnamese and English', '45 min', 'Parents'])
      expect(third).toContain(said)
    expect(await proposals()).toEqual([])
    const sent = along(third, [['needs', 'A projector']])
    expect((await linh.post(path, sent)).to).toBe(familyRoutes.taught())
    expect(await proposals()).toMatchObject([
      {
        title: 'The reading app',
        languages: ['vi', 'en'],
        durationMinutes: 45,
        audience: ['parents'],
        dayParts: ['evening'],
        needs: 'A projector',
        writtenLanguage: 'en',
      },
    ])
    // Two taps make one proposal, and the draft is gone.
    expect((await linh.post(path, sent)).to).toBe(familyRoutes.taught())
    expect(await proposals()).toHaveLength(1)
    expect((await linh.get(path)).page).not.toContain('value="The reading app"')
    const dana = await site.member()
    expect((await dana.get(schoolRoutes.proposals())).page).toContain('Evenings')
  })

  test('shows the step that lacks an answer, with what was typed in all', async () => {
    const eva = await family('Eva')
    const empty = await eva.post(path, [
      ['step', '1'],
      ['learn', 'Much <b>'],
    ])
    expect(empty.status).toBe(422)
    expect(empty.page).toContain('Much &lt;b&gt;')
    expect(empty.page).toContain('href="#title"')
    await eva.post(path, WHAT)
    const { page } = await eva.get(teachStep(2))
    const untold = await eva.post(path, along(page, [['coHost', 'Rosa']]))
    expect(untold.status).toBe(422)
    expect(untold.page).toContain('aria-current="step">For whom, when')
    expect(untold.page).toContain('href="#audience"')
    expect(untold.page).toMatch(/id="coHost"[^>]*value="Rosa"/)
    // A step that was left out is found at the end.
    const early = await eva.post(path, [...WHAT.slice(1), ['step', '3']])
    expect(early.status).toBe(422)
    expect(early.page).toContain('aria-current="step">For whom, when')
    expect(hiddenFields(early.page)).toMatchObject({ title: 'The reading app', 'durationMinutes:int': '45' })
  })

  test('goes back a step and on, and another language keeps what was typed', async () => {
    const hana = await family('Hana')
    await hana.post(path, WHAT)
    const { page } = await hana.get(teachStep(2))
    const typed = along(page, [
      ['coHost', 'Rosa'],
      ['dayParts:list', 'morning'],
    ])
    const other = await hana.post(`${path}?lang=es`, typed)
    expect(other.page).toContain('aria-current="step">Para quién, cuándo')
    expect(other.page).toMatch(/id="coHost"[^>]*value="Rosa"/)
    expect((await hana.post(path, [...typed, ['back', 'yes']])).to).toBe(teachStep(1))
    expect((await hana.get(teachStep(1))).page).toContain('value="The reading app"')
    expect((await hana.get(teachStep(2))).page).toMatch(/value="morning" checked/)
    expect((await hana.get(teachStep(9))).page).toContain('aria-current="step">Qué enseña')
  })

  test('cannot be begun in its midst', async () => {
    expect((await (await family('Noor')).get(teachStep(3))).to).toBe(path)
  })
})

describe('the home of a parent who proposes', () => {
  test('shows the draft, then the promise, the question, the thanks, and what comes after the yes', async () => {
    const home = async () => (await ana.get(familyRoutes.home())).page
    const ana = await family('Ana')
    const what = WHAT.map(([name, value]): [string, string] => [name, name === 'title' ? 'Soup' : value])
    expect((await ana.post(path, [...what, ['save', 'yes']])).to).toBe(familyRoutes.home())
    expect(await home()).toContain('You began this workshop. It is not sent yet.')
    await ana.post(path, [...what.slice(1), ['audience:list', 'parents']])
    expect(await home()).not.toContain('You began this workshop')
    expect(await home()).toContain('We promised an answer by Saturday, March 6.')
    const [{ id } = { id: '' }] = (await proposals()).filter(({ title }) => title === 'Soup')
    await commentOn(site.context, id, { text: 'With <two> others?', thanks: false })
    expect(await home()).toContain('The school has a question for you.')
    expect(await home()).toContain('With &lt;two&gt; others?')
    await commentOn(site.context, id, { text: 'In May?', thanks: true })
    expect(await home()).toContain('The school thanks you, and suggests something.')
    expect(await home()).toContain('In May?')
    await acceptProposal(site.context, id)
    expect(await home()).toContain('You lead this workshop. Next, the school plans it with you.')
    expect(await home()).not.toContain('In May?')
  })

  test('shows nothing of the proposals of others', async () => {
    expect((await (await family('Bao')).get(familyRoutes.home())).page).not.toContain('The reading app')
  })
})
