import { beforeAll, describe, expect, test } from 'vitest'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { acceptProposal, commentOn, listProposals } from '../../../shared/workshop/proposal.operations.ts'
import { familyRoutes, routes } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { contextFor } from '../../support/context.ts'
import { device, schoolSite } from '../../support/device.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
let linh: ReturnType<typeof device>
let family: string
beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  const input = FamilyInput.parse({ caregivers: [{ givenName: 'Linh' }] })
  family = (await addFamily(site.context, site.school.id, input)).id
  linh = device(site.app)
  await linh.get(routes.familyLink((await issueLink(site.context, site.school.id, family)).token))
  await linh.post(familyRoutes.teach(), [
    ['title', 'Reading in two languages'],
    ['learn', 'How to read aloud'],
    ['audience:list', 'parents'],
    ['languages:list', 'vi'],
    ['durationMinutes:int', '60'],
    ['builds:list', 'confidence'],
    ['coHost', 'Rosa'],
    ['stipend:flag', 'yes'],
  ])
})
const proposal = async () => (await listProposals(site.context, site.school.id))[0] ?? { id: '', status: '' }

describe('a proposal', () => {
  test('comes with a promise of an answer in five days', async () => {
    const { page } = await dana.get(schoolRoutes.proposals())
    expect(page).toContain('Please answer by Saturday, March 6')
    for (const said of ['Confidence', 'Rosa', 'Would like to be paid']) expect(page).toContain(said)
    expect((await linh.get(familyRoutes.teach())).page).toContain(
      'We promised an answer by Saturday, March 6',
    )
  })

  test('is talked about from both sides, and it is always clear whose turn it is', async () => {
    const { id } = await proposal()
    expect((await dana.post(schoolRoutes.talkAbout(id), { text: 'Would Thursday do?' })).to).toBe(
      schoolRoutes.proposals(),
    )
    const asked = await linh.get(familyRoutes.teach())
    expect(asked.page).toContain('The school has a question for you.')
    expect(asked.page).toContain('Would Thursday do?')
    expect((await dana.get(schoolRoutes.proposals())).page).toContain('It is the parent’s turn.')
    await linh.post(familyRoutes.talkAbout(id), { text: 'Yes, it would.' })
    expect((await dana.get(schoolRoutes.proposals())).page).toContain('Yes, it would.')
    expect(await proposal()).toMatchObject({
      status: 'proposed',
      thread: [{ by: 'school' }, { by: 'family' }],
    })
  })

  test('is thanked for with another form of it, never with a bare no', async () => {
    const { id } = await proposal()
    const bare = await dana.post(schoolRoutes.talkAbout(id), { text: '', 'thanks:flag': 'yes' })
    expect(bare.status).toBe(422)
    expect(bare.page).toContain('role="alert"')
    await dana.post(schoolRoutes.talkAbout(id), { text: 'With two others in May?', 'thanks:flag': 'yes' })
    expect((await proposal()).status).toBe('thanked')
    expect((await linh.get(familyRoutes.teach())).page).toContain(
      'The school thanks you, and suggests something.',
    )
  })

  test('keeps what both say at the same moment', async () => {
    const { id } = await proposal()
    const asFamily = contextFor(
      { kind: 'family', school: site.school.id, family },
      { table: site.context.table },
    )
    const before = (await listProposals(site.context, site.school.id))[0]?.thread?.length ?? 0
    const words = (text: string) => ({ text, thanks: false })
    await Promise.all([
      commentOn(site.context, id, words('one')),
      commentOn(asFamily, id, words('two')),
      commentOn(site.context, id, words('three')),
    ])
    expect((await listProposals(site.context, site.school.id))[0]?.thread).toHaveLength(before + 3)
  })

  test('of somebody else is not found, and after a yes there is nothing to ask', async () => {
    const { id } = await proposal()
    const other = FamilyInput.parse({ caregivers: [{ givenName: 'Eva' }] })
    const eva = (await addFamily(site.context, site.school.id, other)).id
    const phone = device(site.app)
    await phone.get(routes.familyLink((await issueLink(site.context, site.school.id, eva)).token))
    expect((await phone.post(familyRoutes.talkAbout(id), { text: 'mine?' })).status).toBe(404)
    expect((await (await site.member('helper')).post(schoolRoutes.talkAbout(id), { text: 'x' })).status).toBe(
      403,
    )
    const [first, second] = await Promise.all([
      acceptProposal(site.context, id),
      acceptProposal(site.context, id),
    ])
    expect(first.workshop.id).toBe(second.workshop.id)
    expect(first.workshop).toMatchObject({ builds: ['confidence'], hostFamily: family })
    const late = commentOn(site.context, id, { text: 'but', thanks: false })
    await expect(late).rejects.toMatchObject({ code: 'already-decided' })
    expect((await linh.get(familyRoutes.teach())).page).toContain('The school said yes!')
  })
})

describe('a proposal that is not ready', () => {
  test('is saved as it is, comes back, and is thrown away', async () => {
    const path = familyRoutes.teach()
    expect((await linh.post(path, { title: 'Half a', save: 'yes' })).to).toBe(familyRoutes.home())
    const { page } = await linh.get(path)
    expect(page).toContain('value="Half a"')
    expect(page).toContain('It is not sent yet.')
    await linh.post(familyRoutes.dropDraft(), {})
    expect((await linh.get(path)).page).not.toContain('Half a')
  })
})

test('a proposal is filed under the language of the page on which it was written', async () => {
  const { context, school } = site
  const input = FamilyInput.parse({ caregivers: [{ givenName: 'Hua', writtenLanguage: 'vi' }] })
  const { id } = await addFamily(context, school.id, input)
  const write = async (language: string, ticked: string, title: string) => {
    const phone = device(site.app)
    await phone.get(routes.familyLink((await issueLink(context, school.id, id)).token))
    await phone.get(`${familyRoutes.teach()}?lang=${language}`)
    await phone.post(familyRoutes.teach(), [
      ['title', title],
      ['learn', title],
      ['audience:list', 'parents'],
      ['languages:list', ticked],
      ['durationMinutes:int', '60'],
    ])
    const made = (await listProposals(context, school.id)).find((one) => one.title === title)
    return (await acceptProposal(context, made?.id ?? '')).workshop.title
  }
  expect(await write('en', 'es', 'Bread')).toEqual({ en: 'Bread' })
  expect(await write('zh', 'zh-Hans', '面包')).toEqual({ 'zh-Hans': '面包' })
})
